"""Cash lines and buffer loans."""

from __future__ import annotations

from placements.models import BufferLoan, CashItem, LoanDraw, LoanRepayment
from tests.walks.addresses.kinds import MONEY, act, file, form, page
from villages.models import Association

CASH = {
    "cash_list": page(MONEY),
    "cash_line": page(MONEY, Association),
    "cash_export": file(MONEY, Association),
    "cash_balance": form(MONEY, Association),
    "cash_item_new": form(MONEY, Association),
    "cash_item_edit": form(MONEY, CashItem),
    "cash_item_remove": act(MONEY, CashItem),
    "cash_whatif": page(MONEY, Association),
    "loan_new": form(MONEY, Association),
    "loan_detail": page(MONEY, BufferLoan),
    "loan_edit": form(MONEY, BufferLoan),
    "loan_draw": form(MONEY, BufferLoan),
    "loan_repay": form(MONEY, BufferLoan),
    "loan_draw_remove": act(MONEY, LoanDraw),
    "loan_repayment_remove": act(MONEY, LoanRepayment),
}
