"""What the law opens for a placement, and decisions: recorded from an option, looked at, corrected."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator, log_read
from laavu.accounts.actor import Actor
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.law.answers import Blocked
from laavu.shared.http import wants_part
from laavu.shared.parts import Chip
from placements.access import at_work, decision_read, decision_write, placement_write
from placements.decisions.asking import Question, ask
from placements.decisions.decision_forms import CorrectionForm, DecisionForm, new_decision
from placements.decisions.kept import decided_facts, kept_grounds, versions_of
from placements.decisions.recording import grounds_of
from placements.models import DecisionGrounds, Placement, SubsidyDecision

NOTHING_OPEN = 12
UNPROCESSABLE = 422
CENT = Decimal("0.01")
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@allowed(coordinator)
@form_methods
def subsidy_options(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The classes that the law opens for the placement, by facts that can be changed; nothing is saved."""
    placement = placement_write(actor(request), public_id)
    log_read(actor(request), placement.worker)
    question = ask(placement, posted(request), timezone.localdate())
    context = {"placement": placement, "question": question, "forms": question.forms, "may_record": True}
    part = wants_part(request)
    template = "placements/parts/subsidy_answer.html" if part else "placements/subsidy_options.html"
    return render(request, template, context | {"crumbs": _crumbs(placement), "with_problems": part})


@allowed(coordinator)
@form_methods
def decision_record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record what the authority decided, from one of the options; the facts come along unseen."""
    who = actor(request)
    placement = placement_write(who, public_id)
    question = ask(placement, posted(request), timezone.localdate())
    rule = request.POST.get("rule", "")
    if question.facts is None or question.offers is None or question.offers.problems or not rule:
        return redirect("subsidy_options", placement.public_id)
    form = _decision_form(request, who, placement, question, rule)
    if form is None:
        return redirect("subsidy_options", placement.public_id)
    if "record" in request.POST and (decision := form.kept()):
        return done(request, decision.get_absolute_url(), _("The decision is recorded."))
    context = {
        "placement": placement,
        "form": form,
        "rule": rule,
        "reasons": question.offers.reasons(rule),
        "forms": question.forms,
        "crumbs": _crumbs(placement),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "placements/decision_record.html", context, status=status)


def _decision_form(
    request: HttpRequest, who: Actor, placement: Placement, question: Question, rule: str
) -> DecisionForm | None:
    """The form, filled with what the class gives; None when no such class is in force on the day."""
    if question.facts is None or question.offers is None:
        return None
    offer = question.offers.offer(rule)
    months = offer.option.max_months if offer else NOTHING_OPEN
    try:
        draft = new_decision(placement, rule, question.facts.decided_on, months)
    except Blocked:
        return None
    share = (question.facts.time_share * 100).quantize(CENT, ROUND_HALF_UP)
    payers = SubsidyDecision.objects.visible_to(who).exclude(payer="").order_by("-recorded_at")
    initial = {
        "first_day": draft.period.first,
        "last_day": draft.period.last,
        "time_percent": share,
        "payer": payers.values_list("payer", flat=True).first() or "",
    }
    return DecisionForm(
        request.POST if "record" in request.POST else None,
        instance=draft,
        initial=initial,
        prefix="decision",
        actor=who,
        at=timezone.now(),
        grounds=grounds_of(question.facts, question.offers),
    )


@allowed(at_work)
@require_safe
def decision_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A decision as it was decided, with the steps and numbers of its day, and its other versions."""
    who = actor(request)
    decision = decision_read(who, public_id)
    log_read(who, decision.placement.worker)
    grounds = DecisionGrounds.objects.filter(decision=decision).first() if who.is_coordinator else None
    context: dict[str, Any] = {
        "decision": decision,
        "placement": decision.placement,
        "facts": decided_facts(decision),
        "kept": kept_grounds(grounds),
        "versions": versions_of(decision),
        "may_correct": who.is_coordinator and decision.replaced_at is None,
        "crumbs": _crumbs(decision.placement),
        "history": history_of(decision),
    }
    return render(request, "placements/decision_detail.html", context)


@allowed(coordinator)
@form_methods
def decision_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a decision: a version of its own, with the reason."""
    who = actor(request)
    decision = decision_write(who, public_id)
    if decision.replaced_at is not None:
        return redirect(decision)
    form = CorrectionForm(posted(request), decision=decision, actor=who, at=timezone.now())
    if request.method == "POST" and (new := form.kept()):
        return done(request, new.get_absolute_url(), _("The correction is recorded."))
    crumbs = (*_crumbs(decision.placement), Chip(_("Subsidy decision"), decision.get_absolute_url()))
    note = _("The decision stays as it was; the correction becomes its next version.")
    page = FormPage(
        _("Correct the subsidy decision"),
        _("Record the correction"),
        decision.get_absolute_url(),
        crumbs,
        note,
    )
    return form_page(request, form, page)


def _crumbs(placement: Placement) -> tuple[Chip, ...]:
    return (
        Chip(_("Placements"), reverse("placement_list")),
        Chip(str(placement), placement.get_absolute_url()),
    )
