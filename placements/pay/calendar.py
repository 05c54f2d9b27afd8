"""Days as pay looks at them: Sundays and public holidays, weekdays, weeks."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from laavu.law.period import Period

SUNDAY = 6
# Eves are days off by agreement, not public holidays: work on them is not Sunday work.
EVES = frozenset({"Juhannusaatto", "Jouluaatto"})


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Church holidays, Independence Day and May Day."""
    found = holidays.country_holidays("FI", years=year, language="fi")
    return frozenset(day for day, name in found.items() if name not in EVES)


def is_sunday_work(day: date) -> bool:
    """Whether work on the day is paid as Sunday work."""
    return day.weekday() == SUNDAY or day in public_holidays(day.year)


def is_weekday(day: date) -> bool:
    """Monday to Saturday, no public holiday."""
    return day.weekday() < SUNDAY and day not in public_holidays(day.year)


def week_of(day: date) -> Period:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))
