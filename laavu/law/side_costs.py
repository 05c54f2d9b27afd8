"""What a wage costs its employer: statutory contributions of the day, and gross wage with them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Step, answering, require
from laavu.law.facts import at_least, between
from laavu.law.parameters import Rules
from laavu.law.rounding import round_money

STATUTE = "395/2006; 555/1998; 1224/2004; 771/2016; 459/2015"
STATUTORY = ("pension_employer", "unemployment_low", "health")
AVERAGES = ("accident_average", "group_life_average")


@dataclass(frozen=True, slots=True)
class SideCostFacts:
    """A gross wage paid on a day, and what the employer's own insurances take, percent of the wage."""

    on: date
    gross: Decimal
    accident_percent: Decimal
    group_life_percent: Decimal


@dataclass(frozen=True, slots=True)
class SideCosts:
    """Euros on top of the wage, the wage with them, and the percentages behind: name and percent."""

    total: Decimal
    wage_with_costs: Decimal
    percent: Decimal
    lines: tuple[tuple[str, Decimal], ...]


@answering
def side_costs(facts: SideCostFacts) -> Answer[SideCosts]:
    """The employer's statutory costs of a wage, at the average pension and the lower unemployment rate."""
    require(
        at_least("gross", facts.gross, 0, STATUTE),
        between("accident_percent", facts.accident_percent, 0, 100, STATUTE),
        between("group_life_percent", facts.group_life_percent, 0, 100, STATUTE),
    )
    own = (
        ("accident", facts.accident_percent),
        ("group_life", facts.group_life_percent),
    )
    steps = _rates(parameters.at(facts.on), STATUTORY)
    lines = (*((step.code, Decimal(str(step.value))) for step in steps), *own)
    percent = sum((line for _, line in lines), Decimal(0))
    total = facts.gross * percent / 100
    inputs = (("gross", facts.gross), ("percent", percent))
    final = Step(
        "side_costs",
        total,
        STATUTE,
        "D",
        inputs,
        "average_pension_and_lower_unemployment",
    )
    value = SideCosts(round_money(total), round_money(facts.gross + total), percent, lines)
    return Answer(value, (*steps, final))


def average_percent(rules: Rules) -> tuple[Decimal, tuple[Step, ...]]:
    """All side costs at the averages of the day's table, percent of the wage; Blocked outside its years."""
    steps = _rates(rules, (*STATUTORY, *AVERAGES))
    return sum((Decimal(str(step.value)) for step in steps), Decimal(0)), steps


def _rates(rules: Rules, names: tuple[str, ...]) -> tuple[Step, ...]:
    row = rules.get("employer_rates")
    return tuple(
        Step(
            name,
            row.number(name),
            row.statute,
            row.sureness(name),
            (("on", rules.day),),
        )
        for name in names
    )
