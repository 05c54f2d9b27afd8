"""What Kela invoiced beside what the law computes: for the list's own days and euros, and for what Laavu
expected; the difference taken apart into its causes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Count, QuerySet, Sum

from laavu.accounts.actor import Actor
from laavu.law.answers import Answer, Code, Problem
from laavu.law.municipal_share import STATUTE
from laavu.law.paid_share import PaidFacts, PaidShare, share_of_paid
from workers.choices import Cause
from workers.models import BenefitMonth

ROUNDING = Decimal("0.20")  # each payment is rounded by itself: so much in a month is no difference
ZERO = Decimal(0)


class Standing(StrEnum):
    """Where the invoice of a person and month stands."""

    AGREES = "agrees"
    DIFFERS = "differs"
    EXPLAINED = "explained"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what the invoice is more (or less) than what was expected, and its cause."""

    cause: Cause
    euros: Decimal


@dataclass(frozen=True, slots=True)
class Compared:
    """One person and month. `lawful`: the law for the list's own days and euros. `expected`: for the days
    that Laavu expected, in full; None where it expected none. `parts` lead from there to the invoice."""

    month: BenefitMonth
    lawful: Answer[PaidShare]
    expected: Decimal | None = None
    parts: tuple[Part, ...] = ()

    @property
    def by_law(self) -> Decimal | None:
        return None if self.lawful.value is None else self.lawful.value.share

    @property
    def difference(self) -> Decimal | None:
        """What the invoice is more than the law gives; None where the law gives nothing."""
        return None if self.by_law is None else self.month.invoiced - self.by_law

    @property
    def standing(self) -> Standing:
        if self.month.explained_at is not None:
            return Standing.EXPLAINED
        if self.difference is None:
            return Standing.UNKNOWN
        return Standing.DIFFERS if abs(self.difference) > ROUNDING else Standing.AGREES

    @property
    def is_nothing_invoiced(self) -> bool:
        """Whether Kela invoiced nothing where the law gives something."""
        return not self.month.invoiced and bool(self.by_law)


def compared(month: BenefitMonth, *, fully: bool = True) -> Compared:
    """The invoice beside the law; `fully` with what was expected and the causes."""
    lawful = _lawful(month)
    if not fully or month.expected_before is None or month.expected_days is None:
        return Compared(month, lawful)
    expected = _share(month, month.expected_before, month.expected_days)
    if expected.value is None or lawful.value is None:
        return Compared(month, lawful)
    return Compared(month, lawful, expected.value.share, _parts(month, expected.value, lawful.value))


def _lawful(month: BenefitMonth) -> Answer[PaidShare]:
    before = _before(month)
    if before is None:
        missing = Problem(Code.MISSING, "days_paid_before", None, "counted before the month", STATUTE)
        return Answer(None, (), (missing,))
    return share_of_paid(PaidFacts(month.benefit, month.first_day, before, month.days, month.paid))


def _before(month: BenefitMonth) -> int | None:
    return month.expected_before if month.days_before is None else month.days_before


def _share(month: BenefitMonth, before: int, days: int, gross: Decimal = ZERO) -> Answer[PaidShare]:
    """The share of so many days paid in full, or reduced by a wage."""
    return share_of_paid(PaidFacts(month.benefit, month.first_day, before, days, gross_month=gross))


def _parts(month: BenefitMonth, expected: PaidShare, lawful: PaidShare) -> tuple[Part, ...]:
    """One fact after another takes its true value; each change of the euros is that fact's part."""
    before = _before(month) or 0
    counted = _share(month, before, month.expected_days or 0).get()
    paid_days = _share(month, before, month.days).get()
    adjusted = _share(month, before, month.days, month.gross_month or ZERO).get()
    amount = Cause.LESS if lawful.paid < adjusted.paid else Cause.MORE
    found = (
        Part(Cause.COUNTER, counted.share - expected.share),
        Part(Cause.DAYS, paid_days.share - counted.share),
        Part(Cause.WAGE, adjusted.share - paid_days.share),
        Part(amount, lawful.share - adjusted.share),
        Part(Cause.REST, month.invoiced - lawful.share),
    )
    return tuple(part for part in found if part.euros)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a month, and how many stand where. `by_law` is of those for whom the law gives a share."""

    people: int
    paid: Decimal
    invoiced: Decimal
    by_law: Decimal
    difference: Decimal
    standing: dict[Standing, int]


def months_of_list(actor: Actor, first_day: date) -> list[BenefitMonth]:
    """Everything that lists say of one month, by name: one query."""
    rows = BenefitMonth.objects.filter(municipality=actor.municipality, first_day=first_day)
    return list(rows.select_related("worker").order_by("worker__sort_key", "worker_id", "benefit"))


def months_of_worker(worker_id: int, most: int) -> list[Compared]:
    """The person's newest months: one query."""
    rows = BenefitMonth.objects.filter(worker=worker_id).order_by("-first_day", "benefit")
    return [compared(month) for month in rows[:most]]


def totals(rows: Iterable[Compared]) -> Totals:
    """Sums over the rows; differences only where there is something to differ from."""
    rows = list(rows)
    standing = dict.fromkeys(Standing, 0)
    for one in rows:
        standing[one.standing] += 1
    return Totals(
        people=len({one.month.worker_id for one in rows}),
        paid=sum((one.month.paid for one in rows), ZERO),
        invoiced=sum((one.month.invoiced for one in rows), ZERO),
        by_law=sum((one.by_law or ZERO for one in rows), ZERO),
        difference=sum((one.difference or ZERO for one in rows), ZERO),
        standing=standing,
    )


def applied_months(actor: Actor) -> QuerySet[BenefitMonth, Any]:
    """Each month of which a list has been applied, newest first: people, paid, invoiced."""
    rows = BenefitMonth.objects.filter(municipality=actor.municipality).order_by()
    return (
        rows.values("first_day")
        .annotate(people=Count("worker", distinct=True), paid=Sum("paid"), invoiced=Sum("invoiced"))
        .order_by("-first_day")
    )
