"""Keeps a decision beside the percentage and day that a placement's own facts or a register give.

Such a decision knows no more than they say: its period is the placement's, its class the one that the law
of its day leaves possible. One that was recorded with its grounds is left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from laavu.law import parameters
from laavu.law.parameters.schema import Row
from laavu.law.subsidy_classes import classes_of_percent, rule_id
from placements.choices import ClassUnknown, DecisionSource, EmployerKind
from placements.models import Placement, SubsidyDecision
from workers.models import Worker

BATCH = 5_000


@dataclass
class Followed:
    """Decisions that were made, and those that they replaced or that stand no more."""

    made: list[SubsidyDecision] = field(default_factory=list)
    replaced: list[SubsidyDecision] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What a percentage and a day tell of the class and its ceiling."""

    rule: str
    unknown: str
    ceiling: Decimal | None


def follow(
    placements: Iterable[Placement], *, source: DecisionSource, by: str, at: datetime, payer: str = ""
) -> Followed:
    """Make, replace or withdraw decisions so that each placement's own facts have theirs. A few queries.

    `payer`: the employment authority that pays, where it is known.
    """
    followed = Followed()
    for some in _batches(list(placements)):
        _follow(some, followed, _Source(source, by, at, payer))
    return followed


@dataclass(frozen=True, slots=True)
class _Source:
    kind: DecisionSource
    by: str
    at: datetime
    payer: str


def class_of(decided_on: date, percent: Decimal, employer_kind: str, age: int | None) -> Known:
    """The class and the monthly ceiling, as far as day, percentage, employer and age leave one possible."""
    employer = None if employer_kind == EmployerKind.OTHER else employer_kind
    rows = _possible(decided_on, percent, employer, age)
    ceilings = {row.number("ceiling") if "ceiling" in row.values else None for row in rows}
    ceiling = ceilings.pop() if len(ceilings) == 1 else None
    if len(rows) == 1:
        return Known(rule_id(rows[0]), "", ceiling)
    if rows:
        return Known("", ClassUnknown.SEVERAL, ceiling)
    is_known = parameters.at(decided_on).find("wage_subsidy.act") is not None
    return Known("", ClassUnknown.NONE if is_known else ClassUnknown.NOT_IN_FORCE, None)


@lru_cache(maxsize=10_000)
def _possible(on: date, percent: Decimal, employer: str | None, age: int | None) -> tuple[Row, ...]:
    return classes_of_percent(parameters.at(on), percent, employer, age)


def _follow(placements: list[Placement], followed: Followed, source: _Source) -> None:
    births = dict(
        Worker.objects.filter(pk__in={p.worker_id for p in placements}).values_list("pk", "birth_date")
    )
    standing = _standing(placements)
    made: list[SubsidyDecision] = []
    replaced: list[SubsidyDecision] = []
    for placement in placements:
        decisions = standing.get(placement.pk, [])
        is_recorded = any(decision.source == DecisionSource.PAGE for decision in decisions)
        before = next((d for d in decisions if d.source != DecisionSource.PAGE), None)
        wanted = None if is_recorded else _wanted(placement, births.get(placement.worker_id))
        if wanted is not None and before is not None and _same(wanted, before):
            continue
        if before is not None:
            before.replaced_at, before.replaced_by = source.at, source.by
            replaced.append(before)
        if wanted is not None:
            wanted.source, wanted.recorded_at, wanted.recorded_by = source.kind, source.at, source.by
            wanted.payer = source.payer
            if before is not None:
                wanted.version, wanted.replaces = before.version + 1, before
                wanted.payer = source.payer or before.payer  # who pays stays known
                wanted.reason = _("The placement's own facts were changed.")
            made.append(wanted)
    followed.replaced += replaced
    SubsidyDecision.objects.bulk_update(replaced, ["replaced_at", "replaced_by"], batch_size=500)
    followed.made += SubsidyDecision.objects.bulk_create(made, batch_size=BATCH)


def _standing(placements: list[Placement]) -> dict[int, list[SubsidyDecision]]:
    found: dict[int, list[SubsidyDecision]] = {}
    ids = [placement.pk for placement in placements]
    for decision in SubsidyDecision.objects.in_force().filter(placement__in=ids):
        found.setdefault(decision.placement_id, []).append(decision)
    return found


def _wanted(placement: Placement, born: date | None) -> SubsidyDecision | None:
    if placement.subsidy_percent is None or placement.subsidy_decided_on is None:
        return None
    decided_on, percent = placement.subsidy_decided_on, placement.subsidy_percent
    known = class_of(decided_on, percent, placement.employer_kind, age_on(born, decided_on))
    return SubsidyDecision(
        municipality_id=placement.municipality_id,
        placement=placement,
        rule=known.rule,
        rule_unknown=known.unknown,
        percent=percent,
        ceiling_month=known.ceiling,
        period=placement.period,
        decided_on=decided_on,
        law_version=parameters.version(),
    )


def age_on(born: date | None, day: date) -> int | None:
    """Whole years on the day; None when the day of birth is not known."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _same(one: SubsidyDecision, other: SubsidyDecision) -> bool:
    names = ("percent", "decided_on", "period", "rule")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _batches(placements: list[Placement]) -> Iterator[list[Placement]]:
    return (placements[start : start + BATCH] for start in range(0, len(placements), BATCH))
