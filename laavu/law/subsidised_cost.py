"""What of a pay period's rows is a subsidised wage cost, and what the subsidy pays for the period."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Blocked, Code, Problem, Severity, Step, answering, require
from laavu.law.facts import MOST, between, in_reach, not_before, one_of, share
from laavu.law.parameters import Rules
from laavu.law.parameters.schema import Row
from laavu.law.period import Period, month_of
from laavu.law.rounding import round_money
from laavu.law.subsidy_classes import class_row

STATUTE = "916/2012 ch. 7; 380/2023 §§85, 94"
ITEM, INCOME_CODE = "cost_item.", "income_code."
UNSURE = "C"
FULL = 100


@dataclass(frozen=True, slots=True)
class PayRow:
    """One row of pay: its kind (such as `holiday_bonus`) or its Income Register code (such as 213), euros."""

    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CostFacts:
    """The rows of a pay period, under the rules of the day of the decision."""

    decided_on: date
    rows: tuple[PayRow, ...]


@dataclass(frozen=True, slots=True)
class CostLine:
    """One row and whether it counts. `above_ceiling`: paid at the decision's percentage over the ceiling."""

    kind: str
    amount: Decimal
    counts: bool
    above_ceiling: bool
    statute: str


@dataclass(frozen=True, slots=True)
class SubsidisedCost:
    """Euros that count, those paid above the ceiling, those that do not count, and the lines."""

    counted: Decimal
    above_ceiling: Decimal
    left_out: Decimal
    lines: tuple[CostLine, ...]


@dataclass(frozen=True, slots=True)
class PayPeriodFacts:
    """A pay period, its rows, the class decided and the agreed share of the sector's full time."""

    decided_on: date
    rule: str
    first_day: date
    last_day: date
    rows: tuple[PayRow, ...]
    time_share: Decimal = Decimal("0.65")


@dataclass(frozen=True, slots=True)
class PayPeriodSubsidy:
    """Euros of subsidy for the period, its ceiling, and the cost that it was computed from."""

    subsidy: Decimal
    ceiling: Decimal
    counted: Decimal


@answering
def subsidised_cost(facts: CostFacts) -> Answer[SubsidisedCost]:
    """Sort the rows into what counts and what does not."""
    rules = parameters.at(facts.decided_on, "decided_on")
    rules.get("wage_subsidy.act")
    cost, steps, problems = sorted_cost(rules, facts.rows)
    return Answer(cost, steps, problems)


@answering
def pay_period_subsidy(facts: PayPeriodFacts) -> Answer[PayPeriodSubsidy]:
    """The class's percentage of what counts, within the ceiling of the period's days."""
    require(
        in_reach("last_day", facts.last_day, STATUTE),
        not_before("last_day", facts.last_day, facts.first_day, STATUTE),
        share("time_share", facts.time_share, STATUTE),
    )
    rules = parameters.at(facts.decided_on, "decided_on")
    rules.get("wage_subsidy.act")
    row = class_row(rules, facts.rule)
    ceiling, ceiling_step = _ceiling(rules, facts, row)
    cost, steps, problems = sorted_cost(rules, facts.rows)
    percent = row.whole("percent")
    amount = _limited(facts, row, cost.counted) * percent / FULL
    paid = max(Decimal(0), min(ceiling, amount)) + cost.above_ceiling * percent / FULL
    inputs = (("counted", cost.counted), ("percent", percent), ("ceiling", ceiling))
    step = Step("period_subsidy", paid, row.statute, row.confidence, inputs)
    value = PayPeriodSubsidy(round_money(paid), round_money(ceiling), round_money(cost.counted))
    return Answer(value, (*steps, ceiling_step, step), problems)


def sorted_cost(
    rules: Rules, rows: tuple[PayRow, ...]
) -> tuple[SubsidisedCost, tuple[Step, ...], tuple[Problem, ...]]:
    require(*_row_problems(rules, rows))
    items = [(row, rules.get(ITEM + _kind(rules, row))) for row in rows]
    lines = tuple(
        CostLine(row.kind, row.amount, item.flag("counts"), item.flag("above_ceiling"), item.statute)
        for row, item in items
    )
    steps = tuple(
        Step(
            "counts" if item.flag("counts") else "left_out",
            row.amount,
            item.statute,
            item.confidence,
            (("kind", row.kind),),
        )
        for row, item in items
    )
    total = Step("counted", _sum(lines, counts=True, above=False), STATUTE, "D", (("rows", len(rows)),))
    unsure = tuple(
        Problem(Code.UNSETTLED, "rows", row.kind, "read by a human first", item.statute, Severity.WARNING)
        for row, item in items
        if item.confidence == UNSURE
    )
    cost = SubsidisedCost(
        counted=_sum(lines, counts=True, above=False),
        above_ceiling=_sum(lines, counts=True, above=True),
        left_out=sum((line.amount for line in lines if not line.counts), Decimal(0)),
        lines=lines,
    )
    return cost, (*steps, total), unsure


def _sum(lines: tuple[CostLine, ...], *, counts: bool, above: bool) -> Decimal:
    kept = (line.amount for line in lines if line.counts is counts and line.above_ceiling is above)
    return sum(kept, Decimal(0))


def _kind(rules: Rules, row: PayRow) -> str:
    """The kind of cost; of an Income Register code, the kind that it stands for."""
    codes = rules.book.rows.get(INCOME_CODE + row.kind)
    return codes[-1].text("cost_item") if codes else row.kind


def _row_problems(rules: Rules, rows: tuple[PayRow, ...]) -> list[Problem | None]:
    known = {key.removeprefix(ITEM) for key in rules.book.keys if key.startswith(ITEM)}
    problems: list[Problem | None] = []
    for row in rows:
        problems.append(one_of("rows", _kind(rules, row), known, STATUTE))
        problems.append(between("rows", row.amount, -MOST, MOST, STATUTE))
    return problems


def _ceiling(rules: Rules, facts: PayPeriodFacts, row: Row) -> tuple[Decimal, Step]:
    """The month's ceiling for a calendar month; by thirtieths and calendar days for any other period."""
    if "ceiling" not in row.values:
        raise Blocked(
            Problem(Code.CEILING_UNKNOWN, "decided_on", facts.decided_on, "2016-01-01 or later", row.statute)
        )
    monthly = row.number("ceiling")
    period = Period(facts.first_day, facts.last_day)
    days = rules.get("wage_subsidy.ceiling_days")
    inputs = (("monthly", monthly), ("days", period.day_count))
    if period == month_of(facts.first_day):
        return monthly, Step("ceiling", monthly, row.statute, row.sureness("ceiling"), inputs)
    ceiling = monthly * period.day_count / days.whole("days")
    return ceiling, Step("ceiling", ceiling, days.statute, days.confidence, inputs)


def _limited(facts: PayPeriodFacts, row: Row, cost: Decimal) -> Decimal:
    """What counts of the cost within the class's working-time limit, times its factor for side costs."""
    factor = row.number("wage_factor") if "wage_factor" in row.values else Decimal(1)
    if "time_limit" not in row.values:
        return cost * factor
    return cost * factor * min(facts.time_share, row.number("time_limit")) / facts.time_share
