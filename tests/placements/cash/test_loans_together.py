"""Two treasurers draw and repay the same loan at the same moment: nothing twice, never over the limit."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import Sum

from laavu.accounts.acting import acting_as, acting_for
from laavu.accounts.actor import Actor, actor_of
from laavu.accounts.models import User
from placements.actions.cash import keep_part
from placements.models import BufferLoan, LoanDraw, LoanRepayment
from placements.problems import Refused
from tests.cash import make_draw, make_loan
from tests.factories import make_association, make_member, make_municipality

# The owner's connection empties the tables afterwards: the application's role may not.
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
DAY = date(2026, 3, 2)
ROUNDS = 5


@pytest.fixture
def committed(transactional_db: Any) -> tuple[BufferLoan, User, User]:
    """A loan of a thousand euros and two treasurers, which every connection sees."""
    with transaction.atomic():
        municipality = make_municipality()
        association = make_association(municipality)
        loan = make_loan(association, "1000.00")
        users = make_member(association), make_member(association, "deputy")
    return loan, *users


def at_once(acts: list[tuple[User, Callable[[Actor], None]]]) -> list[bool]:
    """Each act in a thread and a transaction of its own, begun at the same moment; which were taken."""
    barrier = Barrier(len(acts))

    def act(user: User, one: Callable[[Actor], None]) -> bool:
        try:
            with acting_as(user.pk):
                who = actor_of(user)
                barrier.wait(timeout=30)
                one(who)
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(lambda pair: act(*pair), acts))


def draw(loan: BufferLoan, amount: str) -> Callable[[Actor], None]:
    return lambda who: keep_part(part=LoanDraw(loan=loan, moved_on=DAY, amount=Decimal(amount)), by=who)


def repay(loan: BufferLoan, amount: str) -> Callable[[Actor], None]:
    return lambda who: keep_part(part=LoanRepayment(loan=loan, moved_on=DAY, amount=Decimal(amount)), by=who)


def sums(loan: BufferLoan) -> tuple[Decimal, Decimal]:
    with acting_for(loan.municipality):
        drawn = loan.draws.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
        repaid = loan.repayments.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    return drawn, repaid


def test_of_two_draws_that_pass_the_limit_together_one_is_taken(
    committed: tuple[BufferLoan, User, User],
) -> None:
    loan, one, other = committed
    taken = at_once([(one, draw(loan, "600.00")), (other, draw(loan, "600.00"))])
    assert sorted(taken) == [False, True]
    assert sums(loan) == (Decimal(600), Decimal(0))


def test_two_draws_within_the_limit_are_both_taken(committed: tuple[BufferLoan, User, User]) -> None:
    loan, one, other = committed
    assert at_once([(one, draw(loan, "500.00")), (other, draw(loan, "500.00"))]) == [True, True]
    assert sums(loan) == (Decimal(1000), Decimal(0))


def test_of_two_repayments_of_the_whole_debt_one_is_taken(committed: tuple[BufferLoan, User, User]) -> None:
    loan, one, other = committed
    with acting_for(loan.municipality):
        make_draw(loan, DAY, "800.00")
    assert sorted(at_once([(one, repay(loan, "800.00")), (other, repay(loan, "800.00"))])) == [False, True]
    assert sums(loan) == (Decimal(800), Decimal(800))


def test_draws_and_repayments_in_any_order_keep_the_debt_between_nothing_and_the_limit(
    committed: tuple[BufferLoan, User, User],
) -> None:
    loan, one, other = committed
    for _round in range(ROUNDS):
        at_once([(one, draw(loan, "700.00")), (other, repay(loan, "400.00")), (one, draw(loan, "300.00"))])
        drawn, repaid = sums(loan)
        assert Decimal(0) <= drawn - repaid <= Decimal(1000)
