"""The running balance over a period: day by day, its low point, its gaps, and what a loan covers of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from laavu.law.period import ONE_DAY, Period
from placements.cash.events import NOTHING, CashEvent


@dataclass(frozen=True, slots=True)
class CashDay:
    """A day on which money moves, and the balance in its evening."""

    on: date
    events: tuple[CashEvent, ...]
    balance: Decimal

    @property
    def change(self) -> Decimal:
        return sum((event.amount for event in self.events), NOTHING)


@dataclass(frozen=True, slots=True)
class Low:
    """The evening with the smallest balance; the earliest of equals."""

    on: date
    balance: Decimal


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row on which the balance is below zero, and the deepest of them."""

    first: date
    last: date
    deepest: Low

    @property
    def needed(self) -> Decimal:
        return -self.deepest.balance


@dataclass(frozen=True, slots=True)
class CashLine:
    """The balance in the morning of the first day, and every day on which it changes."""

    period: Period
    opening: Decimal
    days: tuple[CashDay, ...]

    @property
    def closing(self) -> Decimal:
        return self.days[-1].balance if self.days else self.opening

    @property
    def last_day(self) -> date:
        return self.period.last or self.period.first

    @property
    def low(self) -> Low:
        evenings = [Low(self.period.first, self.opening)] if not self._moves_at_once else []
        evenings += [Low(day.on, day.balance) for day in self.days]
        return min(evenings, key=lambda low: (low.balance, low.on))

    @property
    def _moves_at_once(self) -> bool:
        return bool(self.days) and self.days[0].on == self.period.first

    def balance_on(self, day: date) -> Decimal:
        """What is left in the evening of a day of the period."""
        balance = self.opening
        for one in self.days:
            if one.on > day:
                break
            balance = one.balance
        return balance

    def low_in(self, part: Period) -> Low:
        """The lowest evening of a part of the period."""
        first = max(part.first, self.period.first)
        within = [Low(day.on, day.balance) for day in self.days if day.on in part]
        return min([Low(first, self.balance_on(first)), *within], key=lambda low: (low.balance, low.on))

    def gaps(self) -> tuple[Gap, ...]:
        """Stretches below zero, in the order of days."""
        evenings = [(day.on, day.balance) for day in self.days]
        if not self._moves_at_once:
            evenings.insert(0, (self.period.first, self.opening))
        found = []
        position = 0
        for is_below, group in groupby(evenings, key=lambda evening: evening[1] < 0):
            stretch = list(group)
            position += len(stretch)
            if is_below:
                last = evenings[position][0] - ONE_DAY if position < len(evenings) else self.last_day
                low = min((Low(*evening) for evening in stretch), key=lambda one: (one.balance, one.on))
                found.append(Gap(stretch[0][0], last, low))
        return tuple(found)


def cash_line(opening: Decimal, events: Iterable[CashEvent], period: Period) -> CashLine:
    """The line over the period; events outside it are left out. Each day's income stands before its costs."""
    inside = sorted(
        (event for event in events if event.on in period),
        key=lambda event: (event.on, -event.amount, event.kind, event.text),
    )
    balance = opening
    days = []
    for on, group in groupby(inside, key=lambda event: event.on):
        moved = tuple(group)
        balance += sum((event.amount for event in moved), NOTHING)
        days.append(CashDay(on, moved, balance))
    return CashLine(period, opening, tuple(days))


@dataclass(frozen=True, slots=True)
class Loan:
    """A buffer loan as the line needs it: what moves it are (day, drawn or −repaid)."""

    name: str
    limit: Decimal
    period: Period
    moves: tuple[tuple[date, Decimal], ...] = ()

    def owed_on(self, day: date) -> Decimal:
        return sum((amount for on, amount in self.moves if on <= day), NOTHING)

    def free_over(self, gap: Period) -> Decimal:
        """What could be drawn on the gap's first day and kept to its last, by the limit and the period."""
        last = gap.last or gap.first
        if gap.first not in self.period or last not in self.period:
            return NOTHING
        days = [gap.first, *(on for on, _amount in self.moves if on in gap)]
        return max(NOTHING, self.limit - max(self.owed_on(day) for day in days))


@dataclass(frozen=True, slots=True)
class Cover:
    """A gap, what the loans have left to draw over its days, and what stays uncovered."""

    gap: Gap
    loans: tuple[tuple[str, Decimal], ...]

    @property
    def free(self) -> Decimal:
        return sum((amount for _name, amount in self.loans), NOTHING)

    @property
    def uncovered(self) -> Decimal:
        return max(NOTHING, self.gap.needed - self.free)


def covers(line: CashLine, loans: Sequence[Loan]) -> tuple[Cover, ...]:
    """For each gap the loans that have something left over its days."""
    found = []
    for gap in line.gaps():
        whole = Period(gap.first, gap.last)
        left = ((loan.name, loan.free_over(whole)) for loan in loans)
        found.append(Cover(gap, tuple((name, free) for name, free in left if free > 0)))
    return tuple(found)
