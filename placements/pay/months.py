"""Monthly wages: the share of each calendar month that the pay period and the placement have."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from laavu.law.period import SATURDAY, month_of
from laavu.law.rounding import round_money, round_to
from placements.agreed import agreed_on, terms_on
from placements.choices import PayKind, PayUnit
from placements.models import Terms
from placements.pay import kinds
from placements.pay.facts import HUNDRED, Line, Part, PayFacts, Said
from placements.pay.lines import WORK_KINDS

ONE = Fraction(1)


@dataclass(slots=True)
class Share:
    """Weekdays of one month under one monthly wage, and the absences that fall on them."""

    terms: Terms
    month: date
    days: int = 0
    absent: dict[tuple[str, Decimal], Fraction] = field(default_factory=lambda: defaultdict(Fraction))


def monthly_lines(facts: PayFacts, parts: Sequence[Part]) -> Iterator[Line]:
    """A line for the month's wage, and one for each kind of absence that is taken out of it."""
    for share in _shares(facts, parts):
        yield from _lines_of(share)


def _shares(facts: PayFacts, parts: Sequence[Part]) -> list[Share]:
    inside = facts.placed.overlap(facts.period)
    if inside is None:
        return []
    absent: dict[date, list[Part]] = defaultdict(list)
    for part in parts:
        if part.kind not in WORK_KINDS:
            absent[part.day].append(part)
    shares: dict[tuple[date, date], Share] = {}
    for day in inside.days():
        terms = terms_on(facts.terms, day)
        if terms is None or terms.monthly_wage is None or day.weekday() >= SATURDAY:
            continue
        month = day.replace(day=1)
        share = shares.setdefault((month, terms.from_on), Share(terms, month))
        share.days += 1
        _take_absences(share, absent[day], agreed_on(facts.terms, facts.placed, day))
    return list(shares.values())


def _take_absences(share: Share, parts: Sequence[Part], agreed: Decimal) -> None:
    """The parts of the day that were absence: never more than the whole day."""
    left = ONE
    for part in parts:
        taken = min(left, Fraction(part.hours) / Fraction(agreed)) if agreed else Fraction(0)
        left -= taken
        share.absent[part.kind, part.percent] += taken


def _lines_of(share: Share) -> Iterator[Line]:
    wage = share.terms.monthly_wage
    if wage is None:
        return
    weekdays = month_of(share.month).weekday_count
    whole = _euros(Fraction(wage) * share.days / weekdays)
    price = round_to(wage / weekdays, 4)
    rest = whole
    for (kind, percent), days in sorted(share.absent.items()):
        taken = _euros(Fraction(wage) * days / weekdays)
        rest -= taken
        if percent:
            amount = round_money(taken * percent / HUNDRED)
            quantity = round_to(_decimal(days), 2)
            step = Said(
                "month_absence", (("days", str(quantity)), ("euros", str(taken)), ("percent", str(percent)))
            )
            yield Line(kind, share.month, amount, quantity, PayUnit.DAY, price, percent, (step,),
                       kinds.HOLIDAY if kind == PayKind.HOLIDAY_PAY else kinds.SICK
                       if kind in {PayKind.SICK_OWN, PayKind.SICK_BENEFIT} else "")  # fmt: skip
    if rest:
        yield _base(share, wage, weekdays, price, rest)


def _base(share: Share, wage: Decimal, weekdays: int, price: Decimal, rest: Decimal) -> Line:
    absent = sum(share.absent.values(), Fraction(0))
    steps = (
        Said("month_wage", (("day", share.terms.from_on.isoformat()), ("euros", str(wage)))),
        Said("month_share", (("number", str(share.days)), ("weekdays", str(weekdays)))),
    )
    if share.days == weekdays and not absent:
        return Line(
            PayKind.MONTHLY, share.month, rest, Decimal(1), PayUnit.MONTH, wage, None, steps, kinds.EMPLOYMENT
        )
    days = round_to(_decimal(share.days - absent), 2)
    return Line(PayKind.MONTHLY, share.month, rest, days, PayUnit.DAY, price, None, steps, kinds.EMPLOYMENT)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _euros(value: Fraction) -> Decimal:
    return round_money(_decimal(value))
