"""Wage subsidies and municipal supports in: as paid, as claimed, else as the decisions promise them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median_low

from django.utils.translation import gettext as _

from laavu.law.period import Period, month_of
from laavu.law.rounding import round_money
from laavu.law.subsidised_cost import PayPeriodFacts, PayRow, pay_period_subsidy
from laavu.shared import formats, law_words
from placements.cash.events import (
    CLAIM_AFTER,
    FEWEST_PAYMENTS,
    NOTHING,
    PAID_AFTER,
    CashEvent,
    CashKind,
    Found,
    Ground,
    Missing,
)
from placements.cash.wages import Job, wage_in

DAYS_OF_CEILING = 30
LONGEST_WAIT = 400  # days: a delay measured longer than this is not believed


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim that has been sent: what is due by it (below zero: owed back), and what was paid of it."""

    kind: CashKind
    month: date
    due: Decimal
    sent_on: date
    paid_on: date | None = None
    paid: Decimal | None = None
    recovered_on: date | None = None
    recovered: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A decision that brings money month by month for a job. Either a percentage or euros a month.

    `rule`: the law's class, which then computes; without one the percentage of the wage up to `ceiling`.
    `claimed`: first days of the months that a claim has been sent for; those come by the claim.
    """

    kind: CashKind
    job: Job
    period: Period
    decided_on: date
    rule: str = ""
    percent: Decimal | None = None
    ceiling: Decimal | None = None
    time_share: Decimal | None = None
    monthly: Decimal | None = None
    claimed: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Delay:
    """Days from sending a claim to its payment, and from how many own payments (0: the convention)."""

    days: int
    payments: int


def delay_of(claims: Iterable[Claimed]) -> Delay:
    """The median of the association's own paid claims, or the convention where they are too few."""
    waits = [(one.paid_on - one.sent_on).days for one in claims if one.paid_on]
    waits = [wait for wait in waits if wait <= LONGEST_WAIT]
    if len(waits) < FEWEST_PAYMENTS:
        return Delay(PAID_AFTER, 0)
    return Delay(median_low(waits), len(waits))


def claims_found(claims: Iterable[Claimed], *, today: date, delay: Delay) -> Found:
    """Money of claims that have been sent: as paid and recovered, else when a payment is expected."""
    events = []
    for claim in claims:
        if claim.paid_on is not None:
            events.append(_claim_event(claim, claim.paid_on, claim.paid or NOTHING, Ground.RECORDED))
        else:
            day = claim.sent_on + timedelta(delay.days)
            ground = Ground.LATE if day < today else Ground.EXPECTED
            events.append(_claim_event(claim, max(day, today), claim.due, ground))
        if claim.recovered_on is not None:
            given_back = -(claim.recovered or NOTHING)
            events.append(_claim_event(claim, claim.recovered_on, given_back, Ground.RECORDED))
    return Found(tuple(event for event in events if event.amount))


def _claim_event(claim: Claimed, on: date, amount: Decimal, ground: Ground) -> CashEvent:
    text = (
        _("Claim for wage subsidy, %(month)s")
        if claim.kind is CashKind.SUBSIDY
        else _("Claim for municipal support, %(month)s")
    )
    return CashEvent(on, amount, claim.kind, text % {"month": formats.month(claim.month)}, ground)


def grants_in(
    grants: Iterable[Grant], window: Period, *, opening_on: date, today: date, delay: Delay
) -> Found:
    """Money of decisions that comes in the window and has not been claimed yet.

    What should have come by now stands on today as late; what should have come before the opening balance is
    taken to be in that balance.
    """
    found = Found()
    for grant in grants:
        for month in _months(grant, window):
            if month.first.replace(day=1) not in grant.claimed:
                found += _of_month(grant, month, opening_on, today, delay)
    return Found(tuple(event for event in found.events if event.on in window), found.missing)


def _months(grant: Grant, window: Period) -> list[Period]:
    """Months of the decision whose money may come by the end of the window."""
    last = min(day for day in (grant.period.last, grant.job.placed.last, window.last) if day is not None)
    first = max(grant.period.first, grant.job.placed.first)
    return [] if last < first else Period(first, last).months()


def _of_month(grant: Grant, month: Period, opening_on: date, today: date, delay: Delay) -> Found:
    end = month_of(month.first).last or month.first
    day = end + timedelta(CLAIM_AFTER + delay.days)
    if day < opening_on:
        return Found()
    promised = promised_in(grant, month)
    if isinstance(promised, Missing):
        return Found(missing=(promised,))
    if not promised:
        return Found()
    ground = Ground.LATE if day < today else Ground.FORECAST
    told = {"name": grant.job.name, "month": formats.month(month.first)}
    text = (
        _("Wage subsidy: %(name)s, %(month)s")
        if grant.kind is CashKind.SUBSIDY
        else _("Municipal support: %(name)s, %(month)s")
    )
    on = max(day, today)
    return Found((CashEvent(on, promised, grant.kind, text % told, ground, grant.job.address),))


def promised_in(grant: Grant, month: Period) -> Decimal | Missing:
    """What the decision brings for (a part of) a calendar month; or why that cannot be told."""
    if grant.monthly is not None:
        days = month_of(month.first).day_count
        return round_money(grant.monthly * month.day_count / days)
    wage = wage_in(grant.job, month)
    if wage is None:
        return Missing(grant.job.name, _("The hourly wage is not on record."))
    if grant.rule and grant.kind is CashKind.SUBSIDY:
        return _by_law(grant, month, wage)
    return _by_percent(grant, month, wage)


def _by_law(grant: Grant, month: Period, wage: Decimal) -> Decimal | Missing:
    answer = pay_period_subsidy(
        PayPeriodFacts(
            decided_on=grant.decided_on,
            rule=grant.rule,
            first_day=month.first,
            last_day=month.last or month.first,
            rows=(PayRow("wage", wage),),
            time_share=grant.time_share or Decimal("0.65"),
        )
    )
    if answer.value is None:
        why = law_words.problem_text(answer.problems[0]) if answer.problems else ""
        return Missing(grant.job.name, why)
    return answer.value.subsidy


def _by_percent(grant: Grant, month: Period, wage: Decimal) -> Decimal | Missing:
    if grant.percent is None:
        return Missing(grant.job.name, _("The decision says neither a percentage nor euros a month."))
    amount = wage * grant.percent / 100
    if grant.kind is CashKind.SUBSIDY and grant.ceiling is None:
        return Missing(grant.job.name, _("The ceiling of the decision is not on record."))
    if grant.ceiling is not None:
        whole = month == month_of(month.first)
        ceiling = grant.ceiling if whole else grant.ceiling * month.day_count / DAYS_OF_CEILING
        amount = min(amount, ceiling)
    return round_money(max(NOTHING, amount))
