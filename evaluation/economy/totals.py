"""The two totals, municipality and public economy, over stated assumptions; and what each of those is worth.

Computed from sums alone, so that whoever has the sums and the assumptions of a report can do it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from evaluation.economy.assumptions import Assumptions, Chosen, chosen, corners

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Parts:
    """Exact sums of a question: euros, hours worked, person-months."""

    avoided_share: Decimal = ZERO
    avoided_rest: Decimal = ZERO
    tax: Decimal = ZERO
    subsidy_municipality: Decimal = ZERO
    subsidy_state: Decimal = ZERO
    supplements: Decimal = ZERO
    projects: Decimal = ZERO
    hours: Decimal = ZERO
    months: Decimal = ZERO

    @property
    def public_money(self) -> Decimal:
        """All that public payers gave: what a placement or a month costs them."""
        return self.subsidy_municipality + self.subsidy_state + self.supplements + self.projects


@dataclass(frozen=True, slots=True)
class Range:
    low: Decimal
    likely: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Worth:
    """What a total is with one assumption at its smallest and at its largest, the others as likely."""

    kind: str
    at_smallest: Decimal
    at_largest: Decimal

    @property
    def width(self) -> Decimal:
        return abs(self.at_largest - self.at_smallest)


Total = Callable[[Parts, Chosen], Decimal]


def net_municipal(parts: Parts, values: Chosen) -> Decimal:
    """What the municipality avoids and gains, minus what it pays."""
    gained = (parts.avoided_share + parts.tax) * values.remaining + parts.hours * values.work_value
    paid = parts.subsidy_municipality * values.subsidy_share + parts.supplements
    return gained - paid - parts.months * values.own_work


def net_public(parts: Parts, values: Chosen) -> Decimal:
    """The same for all public payers together: what one pays to another is nothing to both."""
    avoided = parts.avoided_share + parts.avoided_rest + parts.tax
    gained = avoided * values.remaining + parts.hours * values.work_value
    return gained - parts.public_money - parts.months * values.own_work


def cash_municipal(parts: Parts, assumptions: Assumptions) -> Decimal:
    """The municipality's money as it moves during the work: nothing taken off, no worth of work."""
    paid = parts.subsidy_municipality * chosen(assumptions).subsidy_share + parts.supplements
    return parts.avoided_share + parts.tax - paid


def avoided_range(share: Decimal, assumptions: Assumptions) -> Range:
    """The avoided share without the part of those who would have found work anyway."""
    ends = assumptions["work_anyway"]
    low, likely, high = (share * (100 - value) / 100 for value in (ends.high, ends.likely, ends.low))
    return Range(low, likely, high)


def range_of(total: Total, parts: Parts, assumptions: Assumptions) -> Range:
    """Lowest and highest over every combination of the assumptions' ends, and the likely one."""
    found = [total(parts, values) for values in corners(assumptions)]
    return Range(min(found), total(parts, chosen(assumptions)), max(found))


def worth_of(total: Total, parts: Parts, assumptions: Assumptions) -> list[Worth]:
    """What each assumption moves the total by itself, the widest first; not those that move nothing."""
    found = [
        Worth(
            kind,
            total(parts, chosen(assumptions, **{kind: "low"})),
            total(parts, chosen(assumptions, **{kind: "high"})),
        )
        for kind in assumptions
    ]
    return sorted((one for one in found if one.width), key=lambda one: (-one.width, one.kind))
