"""The problem log: what stands in the way of the work, and how it was solved."""

from typing import Any
from uuid import UUID, uuid4

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.access import problem_read
from evaluation.choices import Severity
from evaluation.development import problems
from evaluation.development.forms import ProblemForm, SolvedForm
from evaluation.development.lists import NEWEST_PROBLEMS, PROBLEM_STATES
from evaluation.development.lists import problems as problem_rows
from evaluation.development.sheets import PROBLEM_COLUMNS, problem_cells
from evaluation.models import ActionLink, Feedback, Problem
from evaluation.views.development import (
    asked_row,
    asked_step,
    development_sections,
    problem_crumbs,
    sent_before,
    severity_tone,
    shown,
    step,
)
from evaluation.views.feedback import where
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import sheet_response
from laavu.shared.lists import page_of
from laavu.shared.parts import Fact
from villages.lists import village_choices


@require_safe
@allowed(access.evaluation)
def problem_list(request: HttpRequest) -> HttpResponse:
    who, query = actor(request), request.GET
    villages = village_choices(who)
    page = page_of(problem_rows(who, query, villages), query, *NEWEST_PROBLEMS)
    found = page.in_order(Problem.objects.select_related("village", "association", "owner"))
    context = {
        "page": page,
        "rows": [(row, severity_tone(row)) for row in found],
        "query": asked_words(query),
        "kept": filters_of(query, "state", "severity", "village"),
        "state_chips": chips(query, "state", PROBLEM_STATES, "open"),
        "severity_chips": chips(query, "severity", with_all(Severity.choices)),
        "village_chips": chips(query, "village", with_all(villages, _("All villages"))),
        "export_query": export_query(query),
        "sections": development_sections("problem_list"),
        "crumbs": [problem_crumbs()[0]],
    }
    whole, part = "evaluation/development/problem_list.html", "evaluation/development/problem_rows.html"
    return shown(request, whole, part, context)


@require_safe
@allowed(access.evaluation)
def problem_export(request: HttpRequest, file_format: str) -> FileResponse:
    who = actor(request)
    rows = problem_rows(who, request.GET, village_choices(who)).order_by(*NEWEST_PROBLEMS)
    return sheet_response(_("Problems"), file_format, PROBLEM_COLUMNS, problem_cells(rows))


@require_safe
@allowed(access.evaluation)
def problem_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    problem = problem_read(actor(request), public_id)
    links = ActionLink.objects.filter(problem=problem).select_related("action__owner")
    context = {
        "problem": problem,
        "tone": severity_tone(problem),
        "facts": _facts(problem),
        "actions": [link.action for link in links.order_by("action__due_on", "action_id")],
        "may_solve": problems.can_solve(problem),
        "crumbs": problem_crumbs(),
        "history": history_of(problem),
    }
    return render(request, "evaluation/development/problem_detail.html", context)


def _facts(problem: Problem) -> list[Fact]:
    rows: list[tuple[str, Any, str]] = [
        (_("How much it hinders"), problem.get_severity_display(), ""),
        (_("Since"), formats.day(problem.since_on), ""),
        *where(problem),
        (_("Who sees to it"), problem.owner or _("nobody yet"), ""),
        (_("Written down by"), problem.written_by, ""),
    ]
    return [Fact(label, value, address) for label, value, address in rows]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def problem_new(request: HttpRequest) -> HttpResponse:
    """Write a problem down; the address may name the feedback that tells of it."""
    who, today = actor(request), timezone.localdate()
    if request.method == "POST" and (known := sent_before(request, Problem.objects.visible_to(who))):
        return redirect(known)
    initial: dict[str, Any] = {"since_on": today, "owner": who.user, "client_key": uuid4()}
    initial |= {"severity": Severity.HINDERS}
    if told := asked_row(request, "feedback", Feedback.objects.visible_to(who)):
        initial |= {
            "text": str(told), "since_on": told.given_on, "village": told.village,
            "association": told.association, "programme": told.programme,
        }  # fmt: skip
    form = ProblemForm(
        posted(request), instance=Problem(municipality=who.municipality), actor=who, today=today,
        initial=initial,
    )  # fmt: skip
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("The problem was written down."))
    page = FormPage(_("Write down a problem"), _("Keep it"), reverse("problem_list"), problem_crumbs())
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def problem_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    problem = problem_read(who, public_id)
    address = problem.get_absolute_url()
    form = ProblemForm(posted(request), instance=problem, actor=who, today=timezone.localdate())
    if form.kept():
        return done(request, address, _("The problem was saved."))
    page = FormPage(_("Change the problem"), _("Save"), address, problem_crumbs(problem))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def problem_solve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    problem, today = problem_read(actor(request), public_id), timezone.localdate()
    initial = {"on": today, "what_was_done": problem.what_was_done, "lesson": problem.lesson}
    form = SolvedForm(posted(request), problem=problem, today=today, initial=initial)

    def act() -> None:
        typed = form.cleaned_data
        problems.solve(problem, on=typed["on"], what_was_done=typed["what_was_done"], lesson=typed["lesson"])

    page = FormPage(
        _("The problem is solved"), _("Mark as solved"), problem.get_absolute_url(), problem_crumbs(problem)
    )
    undo = reverse("problem_undo", args=[problem.public_id])
    return asked_step(request, form, problem, act, page, _("The problem is marked as solved."), undo)


@require_POST
@allowed(access.evaluation)
def problem_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    problem = problem_read(actor(request), public_id)
    return step(request, problem, lambda: problems.open_again(problem), _("The problem is open again."))
