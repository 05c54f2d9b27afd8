"""What the database allows of a loan, whoever asks."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from laavu.accounts.acting import acting_as
from laavu.law.period import Period
from placements.models import BufferLoan, LoanDraw, LoanRepayment
from tests.cash import make_draw, make_loan, make_repayment
from tests.factories import make_association
from tests.placements.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan(people: Cast) -> BufferLoan:
    return make_loan(people.association, "1000.00")


def refused(act: Any, name: str) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    assert error.value.__cause__.diag.constraint_name == name  # type: ignore[union-attr]


def test_no_more_is_drawn_than_the_limit_on_any_day(loan: BufferLoan) -> None:
    make_draw(loan, date(2026, 3, 1), "700.00")
    make_repayment(loan, date(2026, 5, 1), "700.00")
    refused(lambda: make_draw(loan, date(2026, 4, 1), "300.01"), "loan_drawn_within_limit")
    make_draw(loan, date(2026, 4, 1), "300.00")
    make_draw(loan, date(2026, 5, 1), "700.00")


def test_no_more_is_repaid_than_was_drawn_by_the_day(loan: BufferLoan) -> None:
    make_draw(loan, date(2026, 3, 1), "500.00")
    refused(lambda: make_repayment(loan, date(2026, 2, 28), "1.00"), "loan_repaid_within_drawn")
    refused(lambda: make_repayment(loan, date(2026, 3, 2), "500.01"), "loan_repaid_within_drawn")
    make_repayment(loan, date(2026, 3, 2), "500.00")


def test_a_drawing_stays_under_what_was_repaid_of_it(loan: BufferLoan) -> None:
    drawn = make_draw(loan, date(2026, 3, 1), "500.00")
    make_repayment(loan, date(2026, 3, 2), "400.00")
    refused(drawn.delete, "loan_repaid_within_drawn")
    less = LoanDraw.objects.filter(pk=drawn.pk)
    refused(lambda: less.update(amount=Decimal(399)), "loan_repaid_within_drawn")
    refused(lambda: less.update(moved_on=date(2026, 3, 3)), "loan_repaid_within_drawn")


def test_terms_do_not_shrink_under_what_was_drawn(loan: BufferLoan) -> None:
    make_draw(loan, date(2026, 3, 1), "500.00")
    row = BufferLoan.objects.filter(pk=loan.pk)
    refused(lambda: row.update(ceiling=Decimal(499)), "loan_drawn_within_limit")
    refused(lambda: row.update(period=Period(date(2026, 4, 1))), "loan_draw_in_period")
    refused(lambda: make_draw(loan, date(2028, 1, 1), "1.00"), "loan_draw_in_period")


def test_a_drawing_belongs_to_the_loans_own_association(loan: BufferLoan, people: Cast) -> None:
    other = make_association(people.municipality)

    def draw() -> None:
        LoanDraw.objects.create(
            municipality=loan.municipality, association=other, loan=loan, moved_on=date(2026, 3, 1),
            amount=Decimal(1),
        )  # fmt: skip
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    refused(draw, "loan_draw_of_association")


def test_a_treasurer_draws_from_the_municipalitys_loan_but_does_not_change_its_terms(
    people: Cast, loan: BufferLoan
) -> None:
    treasurer = people.client("treasurer")
    address = loan.get_absolute_url()
    assert treasurer.get(address + "muuta/").status_code == 403
    assert treasurer.post(address + "nosta/", {"moved_on": "1.3.2026", "amount": "250,50"}).status_code == 302
    assert LoanDraw.objects.get().amount == Decimal("250.50")
    with acting_as(people.users["treasurer"].pk):
        assert BufferLoan.objects.filter(pk=loan.pk).update(ceiling=Decimal(9000)) == 0


def test_a_refused_repayment_keeps_what_was_typed_and_says_why(people: Cast, loan: BufferLoan) -> None:
    answer = people.client("treasurer").post(
        loan.get_absolute_url() + "maksa/", {"moved_on": "1.3.2026", "amount": "10"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="10"' in page
    assert "nostettu" in page
    assert not LoanRepayment.objects.exists()


def test_removing_a_drawing_that_was_repaid_is_told_and_not_done(people: Cast, loan: BufferLoan) -> None:
    drawn = make_draw(loan, date(2026, 3, 1), "500.00")
    make_repayment(loan, date(2026, 3, 2), "400.00")
    answer = people.client("treasurer").post(f"/rahat/nostot/{drawn.public_id}/poista/", follow=True)
    assert "enemmän kuin" in answer.content.decode()
    assert LoanDraw.objects.exists()
