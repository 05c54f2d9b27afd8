"""Sums over placements, months and hours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, Q, Sum
from django.db.models.functions import Coalesce

from laavu.law.period import Period, month_of
from placements.agreed import agreed_in
from placements.choices import PAID_KINDS, HourKind
from placements.models import Month, MonthQuerySet, Placement, Terms
from placements.states import State, month_state


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of one placement. `month` None means that nothing is written; `inside`, that it could be."""

    placement: Placement
    first_day: date
    month: Month | None
    hours: Decimal
    agreed: Decimal
    inside: bool

    @property
    def state(self) -> State:
        return month_state(self.month)


def with_hours(months: MonthQuerySet) -> MonthQuerySet:
    """The months with `total`, their paid kinds of hours, and `worked`, those of work alone."""
    zero = Decimal(0)
    field: DecimalField[Decimal, Decimal] = DecimalField()
    return months.annotate(
        total=Coalesce(
            Sum("entries__hours", filter=Q(entries__kind__in=PAID_KINDS)), zero, output_field=field
        ),
        worked=Coalesce(
            Sum("entries__hours", filter=Q(entries__kind=HourKind.WORK)), zero, output_field=field
        ),
    )


def terms_of(placements: Iterable[Placement]) -> dict[int, list[Terms]]:
    """Terms by placement, oldest first: one query."""
    found: dict[int, list[Terms]] = defaultdict(list)
    for terms in Terms.objects.filter(placement__in=placements).order_by("from_on", "id"):
        found[terms.placement_id].append(terms)
    return found


def month_cells(placements: Sequence[Placement], first_days: Sequence[date]) -> list[list[MonthCell]]:
    """For each placement its cells of the given months, in order: two queries."""
    terms = terms_of(placements)
    months = with_hours(Month.objects.filter(placement__in=placements, first_day__in=first_days))
    by_place = {(month.placement_id, month.first_day): month for month in months}
    return [
        [_cell(placement, day, by_place.get((placement.pk, day)), terms[placement.pk]) for day in first_days]
        for placement in placements
    ]


def months_of(placement: Placement) -> list[MonthCell]:
    """All months in which the placement has hours, newest first: two queries."""
    terms = terms_of([placement])[placement.pk]
    months = with_hours(Month.objects.filter(placement=placement)).order_by("-first_day")
    return [_cell(placement, month.first_day, month, terms) for month in months]


def _cell(placement: Placement, day: date, month: Month | None, terms: Sequence[Terms]) -> MonthCell:
    placed: Period = placement.period
    whole = month_of(day)
    hours: Decimal = getattr(month, "total", Decimal(0))
    return MonthCell(placement, day, month, hours, agreed_in(terms, placed, whole), placed.touches(whole))
