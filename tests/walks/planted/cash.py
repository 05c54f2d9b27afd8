"""A stated balance, an expected income, and a loan that was drawn and partly paid back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.cash import make_balance, make_draw, make_item, make_loan, make_repayment
from villages.models import Association


def plant_cash(keep: Callable[[Any], Any], association: Association, mark: str) -> None:
    keep(make_balance(association, date(2026, 4, 1), stated_by=f"{mark} Hoitaja"))
    keep(make_item(association, date(2026, 6, 1), direction="in", kind="service", text=f"{mark} talonmies"))
    loan = keep(make_loan(association, lender="other", lender_name=f"{mark} pankki", terms=f"{mark} ehdot"))
    keep(make_draw(loan, date(2026, 4, 10), "500.00"))
    keep(make_repayment(loan, date(2026, 5, 5), "200.00"))
