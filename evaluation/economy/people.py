"""One person's times of work, the benefit that stays beside the wage, and the count of benefit days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from evaluation.economy.facts import Jobseeker, Lack, Placed
from evaluation.economy.share import Counter, Part, change_days, walk
from evaluation.economy.wages import wage_in
from laavu.law.answers import Blocked
from laavu.law.period import ONE_DAY, Period, month_of

ZERO = Decimal(0)
NO_BENEFIT = "none"
# Beside a wage of this size nothing of any benefit stays: for other employers' wages that nobody wrote down.
MORE_THAN_ANY = Decimal(1_000_000)


class Unknown(Exception):
    """Something that the sum needs is not known."""

    def __init__(self, lack: Lack) -> None:
        super().__init__(lack)
        self.lack = lack


@dataclass(frozen=True, slots=True)
class Run:
    """Days of paid work in a row, whoever the employers are; open at its end while one goes on."""

    period: Period
    placed: Sequence[Placed]


@dataclass(frozen=True, slots=True)
class Beside:
    """Days of a run with what would have been paid without the work, and what is paid beside it."""

    without: Part
    beside: Part


@dataclass
class Person:
    """Walks through a person's runs in order and remembers the count of days between them."""

    jobseeker: Jobseeker
    runs: Sequence[Run]
    point: tuple[date, int] | None = field(default=None)  # counted to the end of a day: so many days

    def start(self, run: Run) -> Counter | None:
        """The count as the run begins; None where no count stands on or before its first day."""
        first = run.period.first
        known = [one for one in self.jobseeker.counts if one.as_of <= first]
        if known and (self.point is None or known[-1].as_of >= self.point[0]):
            self.point = (known[-1].as_of, known[-1].days)
        if self.point is None:
            return None
        day, days = self.point
        return Counter.at(days + self._paid_between(day + ONE_DAY, first - ONE_DAY), first)

    def _paid_between(self, first: date, last: date) -> int:
        """Weekdays of times without work: the benefit is taken to be paid on each."""
        if last < first:
            return 0
        asked = Period(first, last)
        shared = (one.period.overlap(asked) for one in self.jobseeker.spells if one.benefit != NO_BENEFIT)
        return sum(days.weekday_count for days in shared if days)

    def after(self, run: Run, counter: Counter | None) -> None:
        """Remember the count after a run."""
        last = run.period.last
        self.point = None if counter is None or last is None else (last, counter.paid)


def runs_of(placed: Sequence[Placed]) -> list[Run]:
    """Placements with a wage, joined where they touch."""
    found: list[Run] = []
    for one in sorted((p for p in placed if p.is_paid), key=lambda p: (p.period.first, p.key)):
        if found and _joins(found[-1].period, one.period):
            before = found.pop()
            ends = (before.period.last, one.period.last)
            last = None if None in ends else max(end for end in ends if end is not None)
            found.append(Run(Period(before.period.first, last), (*before.placed, one)))
        else:
            found.append(Run(one.period, (one,)))
    return found


def _joins(first: Period, second: Period) -> bool:
    return first.last is None or second.first <= first.last + ONE_DAY


def benefit_of(jobseeker: Jobseeker, day: date) -> str | None:
    """The benefit of the time without work in which the day lies, or of the last one before it."""
    begun = [one for one in jobseeker.spells if one.period.first <= day]
    return begun[-1].benefit if begun else None


def gross_of_month(run: Run, days: Period) -> Decimal:
    """The run's wages of the days' calendar month, as if it had lasted all the month. Raises Unknown."""
    month = month_of(days.first)
    worked = run.period.overlap(month)
    if worked is None or not worked.weekday_count:
        return ZERO
    total = ZERO
    for one in run.placed:
        wage = wage_in(one, month.first) if one.period.touches(month) else ZERO
        if wage is None and one.is_counted:
            raise Unknown(Lack.WAGE)
        total += MORE_THAN_ANY if wage is None else wage
    return total * month.weekday_count / worked.weekday_count


def beside_of(
    run: Run, benefit: str, start: Counter, until: date, cuts: Sequence[date]
) -> Iterator[tuple[Beside, Counter]]:
    """The run's days in order to the given one, and the count after each part. Raises Unknown.

    `cuts`: days on which a new part begins, beside months and changes of law.
    """
    days = run.period.overlap(Period(run.period.first, until)) if until >= run.period.first else None
    if days is None:
        return
    alone = beside = start
    for month in days.months():
        gross = gross_of_month(run, month)
        for part in month.split([*change_days(), *cuts]):
            try:
                (first,), alone = walk(benefit, alone, [part], ZERO)
                (second,), beside = walk(benefit, beside, [part], gross)
            except Blocked as blocked:
                raise Unknown(Lack.LAW) from blocked
            yield Beside(first, second), beside
