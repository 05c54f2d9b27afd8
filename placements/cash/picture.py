"""All of an association's cash line: read from the tables, put together, and with one more person in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from laavu.law.period import Period, end_of_month_after
from placements.cash import known
from placements.cash.events import NOTHING, CashEvent, Found
from placements.cash.line import CashLine, Cover, Loan, cash_line, covers
from placements.cash.subsidies import Delay, Grant, claims_found, delay_of, grants_in
from placements.cash.wages import Job, PayDayOf, Rates, costs_of, forecast
from placements.models import CashBalance, CashItem
from villages.models import Association


@dataclass(frozen=True, slots=True)
class CashPicture:
    """What is known of an association's money. Without a stated balance there is no line."""

    association: Association
    today: date
    window: Period
    balance: CashBalance | None
    found: Found
    left_out: Sequence[CashItem]
    loans: tuple[Loan, ...]
    delay: Delay
    rates: Rates
    pay_day: PayDayOf

    @property
    def line(self) -> CashLine | None:
        if self.balance is None:
            return None
        return cash_line(self.balance.amount, self.found.events, self.window)

    @property
    def events(self) -> tuple[CashEvent, ...]:
        """Of the window, in the order of days."""
        inside = (event for event in self.found.events if event.on in self.window)
        return tuple(sorted(inside, key=lambda event: (event.on, -event.amount, event.kind, event.text)))

    @property
    def covers(self) -> tuple[Cover, ...]:
        return covers(self.line, self.loans) if self.line else ()

    @property
    def rates_year(self) -> int | None:
        """The year of the newest contribution rates, if the window goes beyond it."""
        last = self.window.last or self.window.first
        costs = costs_of(Decimal(100), last, self.rates)
        return costs.year if costs and costs.year != last.year else None


def picture_of(association: Association, *, today: date, months: int) -> CashPicture:
    """The line from the newest stated balance to the end of the month so many months from today."""
    balance = (
        CashBalance.objects.filter(association=association, known_on__lte=today)
        .order_by("-known_on", "-id")
        .first()
    )
    first = balance.known_on if balance else today
    window = Period(first, end_of_month_after(today, months))
    facts = known.facts_of(association, window)
    delay = delay_of(facts.claims)
    found = (
        facts.recorded
        + forecast(facts.jobs, window, facts.pay_day, facts.rates)
        + claims_found(facts.claims, today=today, delay=delay)
        + grants_in(facts.grants, window, opening_on=first, today=today, delay=delay)
    )
    return CashPicture(
        association=association,
        today=today,
        window=window,
        balance=balance,
        found=found,
        left_out=facts.left_out,
        loans=facts.loans,
        delay=delay,
        rates=facts.rates,
        pay_day=facts.pay_day,
    )


def with_one_more(picture: CashPicture, job: Job, grant: Grant | None) -> CashPicture:
    """The same picture with a job that is only thought of, and its subsidy if there is one."""
    added = forecast([job], picture.window, picture.pay_day, picture.rates)
    if grant is not None:
        added += grants_in(
            [grant],
            picture.window,
            opening_on=picture.window.first,
            today=picture.today,
            delay=picture.delay,
        )
    return replace(picture, found=picture.found + added)


@dataclass(frozen=True, slots=True)
class Balance:
    """What one job brings and costs in the window."""

    income: Decimal
    costs: Decimal

    @property
    def own_share(self) -> Decimal:
        """What the association pays itself; below zero it gains."""
        return self.costs - self.income

    @property
    def surplus(self) -> Decimal:
        """By how much what comes is more than the costs counted."""
        return self.income - self.costs


def difference(before: CashPicture, after: CashPicture) -> Balance:
    """What the second picture has more of, inside the window."""
    income = _sum(after, 1) - _sum(before, 1)
    return Balance(income, _sum(before, -1) - _sum(after, -1))


def _sum(picture: CashPicture, sign: int) -> Decimal:
    return sum((event.amount for event in picture.events if event.amount * sign > 0), NOTHING)
