"""What the pages of feedback, problems and development actions share; and what of them is due today."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.choices import FeedbackKind, FeedbackState, Severity
from evaluation.models import DevelopmentAction, Feedback, Problem
from evaluation.views.sections import evaluation_crumb
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.records import FormPage, done, form_page
from laavu.shared.http import wants_part
from laavu.shared.parts import Chip, Tone
from villages.actions import NotNow

Row = TypeVar("Row", bound=models.Model)
NAMED = 4


def development_sections(current: str) -> list[Chip]:
    """The lists that stand under "Feedback and development"."""
    return [
        Chip(_("Feedback"), reverse("feedback_list"), current == "feedback_list"),
        Chip(_("Problems"), reverse("problem_list"), current == "problem_list"),
        Chip(_("Development actions"), reverse("action_list"), current == "action_list"),
    ]


def feedback_crumbs(feedback: Feedback | None = None) -> tuple[Chip, ...]:
    own = (Chip(str(feedback), feedback.get_absolute_url()),) if feedback else ()
    return (evaluation_crumb(), Chip(_("Feedback"), reverse("feedback_list")), *own)


def problem_crumbs(problem: Problem | None = None) -> tuple[Chip, ...]:
    own = (Chip(str(problem), problem.get_absolute_url()),) if problem else ()
    return (evaluation_crumb(), Chip(_("Problems"), reverse("problem_list")), *own)


def action_crumbs(action: DevelopmentAction | None = None) -> tuple[Chip, ...]:
    own = (Chip(str(action), action.get_absolute_url()),) if action else ()
    return (evaluation_crumb(), Chip(_("Development actions"), reverse("action_list")), *own)


def tone_of(feedback: Feedback) -> Tone:
    tones: dict[FeedbackState, Tone] = {FeedbackState.ANSWERED: "ok", FeedbackState.NEW: "warn"}
    return tones.get(feedback.step, "calm")


def severity_tone(problem: Problem) -> Tone:
    tones: dict[str, Tone] = {Severity.STOPS: "stop", Severity.HINDERS: "warn"}
    return "ok" if problem.solved_on else tones.get(problem.severity, "calm")


def sent_before(request: HttpRequest, rows: models.QuerySet[Row]) -> Row | None:
    """The row that the same form has made already: sent twice, it makes one."""
    try:
        key = UUID(request.POST.get("client_key", ""))
    except ValueError:
        return None
    return rows.filter(client_key=key).first()


def asked_row(request: HttpRequest, name: str, rows: models.QuerySet[Row]) -> Row | None:
    """The row that the address names by its public id, if it is among these."""
    try:
        return rows.filter(public_id=UUID(request.GET.get(name, ""))).first()
    except ValueError:
        return None


def shown(request: HttpRequest, whole: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """A page, or its part alone for htmx."""
    return render(request, part if wants_part(request) else whole, context)


def step(
    request: HttpRequest, row: Any, act: Callable[[], object], said: str, undo: str = ""
) -> HttpResponse:
    """Take a step that a button asks for; `undo` is the address that takes it back."""
    try:
        act()
    except NotNow as problem:
        messages.warning(request, str(problem))
        return redirect(row)
    return done(request, row.get_absolute_url(), said, undo=undo)


def asked_step(
    request: HttpRequest, form: Any, row: Any, act: Callable[[], object], page: FormPage, said: str,
    undo: str = "",
) -> HttpResponse:  # fmt: skip
    """A step that asks something first."""
    if form.is_valid():
        try:
            act()
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return done(request, row.get_absolute_url(), said, undo=undo)
    return form_page(request, form, page)


@require_safe
@allowed(access.evaluation)
def development_today(request: HttpRequest) -> HttpResponse:
    """New feedback and late actions, for the first page: two queries and one more for names."""
    who, on = actor(request), timezone.localdate()
    late = DevelopmentAction.objects.visible_to(who).late(on)
    context = {
        "new": Feedback.objects.visible_to(who)
        .filter(taken_at=None)
        .aggregate(count=Count("pk"), safety=Count("pk", filter=Q(kind=FeedbackKind.SAFETY))),
        "late_count": late.count(),
        "late": late.select_related("owner").order_by("due_on", "id")[:NAMED],
        "is_part": wants_part(request),
        "crumbs": [evaluation_crumb()],
    }
    whole, part = "evaluation/development/today.html", "evaluation/development/due.html"
    return shown(request, whole, part, context)
