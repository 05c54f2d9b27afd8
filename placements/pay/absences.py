"""Absences by the association's own table: which line of the rules holds on a day, and what it pays."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from laavu.law.period import Period
from placements.choices import HolidayWay, HourKind, PayKind
from placements.models import PaidAbsence
from placements.pay import kinds
from placements.pay.calendar import is_weekday
from placements.pay.facts import HUNDRED, ZERO, Part, RulesFrom, Trouble, Worked

LINES = {
    HourKind.PUBLIC_HOLIDAY: PayKind.PUBLIC_HOLIDAY,
    HourKind.SICK: PayKind.SICK_OWN,
    HourKind.HOLIDAY: PayKind.HOLIDAY_PAY,
}


def spell_starts(by_day: Mapping[date, Sequence[Worked]]) -> dict[tuple[date, str], date]:
    """For each day of an absence the first day of its spell.

    A day of work alone ends a spell; a day without hours does not, nor one that is part work, part absence.
    """
    starts: dict[tuple[date, str], date] = {}
    running: dict[str, date] = {}
    for day in sorted(by_day):
        kinds_of_day = {one.kind for one in by_day[day] if one.hours}
        if HourKind.WORK in kinds_of_day:
            running = {kind: first for kind, first in running.items() if kind in kinds_of_day}
        for kind in kinds_of_day - {HourKind.WORK}:
            starts[day, kind] = running.setdefault(kind, day)
    return starts


def weekday_number(first: date, day: date) -> int:
    """Which weekday (Monday–Saturday, no public holiday) of the absence the day is, from 1."""
    return max(1, sum(is_weekday(one) for one in Period(first, day).days()))


def rule_for(rules: RulesFrom, kind: str, employed: int) -> PaidAbsence | None:
    """The line for the length of employment, None where the table says nothing of the absence."""
    fitting = [line for line in rules.absences if line.kind == kind and line.employed_days <= employed]
    return max(fitting, key=lambda line: line.employed_days, default=None)


def paid_percent(
    entry: Worked, rules: RulesFrom, first: date, employed_since: date
) -> tuple[str, Decimal] | Trouble:
    """What line of pay the absence gives, and by which percentage; 0 where it is not paid."""
    if entry.kind == HourKind.UNPAID:
        return PayKind.ABSENCE, ZERO
    rule = rule_for(rules, entry.kind, (first - employed_since).days)
    if rule is None and entry.kind == HourKind.HOLIDAY:
        with_wage = rules.rules.holiday_way == HolidayWay.COMPENSATION
        return PayKind.HOLIDAY_PAY, ZERO if with_wage else HUNDRED
    if rule is None:
        return Trouble("no_absence_rule", (("absence", entry.kind), ("day", entry.day.isoformat())))
    number = weekday_number(first, entry.day)
    if number <= rule.waiting_days or (rule.paid_days is not None and number > rule.paid_days):
        return LINES.get(HourKind(entry.kind), PayKind.ABSENCE), ZERO
    if entry.kind == HourKind.SICK and rule.benefit_days is not None and number > rule.benefit_days:
        return PayKind.SICK_BENEFIT, rule.percent
    return LINES.get(HourKind(entry.kind), PayKind.ABSENCE), rule.percent


def statute_of(kind: str) -> str:
    if kind in {PayKind.SICK_OWN, PayKind.SICK_BENEFIT}:
        return kinds.SICK
    return kinds.HOLIDAY if kind == PayKind.HOLIDAY_PAY else ""


def absence_parts(
    entries: Sequence[Worked],
    rules: RulesFrom,
    starts: dict[tuple[date, str], date],
    employed_since: date,
    price: Decimal,
    terms_on: date,
) -> Iterator[Part | Trouble]:
    """Parts of one day's absences, those that are not paid at all with 0 %."""
    for entry in entries:
        if entry.kind == HourKind.WORK or not entry.hours:
            continue
        found = paid_percent(entry, rules, starts[entry.day, entry.kind], employed_since)
        if isinstance(found, Trouble):
            yield found
            continue
        kind, percent = found
        yield Part(entry.day, kind, entry.hours, price, percent, terms_on, statute_of(kind))
