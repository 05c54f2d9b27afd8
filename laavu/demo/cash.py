"""What the demo's associations have in their cash, expect, and owe of buffer loans."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from laavu.demo.making import Demo
from laavu.law.period import Period
from placements.choices import CashDirection, CashItemKind, Certainty, Lender
from placements.models import BufferLoan, CashBalance, CashItem, LoanDraw
from villages.models import Association

PLENTY = (Decimal(4200), Decimal(9800), Decimal(15400))
IN, OUT = CashDirection.IN, CashDirection.OUT
# Text, direction, kind, days from the beginning of the month, euros, how sure.
EXPECTED = (
    ("Kylätalon vuokra", IN, CashItemKind.SERVICE, 40, 350, Certainty.CERTAIN),
    ("Kylätalon vuokra", IN, CashItemKind.SERVICE, 70, 350, Certainty.CERTAIN),
    ("Lumityöt kesämökeille", IN, CashItemKind.SERVICE, 75, 900, Certainty.POSSIBLE),
    ("Raivaussaha", OUT, CashItemKind.ONE_OFF, 50, 780, Certainty.LIKELY),
)


def make_cash(demo: Demo) -> None:
    """Each association has stated its balance; every other has a loan of the municipality."""
    month = demo.last.replace(day=1)
    demo.save(
        [
            CashBalance(
                association=one, known_on=month, amount=demo.chance.choice(PLENTY),
                stated_at=timezone.now(), stated_by="Raija Rahastonhoitaja",
            )
            for one in demo.associations
        ]
    )  # fmt: skip
    demo.save([item for one in demo.associations for item in _items(one, month)])
    loans = demo.save([_loan(one, month) for one in demo.associations[::2]])
    drawn_on = month - timedelta(days=20)
    demo.save(
        [
            LoanDraw(association=loan.association, loan=loan, moved_on=drawn_on, amount=Decimal(2500))
            for loan in loans
        ]
    )


def _items(association: Association, month: date) -> list[CashItem]:
    return [
        CashItem(
            association=association, text=text, direction=direction, kind=kind,
            expected_on=month + timedelta(days=days), amount=Decimal(euros), certainty=certainty,
        )
        for text, direction, kind, days, euros, certainty in EXPECTED
    ]  # fmt: skip


def _loan(association: Association, month: date) -> BufferLoan:
    lent = Period(month - timedelta(days=200), month + timedelta(days=700))
    return BufferLoan(
        association=association, lender=Lender.MUNICIPALITY, ceiling=Decimal(8000), period=lent,
        terms="Koroton. Maksetaan takaisin, kun palkkatuki on tullut.", decided_on=lent.first,
    )  # fmt: skip
