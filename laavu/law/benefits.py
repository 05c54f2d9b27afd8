"""What the basic unemployment benefits pay: a day's amount, and a month's beside part-time wages."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Problem, Step, answering, require
from laavu.law.facts import at_least, one_of
from laavu.law.parameters import Rules
from laavu.law.rounding import round_money

STATUTE = "1290/2002 ch. 6 and 7; 48/2026 §15"
BENEFITS = (
    "labour_market_subsidy",
    "basic_daily_allowance",
    "earnings_related_allowance",
    "general_support",
)
CHILD_FIELDS = ("one", "two", "three_or_more")


@dataclass(frozen=True, slots=True)
class BenefitFacts:
    """Who is paid what on which day. `children`: dependants under 18."""

    benefit: str
    on: date
    children: int = 0


@dataclass(frozen=True, slots=True)
class AdjustedFacts:
    """A month's part-time wage (`gross_month`, euros before tax) beside the benefit on a day of the month."""

    benefit: str
    on: date
    gross_month: Decimal
    children: int = 0


@dataclass(frozen=True, slots=True)
class BenefitAmount:
    """Euros for one benefit day."""

    per_day: Decimal


@dataclass(frozen=True, slots=True)
class AdjustedBenefit:
    """Euros a month still paid beside the wage, and those that a full month would pay."""

    per_month: Decimal
    full_month: Decimal


@dataclass(frozen=True, slots=True)
class MonthlyBenefit:
    """Unrounded euros a month, and how many benefit days they are for."""

    amount: Decimal
    payable_days: Decimal
    steps: tuple[Step, ...]


@answering
def benefit_amount(facts: BenefitFacts) -> Answer[BenefitAmount]:
    """A benefit day's full amount with child increases; of the earnings-related allowance its basic part."""
    require(*check_benefit(facts.benefit, facts.children))
    steps = daily_steps(parameters.at(facts.on), facts.benefit, facts.children)
    return Answer(BenefitAmount(round_money(daily_sum(steps))), steps)


@answering
def adjusted_benefit(facts: AdjustedFacts) -> Answer[AdjustedBenefit]:
    """A month's benefit less half of the wage above the free amount, never below zero."""
    require(
        *check_benefit(facts.benefit, facts.children),
        at_least("gross_month", facts.gross_month, 0, STATUTE),
    )
    rules = parameters.at(facts.on)
    full = monthly_benefit(rules, facts.benefit, facts.children, Decimal(0))
    monthly = monthly_benefit(rules, facts.benefit, facts.children, facts.gross_month)
    value = AdjustedBenefit(round_money(monthly.amount), round_money(full.amount))
    return Answer(value, monthly.steps)


def check_benefit(benefit: str, children: int) -> tuple[Problem | None, ...]:
    """The problems of the two facts that every question about a benefit has."""
    return one_of("benefit", benefit, BENEFITS, STATUTE), at_least("children", children, 0, STATUTE)


def daily_steps(rules: Rules, benefit: str, children: int) -> tuple[Step, ...]:
    """The day's amount and, where there are dependants and the day's rules know one, the child increase.

    Raises Blocked when the benefit is not in force on the day.
    """
    kind = rules.get(f"benefit.{benefit}")
    daily = rules.get("daily_amount")
    step = Step(
        "daily_amount",
        daily.number("per_day"),
        f"{kind.statute}; {daily.statute}",
        daily.confidence,
        (("benefit", benefit), ("on", rules.day)),
    )
    if not children or not kind.flag("child_increase"):
        return (step,)
    increase = rules.get("child_increase")
    name = CHILD_FIELDS[min(children, len(CHILD_FIELDS)) - 1]
    inputs = (("children", children),)
    added = Step(
        "child_increase",
        increase.number(name),
        increase.statute,
        increase.sureness(name),
        inputs,
        "child_increase",
    )
    return (step, added)


def daily_sum(steps: tuple[Step, ...]) -> Decimal:
    """The day's amount with increases."""
    return sum((Decimal(str(step.value)) for step in steps), Decimal(0))


def monthly_benefit(rules: Rules, benefit: str, children: int, gross: Decimal) -> MonthlyBenefit:
    """Unrounded month's benefit beside a gross wage; raises Blocked when not in force."""
    daily = daily_steps(rules, benefit, children)
    days = rules.get("payable_days")
    payable = days.number("per_month")
    full = daily_sum(daily) * payable
    month = Step(
        "full_month",
        full,
        days.statute,
        days.confidence,
        (("payable_days", payable),),
        "month_of_payable_days",
    )
    if not gross:
        return MonthlyBenefit(full, payable, (*daily, month))
    rule = rules.get("adjusted_benefit")
    free, percent = rule.number("free_amount"), rule.number("reduction_percent")
    counted = max(Decimal(0), gross - free)
    left = max(Decimal(0), full - counted * percent / 100)
    inputs = (
        ("gross_month", gross),
        ("free_amount", free),
        ("reduction_percent", percent),
    )
    step = Step(
        "adjusted_month",
        left,
        rule.statute,
        rule.confidence,
        inputs,
        "half_of_wage_above_free_amount",
    )
    return MonthlyBenefit(left, payable, (*daily, month, step))
