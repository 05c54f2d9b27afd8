"""The day on which the municipality's percentage next changes, if every weekday is paid, and its cost."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Step, answering, require
from laavu.law.benefits import check_benefit, monthly_benefit
from laavu.law.facts import at_least
from laavu.law.municipal_share import (
    STATUTE,
    MunicipalShare,
    ShareFacts,
    ShareMonth,
    benefit_on,
    municipal_share,
)
from laavu.law.period import SATURDAY, end_of_month_after, next_month
from laavu.law.rounding import round_money

MONTHS_AHEAD = 72
ASSUMED = "benefit_on_every_weekday"


@dataclass(frozen=True, slots=True)
class NextStepFacts:
    """Whose benefit, the days paid before `on`, and the wage beside it."""

    benefit: str
    days_paid_before: int
    on: date
    gross_month: Decimal = Decimal(0)
    children: int = 0
    state_alone_until: date | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """The percentage and the euros of a full month now and from the day of the change.

    `changes_on` and what follows are None where no change is in sight.
    """

    percent_now: int
    month_now: Decimal
    changes_on: date | None
    percent_next: int | None
    month_next: Decimal | None


@answering
def next_step(facts: NextStepFacts) -> Answer[NextStep]:
    """Walk month by month from the day until another percentage applies."""
    _check(facts)
    paid, first = facts.days_paid_before, facts.on
    now: int | None = None
    for _ in range(MONTHS_AHEAD):
        share = _share(facts, paid, first, end_of_month_after(first, 0))
        found, now = _change(share.months[0], now)
        if found is not None and now is not None:
            return _answer(facts, now, found)
        paid, first = share.days_paid_after, next_month(first)
    return _answer(facts, now or 0, None)


def _check(facts: NextStepFacts) -> None:
    """Raise Blocked with the day's own name where the benefit is not in force on it."""
    require(
        *check_benefit(facts.benefit, facts.children),
        at_least("days_paid_before", facts.days_paid_before, 0, STATUTE),
        at_least("gross_month", facts.gross_month, 0, STATUTE),
    )
    rules = parameters.at(facts.on)
    rules.get(f"benefit.{benefit_on(rules, facts.benefit)}")


def _share(facts: NextStepFacts, paid: int, first: date, last: date) -> MunicipalShare:
    asked = ShareFacts(
        facts.benefit, paid, first, last, facts.gross_month, facts.children, facts.state_alone_until
    )
    return municipal_share(asked).get()


def _change(month: ShareMonth, now: int | None) -> tuple[tuple[date, int] | None, int | None]:
    """The first day of the month with another percentage than `now`, and the percentage as it is now."""
    before = 0
    for run in month.runs:
        if now is not None and run.days and run.percent != now:
            return (_weekday(month.first_day, before), run.percent), now
        now = run.percent if now is None and run.days else now
        before += run.days
    return None, now


def _weekday(first: date, number: int) -> date:
    """The weekday that comes after so many weekdays from the first day on."""
    day = first
    while day.weekday() >= SATURDAY or number:
        number -= day.weekday() < SATURDAY
        day += timedelta(days=1)
    return day


def _answer(facts: NextStepFacts, now: int, found: tuple[date, int] | None) -> Answer[NextStep]:
    month_now, steps = _month(facts, facts.on, now)
    inputs = (("days_paid_before", facts.days_paid_before), ("on", facts.on))
    percent_now = Step("percent_now", now, STATUTE, "D", inputs, ASSUMED)
    if found is None:
        return Answer(NextStep(now, month_now, None, None, None), (percent_now, *steps))
    day, percent = found
    counting = parameters.at(day).get("municipal_share.counting")
    change = Step(
        "changes_on", day, counting.statute, counting.confidence, (*inputs, ("percent", percent)), ASSUMED
    )
    month_next, later = _month(facts, day, percent)
    value = NextStep(now, month_now, day, percent, month_next)
    return Answer(value, (percent_now, *steps, change, *later))


def _month(facts: NextStepFacts, day: date, percent: int) -> tuple[Decimal, tuple[Step, ...]]:
    """The share of a full month under the rules of the day, and how it comes about."""
    rules = parameters.at(day)
    monthly = monthly_benefit(rules, benefit_on(rules, facts.benefit), facts.children, facts.gross_month)
    amount = round_money(monthly.amount * percent / 100)
    inputs = (("monthly_benefit", monthly.amount), ("percent", percent), ("on", day))
    return amount, (*monthly.steps, Step("share_of_month", amount, STATUTE, "D", inputs))
