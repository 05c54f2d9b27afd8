"""Other aid to the same wage beside a wage subsidy: what goes over the limit is cut from the subsidy."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Blocked, Code, Problem, Severity, Step, answering, require
from laavu.law.facts import at_least
from laavu.law.parameters.schema import Row
from laavu.law.rounding import round_money
from laavu.law.subsidy_classes import class_row

STATUTE = "380/2023 §93"
FULL = 100


@dataclass(frozen=True, slots=True)
class CumulationFacts:
    """A month's wage costs, subsidy and other aid in euros; the subsidy's class by its rule id."""

    decided_on: date
    rule: str
    wage_costs: Decimal
    subsidy: Decimal
    other_aid: Decimal


@dataclass(frozen=True, slots=True)
class Cumulation:
    """The subsidy after the cut, the cut, the limit of all aid, and how much other aid fits without a cut."""

    subsidy: Decimal
    cut: Decimal
    limit: Decimal
    room: Decimal


@answering
def cumulation(facts: CumulationFacts) -> Answer[Cumulation]:
    """Subsidy and other aid together stay within the wage costs, or 1.23 times them in the 100 % class."""
    rules = parameters.at(facts.decided_on, "decided_on")
    rule = rules.get("cumulation")
    require(
        at_least("wage_costs", facts.wage_costs, 0, STATUTE),
        at_least("subsidy", facts.subsidy, 0, STATUTE),
        at_least("other_aid", facts.other_aid, 0, STATUTE),
    )
    row = class_row(rules, facts.rule)
    _alone(facts, row)
    factor = rule.number("full_class_factor" if row.whole("percent") == FULL else "factor")
    limit = facts.wage_costs * factor
    cut = min(facts.subsidy, max(Decimal(0), facts.subsidy + facts.other_aid - limit))
    room = max(Decimal(0), limit - facts.subsidy)
    inputs = (("wage_costs", facts.wage_costs), ("factor", factor), ("other_aid", facts.other_aid))
    step = Step("cut", cut, rule.statute, rule.confidence, inputs)
    value = Cumulation(
        round_money(facts.subsidy - cut), round_money(cut), round_money(limit), round_money(room)
    )
    return Answer(value, (step,), _over(facts, rule, limit))


def _alone(facts: CumulationFacts, row: Row) -> None:
    """The support for the aged 55+ bears no other aid to the same wage."""
    if row.flag("alone") and facts.other_aid > 0:
        raise Blocked(
            Problem(Code.NO_OTHER_AID, "other_aid", facts.other_aid, "none beside this class", row.statute)
        )


def _over(facts: CumulationFacts, rule: Row, limit: Decimal) -> tuple[Problem, ...]:
    if facts.subsidy + facts.other_aid <= limit:
        return ()
    allowed = f"such that all aid stays within {limit}"
    given = facts.other_aid
    return (Problem(Code.OVER_AID_LIMIT, "other_aid", given, allowed, rule.statute, Severity.WARNING),)
