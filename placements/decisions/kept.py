"""What pages tell of decisions that have been made: always what was kept, never computed anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from laavu.law import parameters
from laavu.shared import formats
from laavu.shared.law_words import class_text, fact_text, value_text
from laavu.shared.parts import Fact
from placements.models import DecisionGrounds, Placement, SubsidyDecision, SupplementDecision


@dataclass(frozen=True, slots=True)
class KeptGrounds:
    """Facts in words, the steps and warnings of the class that was decided, and reasons against it."""

    facts: list[Fact]
    steps: list[Mapping[str, Any]]
    warnings: list[Mapping[str, Any]]
    reasons: list[Mapping[str, Any]]
    other_numbers_now: bool


def decided_facts(decision: SubsidyDecision) -> list[Fact]:
    """The decision's own content for its definition list."""
    share: Any = decision.working_time_share
    period = decision.period
    return [
        Fact(_("Class"), class_text(decision.rule) if decision.rule else decision.get_rule_unknown_display()),
        Fact(_("Wage subsidy"), formats.percent(decision.percent, 0)),
        Fact(_("At most a month"), _ceiling(decision)),
        Fact(_("Working time"), "" if share is None else formats.percent(share * 100, 2)),
        Fact(_("Subsidy period"), formats.period(period)),
        Fact(_("Decided"), formats.day(decision.decided_on)),
        Fact(_("Number of the decision"), decision.diary_number),
        Fact(_("Paid by"), decision.payer),
        Fact(_("Known from"), decision.get_source_display()),
        Fact(_("Recorded"), f"{formats.moment(decision.recorded_at)}, {decision.recorded_by}"),
    ]


def _ceiling(decision: SubsidyDecision) -> str:
    if decision.ceiling_month is None:
        return _("The ceiling stands in the decision; it is not known here.")
    return formats.euros(decision.ceiling_month)


def kept_grounds(grounds: DecisionGrounds | None) -> KeptGrounds | None:
    """The grounds in words, from what was kept alone; None without any."""
    if grounds is None:
        return None
    value = grounds.answer.get("value") or {}
    rule = grounds.decision.rule
    chosen = _of_rule(value.get("options", []), rule)
    closed = _of_rule(value.get("closed", []), rule)
    return KeptGrounds(
        facts=[
            Fact(capfirst(fact_text(name)), value_text(name, given)) for name, given in grounds.facts.items()
        ],
        steps=chosen.get("steps", []),
        warnings=chosen.get("warnings", []),
        reasons=closed.get("problems", []),
        other_numbers_now=grounds.decision.law_version != parameters.version(),
    )


def _of_rule(rows: list[dict[str, Any]], rule: str) -> dict[str, Any]:
    return next((row for row in rows if row.get("rule") == rule), {})


def versions_of(decision: SubsidyDecision) -> list[SubsidyDecision]:
    """Every version of the decision, the newest first; one query a version."""
    newest = decision
    while (later := SubsidyDecision.objects.filter(replaces=newest).first()) is not None:
        newest = later
    found = [newest]
    while (before := found[-1].replaces) is not None:
        found.append(before)
    return found


def decisions_of(placement: Placement) -> list[SubsidyDecision]:
    """Decisions on wage subsidy in force, by their days."""
    return list(placement.subsidy_decisions.filter(replaced_at=None).order_by("period"))


def supplements_of(placement: Placement) -> list[SupplementDecision]:
    """Decisions on own supports in force, by their days."""
    found = placement.supplement_decisions.filter(replaced_at=None).select_related("support")
    return list(found.order_by("period"))
