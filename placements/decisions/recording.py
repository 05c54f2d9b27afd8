"""Records decisions: what was decided, with the facts and the law's answer as they are at the moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.law.answers import plain
from laavu.law.freezing import frozen
from laavu.law.wage_subsidy_facts import SubsidyFacts
from placements.actions.doing import done_by
from placements.choices import DecisionSource
from placements.decisions.options import Offers
from placements.models import DecisionGrounds, Placement, SubsidyDecision, SupplementDecision
from placements.problems import Refused


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a decision is kept with: the law's facts, its answer, the version of its numbers."""

    facts: Any
    answer: Any
    law_version: str


def grounds_of(facts: SubsidyFacts, offers: Offers) -> Grounds:
    """Facts and answer as JSON holds them; the closed classes too when none is open."""
    kept = frozen(facts, offers.answer)
    answer: Any = kept["answer"]
    if answer["value"] is None:
        answer["value"] = {"options": [], "closed": plain(offers.closed)}
    return Grounds(kept["facts"], answer, str(kept["law"]))


def record_decision(
    *, decision: SubsidyDecision, grounds: Grounds | None, by: Actor, at: datetime
) -> SubsidyDecision:
    """Save a new decision, or the next version of the one that it replaces.

    Decisions known from the placement's own facts or a register give way for the days that it covers.
    """
    with done_by(by):
        placement = Placement.objects.select_for_update().get(pk=decision.placement_id)
        decision.municipality = placement.municipality
        decision.source = DecisionSource.PAGE
        decision.recorded_at, decision.recorded_by = at, str(by.user)
        if decision.replaces is None:
            _give_way(decision, by, at)
        else:
            _replace(decision.replaces, by, at)
        if grounds is not None:
            decision.law_version = grounds.law_version
        decision.save(force_insert=True)
        if grounds is not None:
            DecisionGrounds.objects.create(
                municipality=placement.municipality,
                decision=decision,
                facts=grounds.facts,
                answer=grounds.answer,
            )
        if placement.subsidy_decided_on is None:
            placement.subsidy_percent, placement.subsidy_decided_on = decision.percent, decision.decided_on
            placement.save(update_fields=["subsidy_percent", "subsidy_decided_on"])
    return decision


def _give_way(decision: SubsidyDecision, by: Actor, at: datetime) -> None:
    known = SubsidyDecision.objects.in_force().filter(
        placement_id=decision.placement_id, period__overlap=decision.period
    )
    for before in known.exclude(source=DecisionSource.PAGE).select_for_update():
        before.replaced_at, before.replaced_by = at, str(by.user)
        before.save(update_fields=["replaced_at", "replaced_by"])
        decision.replaces, decision.version = before, before.version + 1
        decision.reason = _("Recorded with its grounds.")


def _replace(before: SubsidyDecision | SupplementDecision, by: Actor, at: datetime) -> None:
    """The version before gives way. Refused when somebody has corrected it meanwhile."""
    current = type(before).objects.select_for_update().get(pk=before.pk)
    if current.replaced_at is not None:
        raise Refused(_("The decision has been corrected meanwhile. Look at it again."))
    current.replaced_at, current.replaced_by = at, str(by.user)
    current.save(update_fields=["replaced_at", "replaced_by"])


def correct_decision(
    *, decision: SubsidyDecision, changed: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> SubsidyDecision:
    """The next version of a decision with other content and the reason; its grounds go along."""
    grounds = DecisionGrounds.objects.filter(decision=decision).first()
    names = (
        "placement_id", "rule", "rule_unknown", "percent", "ceiling_month", "working_time_share", "period",
        "decided_on", "diary_number", "payer", "law_version",
    )  # fmt: skip
    new = SubsidyDecision(**{name: getattr(decision, name) for name in names} | dict(changed))
    new.version, new.replaces, new.reason = decision.version + 1, decision, reason
    kept = Grounds(grounds.facts, grounds.answer, decision.law_version) if grounds else None
    return record_decision(decision=new, grounds=kept, by=by, at=at)


def record_supplement(*, supplement: SupplementDecision, by: Actor, at: datetime) -> SupplementDecision:
    """Save a decision on an own support, or the next version of the one that it replaces."""
    with done_by(by):
        placement = Placement.objects.select_for_update().get(pk=supplement.placement_id)
        supplement.municipality = placement.municipality
        supplement.recorded_at, supplement.recorded_by = at, str(by.user)
        if supplement.replaces is not None:
            _replace(supplement.replaces, by, at)
        supplement.save(force_insert=True)
    return supplement
