"""A pay computed: its lines in the order of months and kinds, gross wage, side costs, and what is wrong."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from placements.choices import HolidayWay, PayKind
from placements.models.pay import NOT_WAGE
from placements.pay.facts import ZERO, Computed, Line, PayFacts, Trouble
from placements.pay.holiday import accrued, compensation_lines
from placements.pay.hours import parts_of, rules_on
from placements.pay.lines import bonus_lines, hour_lines, mileage_lines
from placements.pay.months import monthly_lines
from placements.pay.side import side_costs_of

ORDER = {kind: number for number, kind in enumerate(PayKind.values)}
Found = TypeVar("Found")


def compute(facts: PayFacts) -> Computed:
    """Never a 0 for what cannot be computed: then gross is None and a trouble says why."""
    days = parts_of(facts)
    troubles = [*facts.troubles, *days.troubles]
    lines = [*hour_lines(facts, days.parts), *monthly_lines(facts, days.parts)]
    lines += bonus_lines(facts, lines)
    lines += _sorted_out(compensation_lines(facts, lines), troubles)
    lines += _sorted_out(mileage_lines(facts), troubles)
    if days.without_consent:
        told = (("hours", str(days.without_consent)),)
        troubles.append(Trouble("no_consent", told, blocks=False, stops=False))
    troubles += _holiday_left(facts)
    by_hand = sum((amount for _month, amount in facts.by_hand), ZERO)
    wages = sum((line.amount for line in lines if line.kind not in NOT_WAGE), ZERO) + by_hand
    gross = None if any(trouble.stops for trouble in troubles) else wages
    side = side_costs_of(facts, gross)
    return Computed(
        lines=tuple(sorted(lines, key=lambda line: (line.month, ORDER[line.kind], line.price or ZERO))),
        gross=gross,
        reimbursed=_sum(line.amount for line in lines if line.kind in NOT_WAGE),
        side=side,
        troubles=(*_once(troubles), *side.troubles),
    )


def _holiday_left(facts: PayFacts) -> list[Trouble]:
    """Of work that ends in the pay period: days of holiday that were earned and not taken."""
    last = facts.placed.last
    if last is None or last not in facts.period:
        return []
    rules = rules_on(facts.rules, last)
    found = accrued(facts) if rules and rules.rules.holiday_way == HolidayWay.ACCRUAL else None
    if found is None or found.days <= found.taken:
        return []
    told = (("accrued", str(found.days)), ("taken", str(found.taken)))
    return [Trouble("holiday_left", told, blocks=False, stops=False)]


def _sorted_out(found: Iterable[Line | Trouble], troubles: list[Trouble]) -> list[Line]:
    lines = []
    for one in found:
        if isinstance(one, Trouble):
            troubles.append(one)
        else:
            lines.append(one)
    return lines


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _once(troubles: list[Trouble]) -> list[Trouble]:
    """Of each kind of trouble the first: one day of many is enough to find them."""
    firsts: dict[tuple[str, tuple[tuple[str, str], ...]], Trouble] = {}
    for trouble in troubles:
        told = tuple(pair for pair in trouble.values if pair[0] != "day")
        firsts.setdefault((trouble.code, told), trouble)
    return list(firsts.values())
