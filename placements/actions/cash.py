"""Writing down an association's money."""

from datetime import datetime

from laavu.accounts.actor import Actor
from placements.actions.doing import done_by
from placements.models import BufferLoan, CashBalance, CashItem, LoanDraw, LoanRepayment


def state_balance(*, balance: CashBalance, by: Actor, at: datetime) -> CashBalance:
    """Keep what the treasurer says was there; the same day said again is corrected, and history tells it."""
    with done_by(by):
        older = CashBalance.objects.select_for_update().filter(
            association=balance.association, known_on=balance.known_on
        )
        row = older.first() or balance
        row.amount = balance.amount
        row.stated_at, row.stated_by = at, str(by.user)
        row.save()
        return row


def keep_item(*, item: CashItem, by: Actor) -> CashItem:
    with done_by(by):
        item.save()
        return item


def keep_loan(*, loan: BufferLoan, by: Actor) -> BufferLoan:
    with done_by(by):
        loan.save()
        return loan


def keep_part(*, part: LoanDraw | LoanRepayment, by: Actor) -> None:
    """Draw or repay, or write a day or an amount anew."""
    with done_by(by):
        part.municipality_id = part.loan.municipality_id
        part.association_id = part.loan.association_id
        part.save()


def remove(*, row: CashItem | LoanDraw | LoanRepayment, by: Actor) -> None:
    """Take away what was written by mistake; history keeps it."""
    with done_by(by):
        row.delete()
