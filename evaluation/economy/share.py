"""The benefit and the municipality's share of it by days, exact: what `municipal_share` answers in cents.

The law's own functions give each month's amounts and percentages; here they are put together without steps
and without rounding, so that any cut of a period adds up. Tests hold the two to each other.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from laavu.law import parameters
from laavu.law.benefits import monthly_benefit
from laavu.law.municipal_share import benefit_on, percent_runs
from laavu.law.parameters import Rules
from laavu.law.period import Period

ZERO, HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Counter:
    """Benefit days paid so far, and those paid to the end of the calendar month before."""

    paid: int
    before_month: int
    month: date

    @classmethod
    def at(cls, days: int, on: date) -> "Counter":
        return cls(days, days, on.replace(day=1))


@dataclass(frozen=True, slots=True)
class Part:
    """Days of one month under one set of rules: the benefit paid for them and the municipality's share."""

    period: Period
    days_paid: int
    benefit: Decimal
    share: Decimal


@lru_cache(maxsize=4_000)
def rules_on(day: date) -> Rules:
    return parameters.at(day)


@lru_cache(maxsize=1)
def change_days() -> tuple[date, ...]:
    return tuple(parameters.change_days("benefits", "municipal_share"))


@lru_cache(maxsize=20_000)
def per_day(day: date, benefit: str, gross_month: Decimal) -> tuple[str, Decimal]:
    """The benefit's name on the day and what a benefit day pays beside the wage. Raises Blocked."""
    rules = rules_on(day)
    name = benefit_on(rules, benefit)
    monthly = monthly_benefit(rules, name, 0, gross_month)
    return name, monthly.amount / monthly.payable_days


def parts_of(period: Period) -> list[Period]:
    """The period in calendar months, cut where another rule begins."""
    return [part for month in period.months() for part in month.split(change_days())]


def paid_for(benefit: str, period: Period, gross_month: Decimal = ZERO) -> Decimal:
    """The benefit of the period, exact, beside so much wage a month. Raises Blocked."""
    return sum(
        (per_day(part.first, benefit, gross_month)[1] * part.weekday_count for part in parts_of(period)), ZERO
    )


def walk(
    benefit: str, counter: Counter, parts: list[Period], gross_month: Decimal
) -> tuple[list[Part], Counter]:
    """What is paid and shared over parts of one month, and the counter after them. Raises Blocked."""
    found: list[Part] = []
    for part in parts:
        counter = _at_month(counter, part.first)
        name, amount = per_day(part.first, benefit, gross_month)
        days = part.weekday_count if amount else 0
        share = amount * _weight(name, counter, part.first, days) / HUNDRED
        found.append(Part(part, days, amount * part.weekday_count, share))
        counter = Counter(counter.paid + days, counter.before_month, counter.month)
    return found, counter


def _at_month(counter: Counter, day: date) -> Counter:
    """In a new month, what was paid before it."""
    month = day.replace(day=1)
    return counter if counter.month == month else Counter(counter.paid, counter.paid, month)


def _weight(benefit: str, counter: Counter, day: date, days: int) -> int:
    """Days multiplied by their percentages."""
    rules = rules_on(day)
    by_month = rules.get("municipal_share.counting").text("unit") == "month"
    before = counter.before_month if by_month else counter.paid
    return sum(run.days * run.percent for run in percent_runs(rules, benefit, before, days))
