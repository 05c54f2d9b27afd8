"""What an authority's decision pays for the wages of a pay period: by its own share and ceiling, within law.

The decision binds: its percentage and its ceiling go before those of the class. What it leaves unsaid
comes from the law of its day.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Blocked, Code, Problem, Severity, Step, answering, require
from laavu.law.facts import at_least, between, in_reach, not_before, share
from laavu.law.parameters import Rules
from laavu.law.parameters.schema import Row
from laavu.law.period import Period, month_of
from laavu.law.rounding import round_money
from laavu.law.subsidised_cost import FULL, PayRow, SubsidisedCost, sorted_cost
from laavu.law.subsidy_classes import class_row, class_rows

STATUTE = "916/2012 ch. 7; 380/2023 §§85, 88, 93, 94"


@dataclass(frozen=True, slots=True)
class DecidedFacts:
    """A decision, the days of a pay period that it covers, their rows of pay, and other aid to the same wage.

    `rule`: the class, empty where it cannot be told. `monthly` None: the decision states no ceiling.
    `time_share`: the agreed share of full time, which the 100 % class needs.
    """

    decided_on: date
    percent: Decimal
    first_day: date
    last_day: date
    rows: tuple[PayRow, ...]
    rule: str = ""
    monthly: Decimal | None = None
    time_share: Decimal | None = None
    other_aid: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class DecidedSubsidy:
    """Euros paid for the period, and the limits that led to them.

    `base`: what counts within the working-time limit, with the factor for side costs; it and `ceiling` are
    not rounded. `above_ceiling`: what is paid at the percentage over the ceiling. `most`: what all aid
    together may be. `cut`: what other aid took from the subsidy.
    """

    subsidy: Decimal
    base: Decimal
    above_ceiling: Decimal
    ceiling: Decimal
    counted: Decimal
    left_out: Decimal
    most: Decimal
    cut: Decimal


@answering
def decided_subsidy(facts: DecidedFacts) -> Answer[DecidedSubsidy]:
    """The decision's percentage of what counts, within the ceiling of the days, cut by other aid."""
    require(
        between("percent", facts.percent, 1, FULL, STATUTE),
        in_reach("last_day", facts.last_day, STATUTE),
        not_before("last_day", facts.last_day, facts.first_day, STATUTE),
        at_least("other_aid", facts.other_aid, 0, STATUTE),
    )
    rules = parameters.at(facts.decided_on, "decided_on")
    rules.get("wage_subsidy.act")
    row = class_row(rules, facts.rule) if facts.rule else None
    _alone(facts, row)
    ceiling, ceiling_step, over = _ceiling(rules, facts, row)
    cost, steps, problems = sorted_cost(rules, facts.rows)
    base, limit_steps = _base(facts, _limiting(rules, facts, row), cost)
    whole = max(Decimal(0), min(ceiling, base * facts.percent / FULL))
    whole += cost.above_ceiling * facts.percent / FULL
    most, cut, cut_step = _cut(rules, facts, cost, whole)
    inputs = (("counted", cost.counted), ("percent", facts.percent), ("ceiling", ceiling))
    step = Step("period_subsidy", whole, STATUTE, "A", inputs)
    value = DecidedSubsidy(
        subsidy=round_money(whole - cut),
        base=base,
        above_ceiling=round_money(cost.above_ceiling),
        ceiling=ceiling,
        counted=round_money(cost.counted),
        left_out=round_money(cost.left_out),
        most=round_money(most),
        cut=round_money(cut),
    )
    return Answer(value, (*steps, *limit_steps, ceiling_step, step, cut_step), (*over, *problems))


def _alone(facts: DecidedFacts, row: Row | None) -> None:
    """Some support bears no other aid to the same wage."""
    if row is not None and row.flag("alone") and facts.other_aid > 0:
        raise Blocked(
            Problem(Code.NO_OTHER_AID, "other_aid", facts.other_aid, "none beside this class", row.statute)
        )


def _ceiling(rules: Rules, facts: DecidedFacts, row: Row | None) -> tuple[Decimal, Step, tuple[Problem, ...]]:
    """The month's ceiling for a calendar month; by thirtieths and calendar days for any other days."""
    stated = row.number("ceiling") if row is not None and "ceiling" in row.values else None
    monthly = facts.monthly if facts.monthly is not None else stated
    if monthly is None:
        raise Blocked(
            Problem(Code.CEILING_UNKNOWN, "decided_on", facts.decided_on, "2016-01-01 or later", STATUTE)
        )
    over: tuple[Problem, ...] = ()
    if stated is not None and monthly > stated:
        allowed = f"at most {stated}"
        over = (Problem(Code.OUT_OF_RANGE, "monthly", monthly, allowed, STATUTE, Severity.WARNING),)
    period = Period(facts.first_day, facts.last_day)
    days = rules.get("wage_subsidy.ceiling_days")
    inputs = (("monthly", monthly), ("days", period.day_count))
    if period == month_of(facts.first_day):
        return monthly, Step("ceiling", monthly, days.statute, "A", inputs), over
    ceiling = monthly * period.day_count / days.whole("days")
    return ceiling, Step("ceiling", ceiling, days.statute, days.confidence, inputs), over


def _limiting(rules: Rules, facts: DecidedFacts, row: Row | None) -> Row | None:
    """The class whose working-time limit holds: the decision's, or of an unknown one its percentage's."""
    rows = [row] if row is not None else [one for one in class_rows(rules) if _pays(one, facts.percent)]
    return next((one for one in rows if "time_limit" in one.values), None)


def _pays(row: Row, percent: Decimal) -> bool:
    return row.whole("percent") == percent


def _base(
    facts: DecidedFacts, limiting: Row | None, cost: SubsidisedCost
) -> tuple[Decimal, tuple[Step, ...]]:
    """What counts within the working-time limit, and the step to it where there is a limit."""
    if limiting is None:
        return cost.counted, ()
    if facts.time_share is None:
        raise Blocked(Problem(Code.MISSING, "time_share", None, "above 0 and at most 1", limiting.statute))
    require(share("time_share", facts.time_share, limiting.statute))
    factor = limiting.number("wage_factor") if "wage_factor" in limiting.values else Decimal(1)
    limit = limiting.number("time_limit")
    base = cost.counted * factor * min(facts.time_share, limit) / facts.time_share
    inputs = (
        ("counted", cost.counted),
        ("factor", factor),
        ("time_share", facts.time_share),
        ("time_limit", limit),
    )
    return base, (Step("base", base, limiting.statute, limiting.confidence, inputs),)


def _cut(
    rules: Rules, facts: DecidedFacts, cost: SubsidisedCost, subsidy: Decimal
) -> tuple[Decimal, Decimal, Step]:
    """What all aid together may be, what is cut from the subsidy for that, and the step to it."""
    rule = rules.get("cumulation")
    factor = rule.number("full_class_factor" if facts.percent == FULL else "factor")
    costs = cost.counted + cost.above_ceiling
    most = max(Decimal(0), costs * factor)
    cut = min(subsidy, max(Decimal(0), subsidy + facts.other_aid - most))
    inputs = (("wage_costs", costs), ("factor", factor), ("other_aid", facts.other_aid))
    return most, cut, Step("cut", cut, rule.statute, rule.confidence, inputs)
