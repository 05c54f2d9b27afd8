"""A period of days that includes both ends, as people and statutes mean it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; `last` None means without an end.

    Raises ValueError when the last day is before the first.
    """

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"last day {self.last} is before first day {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def day_count(self) -> int:
        """Number of days; raises ValueError when the period has no end."""
        if self.last is None:
            raise ValueError("a period without an end has no number of days")
        return (self.last - self.first).days + 1

    @property
    def weekday_count(self) -> int:
        """Number of days from Monday to Friday; raises ValueError when the period has no end."""
        weeks, rest = divmod(self.day_count, 7)
        start = self.first.weekday()
        return weeks * 5 + sum(1 for offset in range(rest) if (start + offset) % 7 < SATURDAY)

    def days(self) -> Iterator[date]:
        """Every day in order; raises ValueError when the period has no end."""
        return (self.first + timedelta(days=offset) for offset in range(self.day_count))

    def overlap(self, other: "Period") -> "Period | None":
        """The days that both have, or None when they have none."""
        first = max(self.first, other.first)
        ends = [last for last in (self.last, other.last) if last is not None]
        last = min(ends) if ends else None
        if last is not None and last < first:
            return None
        return Period(first, last)

    def touches(self, other: "Period") -> bool:
        """Whether the two share at least one day."""
        return self.overlap(other) is not None

    def split(self, change_days: Iterable[date]) -> list["Period"]:
        """Parts of the period, a new one beginning on each change day inside it."""
        starts = [self.first, *sorted({d for d in change_days if d in self and d != self.first})]
        ends = [start - ONE_DAY for start in starts[1:]] + [self.last]
        return [Period(first, last) for first, last in zip(starts, ends, strict=True)]

    def months(self) -> list["Period"]:
        """Calendar-month parts; raises ValueError when the period has no end."""
        return self.split(month_starts(self.first, self.first + timedelta(self.day_count - 1)))


def month_starts(first: date, last: date) -> Iterator[date]:
    """First days of the calendar months that begin after `first` and not after `last`."""
    day = next_month(first)
    while day <= last:
        yield day
        day = next_month(day)


def next_month(day: date) -> date:
    """First day of the calendar month after that of `day`."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def month_of(day: date) -> Period:
    """The calendar month in which `day` lies."""
    return Period(day.replace(day=1), next_month(day) - ONE_DAY)


def end_of_month_after(day: date, months: int) -> date:
    """Last day of the calendar month that comes so many months after that of `day`."""
    for _ in range(months):
        day = next_month(day)
    return next_month(day) - ONE_DAY


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes the 28th in a year without it."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
