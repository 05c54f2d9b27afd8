"""Which classes of wage subsidy the facts open on the day of the decision, best first, and what each pays."""

from dataclasses import dataclass
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Blocked, Code, Given, Problem, Severity, Step, answering, require
from laavu.law.facts import above_zero, at_least, between, one_of, share
from laavu.law.parameters import Rules
from laavu.law.parameters.schema import Row
from laavu.law.rounding import round_money
from laavu.law.side_costs import average_percent
from laavu.law.subsidy_classes import STATUTE, class_rows, rule_id
from laavu.law.wage_subsidy_conditions import employer_kinds, failures
from laavu.law.wage_subsidy_facts import SubsidyFacts

FULL = 100


@dataclass(frozen=True, slots=True)
class Option:
    """One class that is open. `per_month` None where the ceiling of the time is not known.

    `time_limit`: the share of full time up to which wages count, None without such a limit.
    """

    rule: str
    percent: int
    per_month: Decimal | None
    max_months: int
    ceiling: Decimal | None
    time_limit: Decimal | None
    steps: tuple[Step, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """One class that is not open, and what stands in its way."""

    rule: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SubsidyOptions:
    """Open classes, best first (euros a month, percent, months, rule), and the closed ones with reasons."""

    options: tuple[Option, ...]
    closed: tuple[Closed, ...]

    @property
    def best(self) -> Option:
        """The option that is offered first."""
        return self.options[0]


@answering
def wage_subsidy(facts: SubsidyFacts) -> Answer[SubsidyOptions]:
    """All classes that the law of the day of decision opens; `no_class` with every reason when none is."""
    rules = parameters.at(facts.decided_on, "decided_on")
    act = rules.get("wage_subsidy.act")
    require(*_checks(rules, facts))
    opened: list[Option] = []
    closed: list[Closed] = []
    for row in class_rows(rules):
        problems = failures(rules, facts, row)
        if problems:
            closed.append(Closed(rule_id(row), problems))
        else:
            opened.append(_option(rules, facts, row))
    if not opened:
        none = Problem(Code.NO_CLASS, "employer", facts.employer, "such that a class is open", act.statute)
        raise Blocked(none, *(problem for one in closed for problem in one.problems))
    opened.sort(key=_order)
    answer = SubsidyOptions(tuple(opened), tuple(closed))
    return Answer(answer, opened[0].steps, opened[0].warnings)


def _checks(rules: Rules, facts: SubsidyFacts) -> tuple[Problem | None, ...]:
    return (
        one_of("employer", facts.employer, employer_kinds(rules), STATUTE),
        between("age", facts.age, 0, 120, STATUTE),
        at_least("unemployed_months", facts.unemployed_months, 0, STATUTE),
        between("unemployed_months_in_28", facts.unemployed_months_in_28, 0, 28, STATUTE),
        between("unemployed_months_in_14", facts.months_in_14, 0, 14, STATUTE),
        at_least("months_without_work", facts.months_without_work, 0, STATUTE),
        above_zero("monthly_wage", facts.monthly_wage, STATUTE),
        share("time_share", facts.time_share, STATUTE),
    )


def _order(option: Option) -> tuple[Decimal, int, int, str]:
    return -(option.per_month or Decimal(0)), -option.percent, -option.max_months, option.rule


def _option(rules: Rules, facts: SubsidyFacts, row: Row) -> Option:
    costs, steps = _costs(rules, facts, row)
    percent = row.whole("percent")
    ceiling = row.number("ceiling") if "ceiling" in row.values else None
    amount = costs * percent / FULL
    capped = None if ceiling is None else round_money(min(ceiling, amount))
    inputs = (("percent", percent), ("ceiling", ceiling), ("before_ceiling", amount))
    paid = Step("subsidy_per_month", capped, row.statute, row.sureness("ceiling"), inputs)
    return Option(
        rule=rule_id(row),
        percent=percent,
        per_month=capped,
        max_months=_months(facts, row),
        ceiling=ceiling,
        time_limit=row.number("time_limit") if "time_limit" in row.values else None,
        steps=(*steps, paid),
        warnings=_warnings(facts, row, ceiling),
    )


def _months(facts: SubsidyFacts, row: Row) -> int:
    longer = "long_months" in row.values and facts.months_in_14 >= row.whole("long_in_14")
    return row.whole("long_months") if longer else row.whole("max_months")


def _costs(rules: Rules, facts: SubsidyFacts, row: Row) -> tuple[Decimal, tuple[Step, ...]]:
    """Unrounded euros a month of which the class pays its percentage."""
    if rules.get("wage_subsidy.act").text("regime") == "side_costs":
        return _costs_2015(rules, facts, row)
    return _costs_2023(facts, row)


def _costs_2015(rules: Rules, facts: SubsidyFacts, row: Row) -> tuple[Decimal, tuple[Step, ...]]:
    """Wage and the employer's side costs at the averages of the day."""
    percent, rates = average_percent(rules)
    kept, whole = _time(facts, row)
    costs = facts.monthly_wage * (FULL + percent) * kept / (FULL * whole)
    inputs = (
        ("monthly_wage", facts.monthly_wage),
        ("side_cost_percent", percent),
        ("time_share", facts.time_share),
    )
    step = Step("wage_costs", costs, row.statute, row.confidence, inputs, "average_side_costs")
    return costs, (*rates, step)


def _costs_2023(facts: SubsidyFacts, row: Row) -> tuple[Decimal, tuple[Step, ...]]:
    """Paid wage alone; in the 100 % class within the working-time limit, times the factor."""
    factor = row.number("wage_factor") if "wage_factor" in row.values else Decimal(1)
    kept, whole = _time(facts, row)
    costs = facts.monthly_wage * kept * factor / whole
    inputs = (("monthly_wage", facts.monthly_wage), ("factor", factor), ("time_share", facts.time_share))
    return costs, (Step("wage_costs", costs, row.statute, row.confidence, inputs),)


def _time(facts: SubsidyFacts, row: Row) -> tuple[Decimal, Decimal]:
    """Share of full time that counts, over the share worked; one over one where the class has no limit."""
    if "time_limit" not in row.values:
        return Decimal(1), Decimal(1)
    return min(facts.time_share, row.number("time_limit")), facts.time_share


def _warnings(facts: SubsidyFacts, row: Row, ceiling: Decimal | None) -> tuple[Problem, ...]:
    """What the employer has to know beside an open class."""
    found: list[tuple[Code, str, Given, str]] = []
    if ceiling is None:
        found.append((Code.CEILING_UNKNOWN, "decided_on", facts.decided_on, "2016-01-01 or later"))
    if facts.business_activity or facts.employer == "business":
        code = Code.DE_MINIMIS if row.flag("de_minimis") else Code.STATE_AID
        found.append((code, "business_activity", facts.business_activity, "within the limits of state aid"))
    if "hours_from" in row.values:
        hours = f"{row.number('hours_from')} hours a week or more"
        found.append((Code.HOURS_25, "time_share", facts.time_share, hours))
    if row.flag("alone"):
        found.append((Code.NO_OTHER_AID, "employer", facts.employer, "without other aid to the wage"))
    return tuple(Problem(*warning, row.statute, Severity.WARNING) for warning in found)
