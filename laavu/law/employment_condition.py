"""What work accrues of the employment condition, whose meeting starts unemployment security anew."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Problem, Step, answering, require
from laavu.law.facts import at_least, not_before
from laavu.law.parameters.schema import Row
from laavu.law.period import ONE_DAY

STATUTE = "1290/2002 5:3-4 a"
HALF = Decimal("0.5")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """Work that began one day and is judged on another. `weeks`: weeks of at least 18 hours (rules to
    2024-09-01). `monthly_pays`: insured pay of each month, in order (rules from 2024-09-02). `exception`:
    aged 60+ or placed by the duty to employ; later reduced work ability or aged 60+ and long unemployed.
    """

    began_on: date
    on: date
    subsidised: bool = False
    exception: bool = False
    weeks: int = 0
    monthly_pays: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What has accrued, in weeks or months, how much is needed, and whether that is reached."""

    accrued: Decimal
    unit: str
    needed: int
    met: bool


@answering
def employment_condition(facts: ConditionFacts) -> Answer[Condition]:
    """Subsidised work begun before a change of the rules goes on by the rules of its beginning."""
    require(*_checks(facts))
    row = _row(facts)
    if row.text("unit") == "weeks":
        accrued, inputs = _weeks_2014(facts, row)
    else:
        accrued, inputs = _months_2024(facts, row)
    step = Step("accrued", accrued, row.statute, row.confidence, inputs)
    needed = row.whole("needed")
    return Answer(Condition(accrued, row.text("unit"), needed, met=accrued >= needed), (step,))


Inputs = tuple[tuple[str, Decimal | int], ...]


def _checks(facts: ConditionFacts) -> tuple[Problem | None, ...]:
    return (
        not_before("on", facts.on, facts.began_on, STATUTE),
        at_least("weeks", facts.weeks, 0, STATUTE),
        *(at_least("monthly_pays", pay, 0, STATUTE) for pay in facts.monthly_pays),
    )


def _row(facts: ConditionFacts) -> Row:
    row = parameters.at(facts.on).get("employment_condition")
    older = facts.subsidised and row.flag("begun_before_goes_on") and facts.began_on < row.first_day
    return parameters.at(row.first_day - ONE_DAY).get("employment_condition") if older else row


def _percent(facts: ConditionFacts, row: Row) -> Decimal:
    if not facts.subsidised:
        return HUNDRED
    return row.number("exception_percent" if facts.exception else "subsidised_percent")


def _weeks_2014(facts: ConditionFacts, row: Row) -> tuple[Decimal, Inputs]:
    """Weeks of enough hours; of subsidised ones a part."""
    percent = _percent(facts, row)
    return facts.weeks * percent / HUNDRED, (("weeks", facts.weeks), ("percent", percent))


def _months_2024(facts: ConditionFacts, row: Row) -> tuple[Decimal, Inputs]:
    """Months by their pay, whole and half; of subsidised ones none, in the exceptions a part of the later."""
    percent = _percent(facts, row)
    skipped = row.whole("exception_after_months") if facts.subsidised else 0
    months = sum((_month(pay, row) for pay in facts.monthly_pays[skipped:]), Decimal(0))
    halves = (months * percent / HUNDRED / HALF).to_integral_value(ROUND_FLOOR)
    return halves * HALF, (("months", months), ("percent", percent), ("months_skipped", skipped))


def _month(pay: Decimal, row: Row) -> Decimal:
    if pay >= row.number("full_month_pay"):
        return Decimal(1)
    return HALF if pay >= row.number("half_month_pay") else Decimal(0)
