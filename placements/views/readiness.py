"""Readiness to employ: the checks of an association, one check, its answers and the decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted, refuse
from laavu.shared.formats import day as day_text
from laavu.shared.parts import Chip, Fact
from placements.problems import Refused, refusal_of
from placements.readiness import deciding
from placements.readiness.forms import AnswerForm, CheckForm, DecideForm, TaskForm
from placements.readiness.items import QUESTIONS
from placements.readiness.offered import lines, offers
from villages.access import money_of, own_treasury, treasury_read
from villages.choices import ReadinessDecision, ReadinessItem, ReadinessState
from villages.models import Association, ReadinessAnswer, ReadinessCheck, ReadinessTask
from villages.views.sections import association_crumbs, association_sections

TONES = {ReadinessDecision.MAY: "ok", ReadinessDecision.CONDITIONS: "warn", ReadinessDecision.NOT_YET: "stop"}
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allowed(money_of)
def association_readiness(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The association's checks, newest first, and the tasks that are open."""
    who = actor(request)
    association = treasury_read(who, public_id)
    checks = association.readiness_checks.order_by("-checked_on", "-pk")
    tasks = association.readiness_tasks.filter(done_on=None).order_by("due_on", "pk")
    rows = list(checks)
    context = {
        "association": association,
        "rows": [(check, TONES.get(check.decision, "calm")) for check in rows],
        "gaps": list(tasks),
        "today": timezone.localdate(),
        "may_begin": who.is_coordinator and all(check.decision for check in rows),
        "sections": association_sections(association, who, "association_readiness"),
        "crumbs": association_crumbs(association, who),
    }
    return render(request, "placements/readiness/association_readiness.html", context)


@require_POST
@allowed(coordinator)
def readiness_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new check, with the last one's answers. While one is open, that one is shown."""
    association = treasury_read(actor(request), public_id)
    try:
        check = deciding.begin(association, on=timezone.localdate())
    except Refused as refused:
        return done(request, _address(association), refused.text)
    return done(request, check.get_absolute_url(), _("The check has begun: answer each question."))


@require_safe
@allowed(money_of)
def readiness_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who, today = actor(request), timezone.localdate()
    check = own_treasury(who, ReadinessCheck, public_id)
    is_open = deciding.is_open(check)
    context = {
        "check": check,
        "association": check.association,
        "lines": lines(check, today),
        "facts": _facts(check),
        "is_open": is_open,
        "may_decide": is_open and who.is_coordinator,
        "today": today,
        "crumbs": _crumbs(request, check.association),
        "history": history_of(
            check,
            Hanging(ReadinessAnswer, "readiness", _("Answer")),
            Hanging(ReadinessTask, "readiness", _("Task")),
        ),
        **_summary(check),
    }
    return render(request, "placements/readiness/readiness_detail.html", context)


def _facts(check: ReadinessCheck) -> list[Fact]:
    facts = [
        Fact(_("Day of the check"), day_text(check.checked_on)),
        Fact(_("Operating environment"), check.environment),
        Fact(_("Aims as an employer"), check.aims),
        Fact(_("Target groups and customers"), check.customers),
    ]
    if check.decision:
        facts += [
            Fact(_("Day of the decision"), day_text(check.decided_on)),
            Fact(_("Who decided"), check.deciders),
            Fact(_("Conditions or grounds"), check.conditions),
        ]
    return facts


def _summary(check: ReadinessCheck) -> dict[str, Any]:
    """The state in a word, and what comes next."""
    if check.decision:
        tone = TONES[ReadinessDecision(check.decision)]
        return {"tone": tone, "word": check.get_decision_display(), "text": _("Decided, and frozen.")}
    left, missing = deciding.unanswered(check), deciding.gaps(check)
    if left:
        address = reverse("readiness_answer", args=[check.public_id, left[0].value])
        step = _("Answer: %(what)s") % {"what": left[0].label}
        return {"tone": "warn", "word": _("not decided"), "next_step": step, "next_address": address}
    text = _("Missing: %(what)s") % {"what": ", ".join(str(one.label) for one in missing)} if missing else ""
    return {"tone": "warn", "word": _("not decided"), "text": text, "next_step": _("Decide")}


@allowed(coordinator)
@form_methods
def readiness_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Day, environment, aims and customers of a check that is not decided."""
    check = own_treasury(actor(request), ReadinessCheck, public_id)
    if gone := _decided(request, check):
        return gone
    form = CheckForm(posted(request), instance=check)
    if form.kept():
        return done(request, check.get_absolute_url(), _("Saved."))
    return _form(request, check, form, heading=_("Change the check"), button=_("Save"))


def _decided(request: HttpRequest, check: ReadinessCheck) -> HttpResponse | None:
    """Away from a form that is closed by the decision."""
    if deciding.is_open(check):
        return None
    messages.warning(request, _("The check has been decided and stays as it is. Begin a new one."))
    return HttpResponseRedirect(check.get_absolute_url())


@allowed(money_of)
@form_methods
def readiness_answer(request: HttpRequest, public_id: UUID, item: str) -> HttpResponse:
    """One question, with what the register knows already beside it; then the next one without an answer."""
    check = own_treasury(actor(request), ReadinessCheck, public_id)
    if item not in ReadinessItem.values:
        raise Http404
    if gone := _decided(request, check):
        return gone
    asked = ReadinessItem(item)
    known = offers(check.association, asked, timezone.localdate())
    form = AnswerForm(posted(request), initial=_initial(check, asked, known))
    if form.is_valid():
        try:
            _take(check, asked, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.text)
        except IntegrityError as error:  # decided meanwhile
            form.add_error(None, refusal_of(error).text)
        else:
            return done(request, _next(check), _("%(what)s: answered.") % {"what": asked.label})
    context = {
        "check": check,
        "association": check.association,
        "form": form,
        "item": asked,
        "question": QUESTIONS[asked],
        "offers": known,
        "number": ReadinessItem.values.index(item) + 1,
        "count": len(ReadinessItem),
        "crumbs": (*_crumbs(request, check.association), Chip(str(check), check.get_absolute_url())),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/readiness/readiness_answer.html", context, status=status)


def _initial(check: ReadinessCheck, item: ReadinessItem, known: list[Any]) -> dict[str, Any]:
    """What was answered; else what is known, for a person to take or to change."""
    task = check.tasks.filter(item=item).first()
    initial = {"text": task.text, "owner": task.owner, "due_on": task.due_on} if task else {}
    if row := check.answers.filter(item=item).first():
        return initial | {"state": row.state, "note": row.note, "source": row.source}
    if known:
        return initial | {"state": known[0].state, "note": known[0].text, "source": known[0].source}
    return initial


@transaction.atomic
def _take(check: ReadinessCheck, item: ReadinessItem, given: dict[str, Any]) -> None:
    deciding.answer(
        check, item, state=given["state"], note=given["note"].strip(), source=given["source"].strip()
    )
    if given["state"] == ReadinessState.MISSING:
        deciding.give_task(check, item, text=given["text"], owner=given["owner"], due_on=given["due_on"])


def _next(check: ReadinessCheck) -> str:
    left = deciding.unanswered(check)
    if not left:
        return check.get_absolute_url()
    return reverse("readiness_answer", args=[check.public_id, left[0].value])


@allowed(coordinator)
@form_methods
def readiness_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    check = own_treasury(actor(request), ReadinessCheck, public_id)
    if gone := _decided(request, check):
        return gone
    form = DecideForm(posted(request), initial={"decided_on": timezone.localdate()})
    if form.is_valid():
        try:
            with transaction.atomic():
                deciding.decide(check, **form.cleaned_data)
        except Refused as refused:
            form.add_error("decision", refused.text)
        except IntegrityError as error:
            refuse(form, ReadinessCheck, error, form.beside)
        else:
            return done(request, check.get_absolute_url(), _("Decided. The check is frozen."))
    note = _(
        "A decision is never changed: afterwards there is a new check, with these answers to begin from."
    )
    return _form(request, check, form, heading=_("Decide"), button=_("Decide and freeze"), note=note)


@allowed(money_of)
@form_methods
def readiness_task_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A task goes on after the decision: its person, day, and when it was done."""
    task = own_treasury(actor(request), ReadinessTask, public_id)
    form = TaskForm(posted(request), instance=task)
    if form.kept():
        return done(request, _address(task.association), _("The task was saved."))
    page = FormPage(
        _("Task: %(what)s") % {"what": task.get_item_display()}, _("Save"), _address(task.association),
        _crumbs(request, task.association),
    )  # fmt: skip
    return form_page(request, form, page)


@require_POST
@allowed(money_of)
def readiness_task_done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    task = own_treasury(actor(request), ReadinessTask, public_id)
    if task.done_on is None:
        task.done_on = timezone.localdate()
        task.save()
    return done(request, _address(task.association), _("%(what)s: done.") % {"what": task})


def _address(association: Association) -> str:
    return reverse("association_readiness", args=[association.public_id])


def _crumbs(request: HttpRequest, association: Association) -> tuple[Chip, ...]:
    here = Chip(_("Readiness to employ"), _address(association))
    return (*association_crumbs(association, actor(request)), here)


def _form(
    request: HttpRequest, check: ReadinessCheck, form: Any, *, heading: str, button: str, note: str = ""
) -> HttpResponse:
    crumbs = (*_crumbs(request, check.association), Chip(str(check), check.get_absolute_url()))
    return form_page(request, form, FormPage(heading, button, check.get_absolute_url(), crumbs, note))
