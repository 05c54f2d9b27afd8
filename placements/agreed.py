"""Agreed hours: a fifth of the week's hours for each weekday of the placement, by the terms of the day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from laavu.law.period import SATURDAY, Period
from placements.models import Terms

WEEKDAYS = 5


def terms_on(terms: Sequence[Terms], day: date) -> Terms | None:
    """The newest terms that began on or before the day, else the first; None without any."""
    begun = [one for one in terms if one.from_on <= day]
    if begun:
        return max(begun, key=lambda one: one.from_on)
    return min(terms, key=lambda one: one.from_on, default=None)


def agreed_on(terms: Sequence[Terms], placed: Period, day: date) -> Decimal:
    """Agreed hours of one day, not rounded. A public holiday on a weekday counts as any weekday."""
    if day.weekday() >= SATURDAY or day not in placed:
        return Decimal(0)
    of_day = terms_on(terms, day)
    return of_day.weekly_hours / WEEKDAYS if of_day else Decimal(0)


def agreed_in(terms: Sequence[Terms], placed: Period, asked: Period) -> Decimal:
    """Agreed hours of the days that the placement and the asked period share, not rounded."""
    shared = placed.overlap(asked)
    return sum((agreed_on(terms, placed, day) for day in shared.days()), Decimal(0)) if shared else Decimal(0)
