"""What a pay is computed from, free of the database, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from laavu.law.period import Period
from placements.models import PaidAbsence, PayRules, Terms

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Worked:
    """Hours of one kind on one day, as they were approved."""

    day: date
    hours: Decimal
    kind: str
    evening: Decimal = ZERO
    kilometres: Decimal = ZERO
    is_agreed_extra: bool = False


@dataclass(frozen=True, slots=True)
class RulesFrom:
    """An association's rules of pay with their lines on absences."""

    rules: PayRules
    absences: Sequence[PaidAbsence]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence by its code, with what fills it; the words are in `placements.pay.words`."""

    code: str
    values: tuple[tuple[str, str], ...] = ()
    statute: str = ""

    def stored(self) -> dict[str, object]:
        return {"code": self.code, "values": dict(self.values), "statute": self.statute}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something cannot be computed or should be looked at.

    What `blocks` keeps the pay from closing; what `stops` leaves it without a gross wage.
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()
    blocks: bool = True
    stops: bool = True

    def stored(self) -> dict[str, object]:
        return {"code": self.code, "values": dict(self.values), "blocks": self.blocks}


@dataclass(frozen=True, slots=True)
class PayFacts:
    """One placement and one pay period.

    `worked`: everything of the placement from its beginning to the period's end, so that weeks and absences
    that began before the period are whole. `by_hand`: wage lines by hand, month and euros. `troubles`: what
    was found wrong when the facts were gathered.
    """

    placed: Period
    period: Period
    pay_on: date
    terms: Sequence[Terms]
    rules: Sequence[RulesFrom]
    worked: Sequence[Worked]
    accident_percent: Decimal | None = None
    group_life_percent: Decimal | None = None
    by_hand: Sequence[tuple[date, Decimal]] = ()
    troubles: Sequence[Trouble] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Hours of one day that are paid alike: for what, at which price an hour and which percentage.

    `base` is the part of the percentage that is plain wage: what a raise comes on top of.
    """

    day: date
    kind: str
    hours: Decimal
    price: Decimal
    percent: Decimal = HUNDRED
    terms_on: date | None = None
    statute: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of pay: quantity × price × percent, rounded once."""

    kind: str
    month: date
    amount: Decimal
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    percent: Decimal | None = None
    steps: tuple[Said, ...] = ()
    statute: str = ""


@dataclass(frozen=True, slots=True)
class SideCost:
    """Euros of each side cost by name, None where it is not known, with the steps to them."""

    amounts: dict[str, Decimal | None]
    steps: tuple[Said, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """Lines, gross wage (None where a trouble stops it), expenses, side costs, and what is wrong."""

    lines: tuple[Line, ...]
    gross: Decimal | None
    reimbursed: Decimal
    side: SideCost
    troubles: tuple[Trouble, ...] = field(default=())
