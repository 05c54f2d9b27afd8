"""Holiday compensation with each wage, and holiday that has accrued, by the Annual Holidays Act."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law.answers import Blocked
from laavu.law.holiday import HolidayFacts, holiday_accrual
from laavu.law.period import Period
from laavu.law.rounding import round_money
from placements.choices import HolidayWay, HourKind, PayKind
from placements.pay import kinds
from placements.pay.facts import HUNDRED, ZERO, Line, PayFacts, Said, Trouble
from placements.pay.hours import rules_on

MARCH = 3
NOT_COUNTED = frozenset(
    {
        PayKind.HOLIDAY_PAY,
        PayKind.HOLIDAY_COMPENSATION,
        PayKind.HOLIDAY_BONUS,
        PayKind.MILEAGE,
        PayKind.EXPENSES,
    }
)


@dataclass(frozen=True, slots=True)
class Accrued:
    """Holiday of the credit year up to the end of the pay period; `taken`: days of holiday in it."""

    credit_year: int
    full_months: int
    days: int
    taken: int


def credit_year_of(day: date) -> int:
    """The year in whose March the day's credit year ends."""
    return day.year if day.month <= MARCH else day.year + 1


def compensation_lines(facts: PayFacts, lines: Sequence[Line]) -> Iterator[Line | Trouble]:
    """A line for each month whose rules pay holiday with the wage."""
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.kind not in NOT_COUNTED:
            sums[line.month] += _without_raise(line)
    for month, base in sorted(sums.items()):
        rules = rules_on(facts.rules, max(month, facts.period.first))
        if rules is None or rules.rules.holiday_way != HolidayWay.COMPENSATION:
            continue
        percent = rules.rules.compensation_percent
        if percent is None:
            percent = _law_percent(facts, month)
        if percent is None:
            yield Trouble("no_holiday_percent", (("month", month.isoformat()),))
            continue
        whole = round_money(base)
        step = Said("compensation", (("euros", str(whole)), ("percent", str(percent))), kinds.COMPENSATION)
        yield Line(
            PayKind.HOLIDAY_COMPENSATION, month, round_money(base * percent / HUNDRED), None, "", whole,
            percent, (step,), kinds.COMPENSATION,
        )  # fmt: skip


def _without_raise(line: Line) -> Decimal:
    """Overtime counts by its plain wage alone (162/2005 § 12)."""
    if line.kind == PayKind.OVERTIME and line.percent:
        return line.amount * HUNDRED / line.percent
    return line.amount


def _law_percent(facts: PayFacts, month: date) -> Decimal | None:
    """9 or 11.5 by the length of employment at the credit year's end; None outside the law's table."""
    asked = HolidayFacts(
        began_on=facts.placed.first,
        credit_year=credit_year_of(month),
        monthly_hours=(ZERO,),
        ended_on=facts.placed.last,
    )
    try:
        return holiday_accrual(asked).get().percent
    except Blocked:
        return None


def accrued(facts: PayFacts) -> Accrued | None:
    """Days that the credit year has earned so far, by days of work and days equal to it; None if unknown.

    A contract of at least 14 days of work a month is taken as the rule (162/2005 § 6): the weekly hours do
    not tell. Paid absences are equal to work (§ 7).
    """
    last = min(facts.period.last or date.max, facts.placed.last or date.max)
    year = credit_year_of(last)
    first = max(facts.placed.first, date(year - 1, MARCH + 1, 1))
    if last < first:
        return None
    months: dict[date, set[date]] = {
        part.first.replace(day=1): set() for part in Period(first, last).months()
    }
    taken: set[date] = set()
    for entry in facts.worked:
        if not entry.hours or (of_month := months.get(entry.day.replace(day=1))) is None:
            continue
        if entry.kind != HourKind.UNPAID:
            of_month.add(entry.day)
        if entry.kind == HourKind.HOLIDAY:
            taken.add(entry.day)
    asked = HolidayFacts(
        began_on=facts.placed.first,
        credit_year=year,
        monthly_days=tuple(len(days) for days in months.values()),
        ended_on=facts.placed.last,
    )
    try:
        found = holiday_accrual(asked).get()
    except Blocked:
        return None
    return Accrued(year, found.full_months, found.days, len(taken))
