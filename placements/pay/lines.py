"""Lines of pay from parts of days: one for each month, kind, price and percentage, rounded once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from laavu.law.rounding import round_money
from placements.agreed import terms_on
from placements.choices import PayKind, PayUnit
from placements.pay import kinds
from placements.pay.facts import HUNDRED, ZERO, Line, Part, PayFacts, Said, Trouble
from placements.pay.hours import rules_on

# Parts that are work and not absence.
WORK_KINDS = frozenset(
    {PayKind.HOURLY, PayKind.ADDITIONAL, PayKind.OVERTIME, PayKind.EVENING, PayKind.SUNDAY}
)
Key = tuple[date, str, Decimal, Decimal, date | None, str]


def hour_lines(facts: PayFacts, parts: Sequence[Part]) -> Iterator[Line]:
    """Lines of everything that is paid by the hour."""
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for part in parts:
        if part.percent and (part.kind in WORK_KINDS or _by_hour(facts, part.day)):
            month = part.day.replace(day=1)
            sums[month, part.kind, part.price, part.percent, part.terms_on, part.statute] += part.hours
    for (month, kind, price, percent, terms_from, statute), hours in sums.items():
        yield Line(
            kind=kind,
            month=month,
            amount=round_money(value_of(hours, price, percent)),
            quantity=hours,
            unit=PayUnit.HOUR,
            price=price,
            percent=None if percent == HUNDRED else percent,
            steps=_steps(hours, price, percent, terms_from),
            statute=statute,
        )


def value_of(hours: Decimal, price: Decimal, percent: Decimal = HUNDRED) -> Decimal:
    """Exact euros."""
    return hours * price * percent / HUNDRED


def _by_hour(facts: PayFacts, day: date) -> bool:
    terms = terms_on(facts.terms, day)
    return terms is not None and terms.hourly_wage is not None


def _steps(hours: Decimal, price: Decimal, percent: Decimal, terms_from: date | None) -> tuple[Said, ...]:
    steps = [Said("hours", (("hours", str(hours)),))]
    if terms_from is not None:
        steps.append(Said("price", (("day", terms_from.isoformat()), ("price", str(price)))))
    if percent != HUNDRED:
        steps.append(Said("percent", (("percent", str(percent)),)))
    exact = value_of(hours, price, percent)
    steps.append(Said("rounded", (("exact", f"{exact.normalize():f}"), ("euros", str(round_money(exact))))))
    return tuple(steps)


def bonus_lines(facts: PayFacts, lines: Sequence[Line]) -> Iterator[Line]:
    """Holiday bonus on holiday pay, where the agreement knows one."""
    for month in sorted({line.month for line in lines if line.kind == PayKind.HOLIDAY_PAY}):
        rules = rules_on(facts.rules, max(month, facts.period.first))
        percent = rules.rules.holiday_bonus_percent if rules else None
        if percent:
            base = sum(
                (one.amount for one in lines if one.kind == PayKind.HOLIDAY_PAY and one.month == month), ZERO
            )
            amount = round_money(base * percent / HUNDRED)
            step = Said("bonus", (("euros", str(base)), ("percent", str(percent))))
            yield Line(PayKind.HOLIDAY_BONUS, month, amount, None, "", base, percent, (step,))


def mileage_lines(facts: PayFacts) -> Iterator[Line | Trouble]:
    """Kilometres with one's own car, by month and price."""
    sums: dict[tuple[date, Decimal], Decimal] = defaultdict(Decimal)
    for entry in facts.worked:
        if not entry.kilometres or entry.day not in facts.period:
            continue
        rules = rules_on(facts.rules, entry.day)
        price = rules.rules.kilometre_euros if rules else None
        if price is None:
            yield Trouble("no_kilometre_price", (("day", entry.day.isoformat()),))
            continue
        sums[entry.day.replace(day=1), price] += entry.kilometres
    for (month, price), kilometres in sorted(sums.items()):
        amount = round_money(kilometres * price)
        step = Said("kilometres", (("number", str(kilometres)), ("euros", str(price))))
        yield Line(
            PayKind.MILEAGE, month, amount, kilometres, PayUnit.KILOMETRE, price, None, (step,), kinds.MILEAGE
        )
