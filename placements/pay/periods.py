"""A year of pay periods: their days, and the days on which they are paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from laavu.law.period import ONE_DAY, SATURDAY, Period, month_of
from placements.choices import PayFrequency
from placements.pay.calendar import public_holidays

TWO_WEEKS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Planned:
    """A pay period that could be added."""

    period: Period
    pay_on: date


def banking_day(day: date) -> date:
    """The day, or the last weekday before it that is no public holiday: a wage is never late."""
    while day.weekday() >= SATURDAY or day in public_holidays(day.year):
        day -= ONE_DAY
    return day


def planned(frequency: str, first: date, until: date, days_after: int) -> list[Planned]:
    """Periods from the first day on that begin no later than `until`, paid so many days after their end."""
    return [
        Planned(period, banking_day((period.last or first) + timedelta(days=days_after)))
        for period in _periods(frequency, first, until)
    ]


def _periods(frequency: str, first: date, until: date) -> Iterator[Period]:
    while first <= until:
        if frequency == PayFrequency.MONTHLY:
            last = month_of(first).last or first
        else:
            last = first + TWO_WEEKS - ONE_DAY
        yield Period(first, last)
        first = last + ONE_DAY
