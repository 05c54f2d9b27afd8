"""The facts of pays from the database: for everybody of a pay period, a query for each table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from laavu.law.period import ONE_DAY, Period, next_month
from placements.choices import PlacementKind
from placements.models import HourEntry, Month, Pay, PayPeriod, PayRules, Placement
from placements.models.pay import NOT_WAGE
from placements.pay.facts import ZERO, PayFacts, RulesFrom, Trouble, Worked

PAID_WORK = (PlacementKind.SUBSIDISED, PlacementKind.EMPLOYMENT)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows of several placements, by placement."""

    worked: dict[int, list[Worked]]
    months: dict[int, dict[date, Month]]
    rules: list[RulesFrom]


def workers_of(pay_period: PayPeriod) -> list[Placement]:
    """Paid work with the association that has at least one day in the pay period, by name."""
    found = (
        Placement.objects.filter(association=pay_period.association, kind__in=PAID_WORK)
        .in_force(pay_period.period)
        .select_related("worker", "association")
        .prefetch_related("terms")
    )
    return list(found.order_by("worker__sort_key", "id"))


def facts_of(
    pay_period: PayPeriod, placements: Sequence[Placement], drafts: Iterable[Pay] = ()
) -> dict[int, PayFacts]:
    """Facts by placement. `drafts` give the lines by hand that stay when a pay is computed anew."""
    gathered = _gathered(pay_period, placements)
    by_hand = {draft.placement_id: _by_hand(draft) for draft in drafts}
    return {
        placement.pk: _facts(pay_period, placement, gathered, by_hand.get(placement.pk, []))
        for placement in placements
    }


def rules_of_association(association_id: int) -> list[RulesFrom]:
    rows = PayRules.objects.filter(association=association_id).prefetch_related("absences")
    return [RulesFrom(row, list(row.absences.all())) for row in rows.order_by("from_on")]


def _gathered(pay_period: PayPeriod, placements: Sequence[Placement]) -> Gathered:
    last = _last(pay_period.period)
    worked: dict[int, list[Worked]] = defaultdict(list)
    entries = HourEntry.objects.filter(placement__in=placements, day__lte=last).order_by("day", "id")
    for entry in entries:
        worked[entry.placement_id].append(_worked(entry))
    months: dict[int, dict[date, Month]] = defaultdict(dict)
    for month in Month.objects.filter(placement__in=placements, first_day__lte=last):
        months[month.placement_id][month.first_day] = month
    return Gathered(worked, months, rules_of_association(pay_period.association_id))


def _worked(entry: HourEntry) -> Worked:
    evening: Any = entry.evening_hours
    kilometres: Any = entry.kilometres
    return Worked(
        entry.day, entry.hours, entry.kind, evening or ZERO, kilometres or ZERO, entry.is_agreed_extra
    )


def _by_hand(pay: Pay) -> list[tuple[date, Any]]:
    return [
        (line.month, line.amount) for line in pay.lines.filter(is_manual=True) if line.kind not in NOT_WAGE
    ]


def _facts(
    pay_period: PayPeriod, placement: Placement, gathered: Gathered, by_hand: Sequence[tuple[date, Any]]
) -> PayFacts:
    association: Any = placement.association
    return PayFacts(
        placed=placement.period,
        period=pay_period.period,
        pay_on=pay_period.pay_on,
        terms=list(placement.terms.all()),
        rules=gathered.rules,
        worked=gathered.worked[placement.pk],
        accident_percent=association.accident_percent,
        group_life_percent=association.group_life_percent,
        by_hand=by_hand,
        troubles=_month_troubles(pay_period.period, placement, gathered.months[placement.pk]),
    )


def _last(period: Period) -> date:
    if period.last is None:
        raise ValueError("a pay period has a last day")
    return period.last


def _month_troubles(period: Period, placement: Placement, months: dict[date, Month]) -> list[Trouble]:
    """Months of the pay period that are missing, or not approved: only whole months can be, in time."""
    inside = placement.period.overlap(period)
    found = []
    for part in inside.months() if inside else []:
        first = part.first.replace(day=1)
        told = (("month", first.isoformat()),)
        month = months.get(first)
        if month is None:
            found.append(Trouble("month_missing", told))
        elif not month.is_counted:
            is_over = next_month(first) - ONE_DAY <= _last(period)
            found.append(
                Trouble("month_open", told, stops=False)
                if is_over
                else Trouble("month_running", told, blocks=False, stops=False)
            )
    return found
