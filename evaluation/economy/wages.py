"""The wage of a placement's month: of its approved hours, else as agreed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from evaluation.economy.facts import Agreed, Placed
from laavu.law.period import Period, month_of

ZERO = Decimal(0)
WEEKDAYS = 5


def wage_in(placed: Placed, month: date) -> Decimal | None:
    """Exact gross wage of the placement's days in the calendar month; None where it is not known."""
    if month in placed.wages and placed.wages[month] is not None:
        return placed.wages[month]
    days = placed.period.overlap(month_of(month))
    return agreed_wage(placed.terms, days) if days else ZERO


def agreed_wage(terms: Sequence[Agreed], days: Period) -> Decimal | None:
    """The wage of days inside one month by the terms of each: a fifth of the week for each weekday."""
    total = ZERO
    for part in days.split([one.from_on for one in terms]):
        of_part = terms_on(terms, part.first)
        if of_part is None:
            return None
        if of_part.monthly is not None:
            total += of_part.monthly * part.weekday_count / month_of(days.first).weekday_count
        elif of_part.hourly is not None:
            total += of_part.weekly_hours / WEEKDAYS * of_part.hourly * part.weekday_count
        else:
            return None
    return total


def terms_on(terms: Sequence[Agreed], day: date) -> Agreed | None:
    """The newest terms that began on or before the day, else the first."""
    begun = [one for one in terms if one.from_on <= day]
    if begun:
        return max(begun, key=lambda one: one.from_on)
    return min(terms, key=lambda one: one.from_on, default=None)


def part_of_month(amount: Decimal, days: Period, whole: Period) -> Decimal:
    """The days' part of what belongs to the whole, by weekdays; by calendar days where it has none."""
    if whole.weekday_count:
        return amount * days.weekday_count / whole.weekday_count
    return amount * days.day_count / whole.day_count
