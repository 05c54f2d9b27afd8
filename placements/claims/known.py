"""What claims rest on, read for many placements at once: a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import connection

from laavu.law.period import ONE_DAY, Period, month_of
from placements.choices import COUNTED_STATES, PAID_KINDS, FundingSource
from placements.claims.computing import Facts
from placements.models import (
    ClaimLine,
    HourEntry,
    Month,
    OtherFunding,
    Pay,
    PayRules,
    Placement,
    PlacementDocument,
    SubsidyDecision,
    SupplementDecision,
)
from villages.choices import DocumentKind

Months = dict[tuple[int, date], list[Pay]]


@dataclass
class Known:
    """By placement, or by placement and the month in which pay periods ended."""

    facts: dict[int, Facts]
    subsidies: dict[int, list[SubsidyDecision]] = field(default_factory=lambda: defaultdict(list))
    supplements: dict[int, list[SupplementDecision]] = field(default_factory=lambda: defaultdict(list))
    pays: Months = field(default_factory=lambda: defaultdict(list))
    approved: set[tuple[int, date]] = field(default_factory=set)
    lines: dict[tuple[int, date], list[ClaimLine]] = field(default_factory=lambda: defaultdict(list))
    funding: dict[tuple[int, date], list[OtherFunding]] = field(default_factory=lambda: defaultdict(list))
    contracts: set[int] = field(default_factory=set)
    projects: dict[int, list[Period]] = field(default_factory=lambda: defaultdict(list))

    def unapproved(self, placement: Placement, days: Period) -> list[date]:
        """First days of the months among the days whose hours are not approved."""
        return [
            part.first.replace(day=1)
            for part in days.months()
            if (placement.pk, part.first.replace(day=1)) not in self.approved
        ]

    def project_unpriced(self, placement: Placement, month: date) -> bool:
        """Whether a programme pays the wage in the month and nobody has written how much."""
        written = any(one.source == FundingSource.PROJECT for one in self.funding[placement.pk, month])
        return not written and any(days.touches(month_of(month)) for days in self.projects[placement.pk])


def end_month(pay: Pay) -> date:
    """The first day of the month in which the pay period ends: that of its claim."""
    whole: Period = pay.pay_period.period
    return (whole.last or whole.first).replace(day=1)


def known_of(placements: Iterable[Placement], since: date) -> Known:
    """All that is known of the placements; hours and pays that end on the day or later."""
    rows = {placement.pk: placement for placement in placements}
    full = _full_hours(rows.values())
    hours = _hours(rows, since)
    known = Known(
        {
            pk: Facts(row, list(row.terms.all()), full.get(row.association_id), hours.get(pk, {}))
            for pk, row in rows.items()
        }
    )
    _decisions(known, rows)
    _pays(known, rows, since)
    _states(known, rows, since)
    _projects(known, rows)
    return known


def _decisions(known: Known, rows: dict[int, Placement]) -> None:
    for subsidy in SubsidyDecision.objects.in_force().filter(placement__in=rows).order_by("period", "id"):
        known.subsidies[subsidy.placement_id].append(subsidy)
    found = SupplementDecision.objects.in_force().filter(placement__in=rows).select_related("support")
    for supplement in found.order_by("period", "id"):
        known.supplements[supplement.placement_id].append(supplement)


def _pays(known: Known, rows: dict[int, Placement], since: date) -> None:
    found = Pay.objects.settled().filter(placement__in=rows, pay_period__period__endswith__gt=since)
    for pay in (
        found.select_related("pay_period").prefetch_related("lines").order_by("pay_period__period", "id")
    ):
        known.pays[pay.placement_id, end_month(pay)].append(pay)
    lines = ClaimLine.objects.filter(
        placement__in=rows, is_in_force=True, claim__month__gte=since.replace(day=1)
    )
    for line in lines.select_related("claim").order_by("id"):
        known.lines[line.placement_id, line.claim.month].append(line)


def _states(known: Known, rows: dict[int, Placement], since: date) -> None:
    first = (since.replace(day=1) - ONE_DAY).replace(day=1)
    months = Month.objects.filter(placement__in=rows, state__in=COUNTED_STATES, first_day__gte=first)
    known.approved |= set(months.values_list("placement_id", "first_day"))
    for one in OtherFunding.objects.filter(placement__in=rows, month__gte=first).order_by("id"):
        known.funding[one.placement_id, one.month].append(one)
    contracts = PlacementDocument.objects.filter(
        placement__in=rows, document__kind=DocumentKind.CONTRACT, document__removed_at=None
    )
    known.contracts |= set(contracts.values_list("placement_id", flat=True))


def _projects(known: Known, rows: dict[int, Placement]) -> None:
    """Days on which a programme pays the wage: asked past the walls, without saying which programme it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT placement_id, lower(days), upper(days) FROM laavu_project_wages(%s)", [list(rows)]
        )
        for placement_id, first, end in cursor.fetchall():
            known.projects[placement_id].append(Period(first, end - ONE_DAY if end else None))


def _hours(rows: dict[int, Placement], since: date) -> dict[int, dict[date, Decimal]]:
    """Paid hours by placement and day, from the month before the day on: pay periods may begin in it."""
    first = month_of(month_of(since).first - ONE_DAY).first
    found = HourEntry.objects.filter(placement__in=rows, kind__in=PAID_KINDS, day__gte=first)
    hours: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for placement_id, day, amount in found.values_list("placement_id", "day", "hours"):
        of_day = hours[placement_id]
        of_day[day] = of_day.get(day, Decimal(0)) + amount
    return hours


def _full_hours(rows: Iterable[Placement]) -> dict[int | None, Decimal | None]:
    """Full weekly hours of each association: its newest rules of pay's, else its own."""
    found: dict[int | None, Decimal | None] = {
        row.association_id: row.association.full_weekly_hours for row in rows if row.association
    }
    rules: Sequence[PayRules] = list(PayRules.objects.filter(association__in=[pk for pk in found if pk]))
    for one in sorted(rules, key=lambda rule: rule.from_on):
        if one.full_weekly_hours:
            found[one.association_id] = one.full_weekly_hours
    return found
