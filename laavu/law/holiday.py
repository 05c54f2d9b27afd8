"""Annual holiday: full months of a credit year, days earned, percentage pay of short working times."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Code, Problem, Step, answering, require
from laavu.law.facts import at_least, between, not_before
from laavu.law.parameters.schema import Row
from laavu.law.period import ONE_DAY, years_before
from laavu.law.rounding import round_money

STATUTE = "162/2005 §§4-8, 12, 16"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class HolidayFacts:
    """Work in the credit year that ends on 31 March of `credit_year`, month by month in order.

    `monthly_days`: days at work or equal to it, for contracts of at least 14 days a month; else
    `monthly_hours`. Exactly one of the two is given. `ended_on`: None where the work goes on.
    `wages`: euros of the credit year from which the percentage pay is counted.
    """

    began_on: date
    credit_year: int
    monthly_days: tuple[int, ...] = ()
    monthly_hours: tuple[Decimal, ...] = ()
    ended_on: date | None = None
    wages: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Holiday:
    """Full months, weekdays (Monday–Saturday) earned, leave where no rule is met, and percentage pay."""

    full_months: int
    days: int
    leave_days: int
    percent: Decimal
    percentage_pay: Decimal


@answering
def holiday_accrual(facts: HolidayFacts) -> Answer[Holiday]:
    """Two days a full month in the first year, two and a half later; part of a day gives a whole one."""
    require(between("credit_year", facts.credit_year, 1900, 2199, STATUTE))
    end = date(facts.credit_year, 3, 31)
    row = parameters.at(end, "credit_year").get("holiday")
    require(*_checks(facts, end))
    months = max(len(facts.monthly_days), len(facts.monthly_hours))
    full = sum(days >= row.whole("full_month_days") for days in facts.monthly_days)
    full += sum(hours >= row.number("full_month_hours") for hours in facts.monthly_hours)
    later = _employed_a_year(facts, end)
    per_month = row.number("days_later" if later else "days_first_year")
    percent = row.number("percent_later" if later else "percent_first_year")
    value = Holiday(
        full_months=full,
        days=int((full * per_month).to_integral_value(ROUND_CEILING)),
        leave_days=0 if full else months * row.whole("leave_days_without_rule"),
        percent=percent,
        percentage_pay=round_money(facts.wages * percent / 100),
    )
    return Answer(value, _steps(row, value, per_month))


def _checks(facts: HolidayFacts, end: date) -> tuple[Problem | None, ...]:
    both = bool(facts.monthly_days) == bool(facts.monthly_hours)
    one = Problem(Code.MISSING, "monthly_days", len(facts.monthly_days), "given, or monthly_hours", STATUTE)
    return (
        one if both else None,
        between("monthly_days", len(facts.monthly_days), 0, MONTHS, STATUTE),
        between("monthly_hours", len(facts.monthly_hours), 0, MONTHS, STATUTE),
        *(between("monthly_days", days, 0, 31, STATUTE) for days in facts.monthly_days),
        *(at_least("monthly_hours", hours, 0, STATUTE) for hours in facts.monthly_hours),
        at_least("wages", facts.wages, 0, STATUTE),
        not_before("credit_year", end, facts.began_on, STATUTE),
        not_before("ended_on", facts.ended_on or end, facts.began_on, STATUTE),
    )


def _employed_a_year(facts: HolidayFacts, end: date) -> bool:
    """Whether the work had lasted a year without a break by the end of the credit year, or by its own end."""
    last = min(facts.ended_on or end, end)
    return facts.began_on <= years_before(last + ONE_DAY, 1)


def _steps(row: Row, value: Holiday, per_month: Decimal) -> tuple[Step, ...]:
    days = (("full_months", value.full_months), ("days_a_month", per_month))
    pay = (("percent", value.percent),)
    return (
        Step("full_months", value.full_months, row.statute, row.confidence),
        Step("days", value.days, row.statute, row.confidence, days),
        Step("percentage_pay", value.percentage_pay, row.statute, row.confidence, pay),
    )
