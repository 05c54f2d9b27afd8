"""The municipality's share of a benefit that was paid: of known euros for known days, not of a forecast."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Step, answering, require
from laavu.law.benefits import check_benefit, daily_steps, daily_sum, monthly_benefit
from laavu.law.facts import above_zero, at_least, between
from laavu.law.municipal_share import STATUTE, Run, benefit_on, percent_runs
from laavu.law.rounding import round_money

MOST_DAYS = 100  # two payments and corrections may fall into one month


@dataclass(frozen=True, slots=True)
class PaidFacts:
    """What was paid in a calendar month. `days_paid_before`: benefit days paid before the first of them.

    `paid`: euros for the days; None means the benefit in full. `gross_month`: a wage beside it, which
    reduces a benefit in full.
    """

    benefit: str
    on: date
    days_paid_before: int
    days: int
    paid: Decimal | None = None
    gross_month: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class PaidShare:
    """The share in euros, the benefit that it is a part of, and the percentages of the days."""

    share: Decimal
    paid: Decimal
    runs: tuple[Run, ...]


@answering
def share_of_paid(facts: PaidFacts) -> Answer[PaidShare]:
    """Each day bears its own percentage and an equal part of what was paid."""
    require(
        *check_benefit(facts.benefit, 0),
        at_least("days_paid_before", facts.days_paid_before, 0, STATUTE),
        between("days", facts.days, 0, MOST_DAYS, STATUTE),
        at_least("paid", facts.paid or Decimal(0), 0, STATUTE),
        at_least("gross_month", facts.gross_month, 0, STATUTE),
        above_zero("days", Decimal(facts.days), STATUTE) if facts.paid else None,
    )
    rules = parameters.at(facts.on)
    benefit = benefit_on(rules, facts.benefit)
    rules.get(f"benefit.{benefit}")
    counting = rules.get("municipal_share.counting")
    steps, paid = _paid(facts, rules, benefit)
    runs = percent_runs(rules, benefit, facts.days_paid_before, facts.days)
    weight = sum(run.days * run.percent for run in runs)
    share = paid * weight / (facts.days * 100) if facts.days else Decimal(0)
    inputs = (
        ("days_paid_before", facts.days_paid_before),
        ("percents", ", ".join(f"{run.days} × {run.percent} %" for run in runs)),
        ("paid", paid),
    )
    step = Step(
        "share_of_paid", share, counting.statute, counting.confidence, inputs, "days_bear_equal_parts"
    )
    return Answer(PaidShare(round_money(share), round_money(paid), runs), (*steps, step))


def _paid(facts: PaidFacts, rules: parameters.Rules, benefit: str) -> tuple[tuple[Step, ...], Decimal]:
    """Euros for the days: as paid, or else in full, a wage beside it taken into account."""
    if facts.paid is not None:
        return (), facts.paid
    if not facts.gross_month:
        steps = daily_steps(rules, benefit, 0)
        return steps, daily_sum(steps) * facts.days
    monthly = monthly_benefit(rules, benefit, 0, facts.gross_month)
    return monthly.steps, monthly.amount * facts.days / monthly.payable_days
