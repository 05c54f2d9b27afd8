"""Test data of an association's money: each function makes one row and says only what matters."""

from datetime import date
from decimal import Decimal
from typing import Any

from laavu.law.period import Period
from placements.models import BufferLoan, CashBalance, CashItem, LoanDraw, LoanRepayment
from villages.models import Association


def make_balance(association: Association, on: date, amount: str = "1000.00", **fields: Any) -> CashBalance:
    return CashBalance.objects.create(
        municipality=association.municipality, association=association, known_on=on, amount=Decimal(amount),
        **{"stated_by": "Hoitaja", **fields},
    )  # fmt: skip


def make_item(association: Association, on: date, amount: str = "100.00", **fields: Any) -> CashItem:
    return CashItem.objects.create(
        municipality=association.municipality, association=association, expected_on=on,
        amount=Decimal(amount),
        **{"direction": "out", "kind": "one_off", "text": "Moottorisaha", **fields},
    )  # fmt: skip


def make_loan(association: Association, limit: str = "3000.00", **fields: Any) -> BufferLoan:
    return BufferLoan.objects.create(
        municipality=association.municipality, association=association, ceiling=Decimal(limit),
        **{"period": Period(date(2026, 1, 1), date(2027, 12, 31)), "decided_on": date(2025, 12, 1), **fields},
    )  # fmt: skip


def make_draw(loan: BufferLoan, on: date, amount: str) -> LoanDraw:
    return LoanDraw.objects.create(
        municipality=loan.municipality,
        association=loan.association,
        loan=loan,
        moved_on=on,
        amount=Decimal(amount),
    )


def make_repayment(loan: BufferLoan, on: date, amount: str) -> LoanRepayment:
    return LoanRepayment.objects.create(
        municipality=loan.municipality,
        association=loan.association,
        loan=loan,
        moved_on=on,
        amount=Decimal(amount),
    )
