"""Days of work taken apart: plain hours, extra work, overtime, supplements, absences, each with its price.

Weeks are always looked at whole, from Monday on and in the order of the days, so that the hours of a day
are the same parts in whichever pay period they are paid.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from laavu.law.period import Period
from laavu.law.rounding import round_to
from placements.agreed import agreed_in, terms_on
from placements.choices import HourKind, PayKind
from placements.models import Terms
from placements.pay import kinds
from placements.pay.absences import absence_parts, spell_starts
from placements.pay.calendar import is_sunday_work, week_of
from placements.pay.facts import HUNDRED, ZERO, Part, PayFacts, RulesFrom, Trouble, Worked

LEGAL_DAY = Decimal(8)
LEGAL_WEEK = Decimal(40)
FIRST_OVERTIME = Decimal(2)
WEEKS_A_MONTH = Decimal(52) / 12
PRICE_PLACES = 4


@dataclass(slots=True)
class Week:
    """Hours of the running week so far: done within the law's time, and used of the agreed ones."""

    agreed: Decimal
    done: Decimal = ZERO
    used: Decimal = ZERO


@dataclass(slots=True)
class Parts:
    """All parts of the asked days, and what could not be told."""

    parts: list[Part] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    without_consent: Decimal = ZERO


def rules_on(rules: Sequence[RulesFrom], day: date) -> RulesFrom | None:
    """The newest rules that began on or before the day; None before the first ones."""
    begun = [one for one in rules if one.rules.from_on <= day]
    return max(begun, key=lambda one: one.rules.from_on, default=None)


def hour_price(terms: Terms) -> Decimal | None:
    """What an hour costs: the hourly wage, or a month's wage over its 52/12 weeks of agreed hours."""
    if terms.hourly_wage is not None:
        return Decimal(terms.hourly_wage)
    if terms.monthly_wage is None:
        return None
    return round_to(terms.monthly_wage / (terms.weekly_hours * WEEKS_A_MONTH), PRICE_PLACES)


def parts_of(facts: PayFacts) -> Parts:
    """The parts of the pay period's days."""
    by_day: dict[date, list[Worked]] = defaultdict(list)
    for entry in facts.worked:
        by_day[entry.day].append(entry)
    starts = spell_starts(by_day)
    found = Parts()
    week: Week | None = None
    monday = date.min
    for day in sorted(by_day):
        whole = week_of(day)
        if week is None or whole.first != monday:
            week, monday = Week(_agreed(facts.terms, whole)), whole.first
        worked = _work_of(by_day[day], week)
        if day in facts.period:
            _add_day(found, facts, day, by_day[day], worked, starts)
    return found


def _agreed(terms: Sequence[Terms], week: Period) -> Decimal:
    """Agreed hours of the week. One in which the work begins or ends counts whole: its days are not told."""
    return agreed_in(terms, week, week)


@dataclass(frozen=True, slots=True)
class WorkOfDay:
    """Hours of work of a day by how they are paid."""

    plain: Decimal
    extra: Decimal
    weekly_overtime: Decimal
    first_overtime: Decimal
    later_overtime: Decimal


def _work_of(entries: Sequence[Worked], week: Week) -> WorkOfDay:
    """The day's work against the law's eight and forty hours and the agreed week; the week goes on."""
    work = sum((one.hours for one in entries if one.kind == HourKind.WORK), ZERO)
    absent = sum((one.hours for one in entries if one.kind != HourKind.WORK), ZERO)
    over_day = max(ZERO, work - LEGAL_DAY)
    within_day = work - over_day
    weekly = min(within_day, max(ZERO, week.done + within_day - LEGAL_WEEK))
    within = within_day - weekly
    week.done += within
    week.used += absent
    extra = min(within, max(ZERO, week.used + within - week.agreed))
    week.used += within
    first = min(over_day, FIRST_OVERTIME)
    return WorkOfDay(within - extra, extra, weekly, first, over_day - first)


def _add_day(
    found: Parts,
    facts: PayFacts,
    day: date,
    entries: Sequence[Worked],
    work: WorkOfDay,
    starts: Mapping[tuple[date, str], date],
) -> None:
    if not any(one.hours for one in entries):
        return
    terms, rules = terms_on(facts.terms, day), rules_on(facts.rules, day)
    price = hour_price(terms) if terms else None
    told = (("day", day.isoformat()),)
    if terms is None or price is None:
        found.troubles.append(Trouble("no_wage" if terms else "no_terms", told))
        return
    if rules is None:
        found.troubles.append(Trouble("no_rules", told))
        return
    paid_by_month = terms.hourly_wage is None
    found.parts += _work_parts(day, work, rules, price, terms, paid_by_month=paid_by_month)
    found.parts += _supplements(day, entries, rules, price, terms)
    for part in absence_parts(entries, rules, dict(starts), facts.placed.first, price, terms.from_on):
        (found.parts if isinstance(part, Part) else found.troubles).append(part)  # type: ignore[arg-type]
    found.without_consent += _without_consent(entries, work, rules)


def _work_parts(
    day: date, work: WorkOfDay, rules: RulesFrom, price: Decimal, terms: Terms, *, paid_by_month: bool
) -> Iterator[Part]:
    """Hours of work; a monthly wage has the plain ones in it already."""
    raises = rules.rules
    statute = kinds.extra_statute(day)
    if work.plain and not paid_by_month:
        yield Part(day, PayKind.HOURLY, work.plain, price, HUNDRED, terms.from_on, kinds.EMPLOYMENT)
    for kind, hours, raised in (
        (PayKind.ADDITIONAL, work.extra, raises.extra_percent),
        (PayKind.OVERTIME, work.weekly_overtime + work.first_overtime, raises.overtime_percent),
        (PayKind.OVERTIME, work.later_overtime, raises.overtime_later_percent),
    ):
        if hours:
            yield Part(day, kind, hours, price, HUNDRED + raised, terms.from_on, statute)


def _supplements(
    day: date, entries: Sequence[Worked], rules: RulesFrom, price: Decimal, terms: Terms
) -> Iterator[Part]:
    work = [one for one in entries if one.kind == HourKind.WORK]
    hours = sum((one.hours for one in work), ZERO)
    evening = sum((one.evening for one in work), ZERO)
    raises = rules.rules
    if hours and raises.sunday_percent and is_sunday_work(day):
        statute = kinds.sunday_statute(day)
        yield Part(day, PayKind.SUNDAY, hours, price, raises.sunday_percent, terms.from_on, statute)
    if evening and raises.evening_percent:
        yield Part(day, PayKind.EVENING, evening, price, raises.evening_percent, terms.from_on)
    if evening and raises.evening_euros:
        yield Part(day, PayKind.EVENING, evening, raises.evening_euros, HUNDRED, terms.from_on)


def _without_consent(entries: Sequence[Worked], work: WorkOfDay, rules: RulesFrom) -> Decimal:
    """Hours over the agreed ones to which the worker's consent is not written down."""
    overtime = work.weekly_overtime + work.first_overtime + work.later_overtime
    needing = overtime + (work.extra if rules.rules.consent_needed else ZERO)
    agreed = sum((one.hours for one in entries if one.is_agreed_extra), ZERO)
    return max(ZERO, needing - agreed)
