"""Who may see and change an association's money: its treasurers and deputies, and coordinators."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, Wall
from placements.access.pay import OWN_MONEY, WAGES
from placements.choices import Lender
from placements.models import BufferLoan, CashBalance, CashItem, LoanDraw, LoanRepayment

WALLS: dict[type[models.Model], Wall] = {
    CashBalance: WAGES,
    CashItem: WAGES,
    # The municipality's loan is a coordinator's to write; the treasurer draws and repays.
    BufferLoan: Wall(
        read=COORDINATOR,
        write=COORDINATOR,
        also_read=OWN_MONEY,
        also_write=f"({OWN_MONEY} AND lender = '{Lender.OTHER}')",
    ),
    LoanDraw: WAGES,
    LoanRepayment: WAGES,
}


def cash_item(who: Actor, public_id: Any) -> CashItem:
    found = CashItem.objects.visible_to(who).select_related("association")
    item: CashItem = get_object_or_404(found, public_id=public_id)
    return item


def loan_read(who: Actor, public_id: Any) -> BufferLoan:
    """The loan if the actor may see it, else 404."""
    found = BufferLoan.objects.visible_to(who).select_related("association")
    loan: BufferLoan = get_object_or_404(found, public_id=public_id)
    return loan


def loan_write(who: Actor, public_id: Any) -> BufferLoan:
    """As `loan_read`, for changing its terms: 403 for those who may only draw and repay."""
    loan = loan_read(who, public_id)
    if not may_change_loan(who, loan):
        raise PermissionDenied
    return loan


def may_change_loan(who: Actor, loan: BufferLoan) -> bool:
    """Coordinators change all loans, treasurers those that are not the municipality's."""
    return who.is_coordinator or loan.lender == Lender.OTHER


def loan_part(who: Actor, model: type[LoanDraw] | type[LoanRepayment], public_id: Any) -> Any:
    """A drawing or a repayment of a loan that the actor may see, else 404."""
    found = model.objects.filter(loan__in=BufferLoan.objects.visible_to(who)).select_related("loan")
    return get_object_or_404(found, public_id=public_id)
