"""A pay period as its page shows it: everybody who is due, what stands, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laavu.shared.parts import Tone
from placements.choices import PayState
from placements.models import Pay, PayPeriod, Placement
from placements.pay.computing import compute
from placements.pay.facts import ZERO, Computed
from placements.pay.gathering import facts_of, workers_of
from placements.pay.words import Sentence, problems_in_words


@dataclass(frozen=True, slots=True)
class Word:
    """A state in one word, with its tone."""

    tone: Tone
    word: Promise


NOT_COMPUTED = Word("calm", _("not computed"))
STATES: dict[str, Word] = {
    PayState.DRAFT: Word("warn", pgettext_lazy("pay", "draft")),
    PayState.CLOSED: Word("ok", pgettext_lazy("pay", "closed")),
    PayState.PAID: Word("ok", pgettext_lazy("pay", "paid")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One worker: the newest version of the pay, None before it is computed, and what is wrong now.

    `now` is what the hours and rules come to as they stand; `moved` whether the pay says otherwise.
    """

    placement: Placement
    pay: Pay | None
    now: Computed
    problems: list[Sentence]

    @property
    def state(self) -> Word:
        return STATES[self.pay.state] if self.pay else NOT_COMPUTED

    @property
    def moved(self) -> bool:
        return self.pay is not None and differs(self.pay, self.now)

    @property
    def is_blocked(self) -> bool:
        return self.pay is not None and self.pay.is_draft and any(one.blocks for one in self.problems)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All workers of a pay period with their sums. A sum is None while one of its figures is."""

    rows: list[Row]

    @property
    def gross(self) -> Decimal | None:
        return _sum([row.pay.gross if row.pay else None for row in self.rows])

    @property
    def side_costs(self) -> Decimal | None:
        return _sum([row.pay.side_costs if row.pay else None for row in self.rows])

    @property
    def reimbursed(self) -> Decimal:
        return sum((row.pay.reimbursed for row in self.rows if row.pay), ZERO)

    def of(self, *states: str) -> list[Pay]:
        return [row.pay for row in self.rows if row.pay and row.pay.state in states]

    @property
    def to_compute(self) -> list[Placement]:
        """Those without a pay and those whose draft no longer is what the hours say."""
        return [
            row.placement
            for row in self.rows
            if row.pay is None or (row.pay.is_draft and (row.moved or row.pay.gross is None))
        ]

    @property
    def to_close(self) -> list[Pay]:
        return [row.pay for row in self.rows if row.pay and row.pay.is_draft and not row.is_blocked]

    @property
    def to_pay(self) -> list[Pay]:
        return self.of(PayState.CLOSED)


def sheet_of(pay_period: PayPeriod) -> Sheet:
    """The whole sheet: as many queries for twelve people as for one."""
    pays = {
        pay.placement_id: pay
        for pay in Pay.objects.filter(pay_period=pay_period)
        .newest()
        .select_related("placement__worker", "placement__association", "pay_period")
        .prefetch_related("lines")
    }
    placements = _with_others(workers_of(pay_period), pays)
    facts = facts_of(pay_period, placements, pays.values())
    rows = []
    for placement in placements:
        now = compute(facts[placement.pk])
        pay = pays.get(placement.pk)
        told = pay.problems if pay else [trouble.stored() for trouble in now.troubles]
        rows.append(Row(placement, pay, now, problems_in_words(told)))
    return Sheet(rows)


def _with_others(placements: list[Placement], pays: dict[int, Pay]) -> list[Placement]:
    """Also those who have a pay of the period but are not due any more."""
    known = {placement.pk for placement in placements}
    return placements + [pay.placement for pk, pay in pays.items() if pk not in known]


def differs(pay: Pay, now: Computed) -> bool:
    """Whether the pay's computed lines are others than those that the hours and rules now give."""
    kept = sorted(
        (line.month, line.kind, line.amount, line.quantity or ZERO)
        for line in pay.lines.all()
        if not line.is_manual
    )
    fresh = sorted((line.month, line.kind, line.amount, line.quantity or ZERO) for line in now.lines)
    return kept != fresh


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None
