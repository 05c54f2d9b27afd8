"""The municipality's share of unemployment benefits over a period, by the days paid so far.

Until 2024 the percentage of a whole calendar month follows from the days that were full before it;
from 2025 that of a day follows from the day's own number.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Problem, Step, answering, require
from laavu.law.benefits import MonthlyBenefit, check_benefit, monthly_benefit
from laavu.law.facts import at_least, in_reach, not_before
from laavu.law.parameters import Rules
from laavu.law.parameters.schema import Row
from laavu.law.period import ONE_DAY, Period
from laavu.law.rounding import round_money

STATUTE = "1290/2002 14:3 a; 48/2026 §§50-51"
FIRST_YEAR_OF_DAYS = date(2025, 1, 1)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """Whose benefit over which days. `days_paid_before`: benefit days paid before the first day (in the
    rules to 2024: to the end of the month before). `gross_month`: a part-time wage beside it, euros a month.
    `state_alone_until`: last day on which the state pays alone for an integration client, None for others.
    """

    benefit: str
    days_paid_before: int
    first_day: date
    last_day: date
    gross_month: Decimal = Decimal(0)
    children: int = 0
    state_alone_until: date | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row with one percentage."""

    days: int
    percent: int


@dataclass(frozen=True, slots=True)
class ShareMonth:
    """One calendar month's part: benefit days paid, their runs, the benefit paid and the share in cents."""

    first_day: date
    last_day: date
    days_paid: int
    runs: tuple[Run, ...]
    benefit: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class MunicipalShare:
    """Euros over the period, the percentage of its last weekday, the counter after it, and each month."""

    total: Decimal
    last_percent: int
    days_paid_after: int
    months: tuple[ShareMonth, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """Where the counting stands: days paid, days paid to the end of the month before, percent last seen."""

    paid: int
    paid_before_month: int
    percent: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Days of one month under one set of rules: unrounded benefit and share, how they came about."""

    days_paid: int
    runs: tuple[Run, ...]
    benefit: Decimal
    share: Decimal
    steps: tuple[Step, ...]


@answering
def municipal_share(facts: ShareFacts) -> Answer[MunicipalShare]:
    """The share over the period: each calendar month rounded once, then the months added."""
    require(*_checks(facts))
    count = _Count(facts.days_paid_before, facts.days_paid_before, 0)
    months: list[ShareMonth] = []
    steps: list[Step] = []
    period = Period(facts.first_day, facts.last_day)
    changes = _changes(facts, period)
    for month in period.months():
        count = replace(count, paid_before_month=count.paid)
        count, answer, taken = _month(facts, month.split(changes), count)
        months.append(answer)
        steps += taken
    total = sum((month.share for month in months), Decimal(0))
    steps.append(
        Step(
            "total",
            total,
            STATUTE,
            "D",
            (("months", len(months)),),
            "months_rounded_then_added",
        )
    )
    return Answer(
        MunicipalShare(round_money(total), count.percent, count.paid, tuple(months)),
        tuple(steps),
    )


def _checks(facts: ShareFacts) -> tuple[Problem | None, ...]:
    return (
        *check_benefit(facts.benefit, facts.children),
        at_least("days_paid_before", facts.days_paid_before, 0, STATUTE),
        at_least("gross_month", facts.gross_month, 0, STATUTE),
        in_reach("last_day", facts.last_day, STATUTE),
        not_before("last_day", facts.last_day, facts.first_day, STATUTE),
    )


def _changes(facts: ShareFacts, period: Period) -> list[date]:
    """Days inside the period on which another rule begins, or the state no longer pays alone."""
    days = parameters.change_days("benefits", "municipal_share")
    if facts.state_alone_until is not None:
        days = [*days, facts.state_alone_until + ONE_DAY]
    return [day for day in days if day in period]


def _month(facts: ShareFacts, periods: list[Period], count: _Count) -> tuple[_Count, ShareMonth, list[Step]]:
    """A calendar month in its parts, each under one set of rules."""
    parts: list[_Part] = []
    for period in periods:
        count, part = _part(facts, period, count)
        parts.append(part)
    answer = ShareMonth(
        first_day=periods[0].first,
        last_day=periods[-1].first + timedelta(periods[-1].day_count - 1),
        days_paid=sum(part.days_paid for part in parts),
        runs=tuple(run for part in parts for run in part.runs),
        benefit=round_money(sum((part.benefit for part in parts), Decimal(0))),
        share=round_money(sum((part.share for part in parts), Decimal(0))),
    )
    return count, answer, [step for part in parts for step in part.steps]


def _part(facts: ShareFacts, period: Period, count: _Count) -> tuple[_Count, _Part]:
    rules = parameters.at(period.first, "first_day")
    benefit = benefit_on(rules, facts.benefit)
    monthly = monthly_benefit(rules, benefit, facts.children, facts.gross_month)
    weekdays = period.weekday_count
    paid = weekdays if monthly.amount else 0
    counting = rules.get("municipal_share.counting")
    alone = _state_alone(facts, period)
    runs = (Run(paid, 0),) if alone else _runs(rules, benefit, counting, count, paid)
    after = count.paid if alone else count.paid + paid
    percent = runs[-1].percent if weekdays else count.percent
    part = _money(period, monthly, runs, counting)
    return _Count(after, count.paid_before_month, percent), part


def _state_alone(facts: ShareFacts, period: Period) -> bool:
    until = facts.state_alone_until
    return until is not None and FIRST_YEAR_OF_DAYS <= period.first <= until


def benefit_on(rules: Rules, benefit: str) -> str:
    """The benefit as it is called on the day: general support goes on where the old ones ended."""
    rows = rules.book.rows[f"benefit.{benefit}"]
    goes_on = rows[-1].values.get("goes_on_as")
    ended = rows[-1].last_day is not None and rules.day > rows[-1].last_day
    return str(goes_on) if ended and goes_on else benefit


def percent_runs(rules: Rules, benefit: str, days_paid_before: int, days: int) -> tuple[Run, ...]:
    """The percentages of so many benefit days of one calendar month, after those paid before it."""
    count = _Count(days_paid_before, days_paid_before, 0)
    return _runs(rules, benefit, rules.get("municipal_share.counting"), count, days)


def _runs(rules: Rules, benefit: str, counting: Row, count: _Count, paid: int) -> tuple[Run, ...]:
    if counting.text("unit") == "month":
        return _runs_2015(rules, benefit, count, paid)
    return _runs_2025(ladder(rules), count, paid)


def _runs_2015(rules: Rules, benefit: str, count: _Count, paid: int) -> tuple[Run, ...]:
    """One percentage for the month, by the days that were full at the end of the month before."""
    if rules.find(f"municipal_share.benefit.{benefit}") is None:
        return (Run(paid, 0),)
    return (Run(paid, percent_at(ladder(rules), count.paid_before_month)),)


def _runs_2025(steps: list[tuple[int, int]], count: _Count, paid: int) -> tuple[Run, ...]:
    """A percentage for each day, by its own number; nothing paid leaves the counter where it stands."""
    if not paid:
        return (Run(0, percent_at(steps, count.paid - 1)),)
    runs: list[Run] = []
    number, left = count.paid, paid
    while left:
        ahead = [full - number for full, _ in steps if full > number]
        days = min(left, ahead[0]) if ahead else left
        runs.append(Run(days, percent_at(steps, number)))
        number, left = number + days, left - days
    return tuple(runs)


def ladder(rules: Rules) -> list[tuple[int, int]]:
    """The day's steps, lowest first: days that must be full, and the percentage that follows."""
    return sorted(
        (row.whole("full_days"), row.whole("percent")) for row in rules.under("municipal_share.step.")
    )


def percent_at(steps: list[tuple[int, int]], full_days: int) -> int:
    """The percentage that follows when so many days are full."""
    return max((percent for full, percent in steps if full <= full_days), default=0)


def _money(period: Period, monthly: MonthlyBenefit, runs: tuple[Run, ...], counting: Row) -> _Part:
    paid = sum(run.days for run in runs)
    weight = sum(run.days * run.percent for run in runs)
    share = monthly.amount * weight / (monthly.payable_days * HUNDRED)
    inputs = (
        ("first_day", period.first),
        ("days_paid", paid),
        ("percents", ", ".join(f"{run.days} × {run.percent} %" for run in runs)),
        ("monthly_benefit", monthly.amount),
    )
    step = Step(
        "share_of_days",
        share,
        counting.statute,
        counting.confidence,
        inputs,
        "weekday_is_benefit_day",
    )
    benefit = monthly.amount * paid / monthly.payable_days
    return _Part(paid, runs, benefit, share, (*monthly.steps, step))
