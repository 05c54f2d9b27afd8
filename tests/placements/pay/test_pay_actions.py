"""Drafts, lines by hand, closing, paying, correcting; and what the database refuses."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from placements.models import Pay, PayLine, PayPeriod
from placements.pay.actions import (
    add_line,
    close_pays,
    compute_pays,
    correct_pay,
    mark_paid,
    unmark_paid,
    write_reported,
)
from placements.pay.register import compared
from placements.problems import Refused
from tests.factories import make_hours
from tests.pay import make_pay_period
from tests.placements.cast import Cast
from tests.placements.pay.world import approve, closed, computed, make_world, reopen

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(people: Cast, actor_for: Any) -> Any:
    return actor_for(people.users["treasurer"])


def test_a_draft_has_lines_gross_and_side_costs(people: Cast, by: Any) -> None:
    pay = computed(make_world(people), by)
    line: Any = pay.lines.get()
    assert (line.item, line.income_code, line.quantity, line.amount) == ("wage", "201", 50, 500)
    assert (pay.gross, pay.pension, pay.side_costs) == (500, Decimal("85.50"), Decimal("99.75"))
    assert pay.problems == []


def test_hours_that_are_not_approved_keep_a_pay_open(people: Cast, by: Any) -> None:
    world = make_world(people)
    reopen(world.placement)
    pay = computed(world, by)
    assert [one["code"] for one in pay.problems] == ["month_open"]
    assert close_pays(pays=[pay], by=by, at=timezone.now()) == ([], [pay])
    approve(world.placement)
    (done,), left = close_pays(pays=[pay], by=by, at=timezone.now())
    assert (done.state, left) == ("closed", [])


def test_a_month_without_hours_has_no_gross(people: Cast, by: Any) -> None:
    world = make_world(people)
    april = make_pay_period(people.association, date(2026, 4, 1))
    (pay,) = compute_pays(pay_period=april, placements=[world.placement], by=by, at=timezone.now())
    assert (pay.gross, pay.pension, [one["code"] for one in pay.problems]) == (None, None, ["month_missing"])


def test_a_line_by_hand_stays_when_the_pay_is_computed_anew(people: Cast, by: Any) -> None:
    world = make_world(people)
    pay = computed(world, by)
    line = PayLine(pay=pay, kind="holiday_compensation", month=date(2026, 3, 1), amount=Decimal("45.10"))
    line.reason = "Sovittu"
    add_line(line=line, by=by, at=timezone.now())
    pay = computed(world, by)
    assert (pay.gross, pay.lines.count()) == (Decimal("545.10"), 2)
    assert pay.lines.get(is_manual=True).item == "holiday_compensation"


def test_a_closed_pay_and_its_lines_never_change(people: Cast, by: Any) -> None:
    pay = closed(make_world(people), by)
    line = pay.lines.get()
    changes: list[Any] = [
        lambda: Pay.objects.filter(pk=pay.pk).update(gross=1),
        lambda: Pay.objects.filter(pk=pay.pk).update(state="draft", closed_at=None, closed_by=""),
        lambda: PayLine.objects.filter(pk=line.pk).update(amount=1),
        lambda: line.delete(),
        lambda: Pay.objects.get(pk=pay.pk).delete(),
        lambda: PayLine.objects.create(municipality=pay.municipality, association=pay.association, pay=pay,
                                       kind="other", item="wage", month=date(2026, 3, 1), amount=1),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
            change()
    pay.refresh_from_db()
    assert (pay.gross, pay.lines.get().amount) == (500, 500)


def test_a_correction_is_a_new_version_and_the_old_one_counts_until_it_is_closed(
    people: Cast, by: Any
) -> None:
    world = make_world(people)
    old = closed(world, by)
    reopen(world.placement)
    make_hours(world.placement, date(2026, 3, 16))
    approve(world.placement)
    new = correct_pay(pay=old, reason="Päivä puuttui", by=by, at=timezone.now())
    assert (new.version, new.gross, new.state) == (2, 550, "draft")
    assert list(Pay.objects.filter(pay_period=world.period).settled()) == [old]
    close_pays(pays=[new], by=by, at=timezone.now())
    assert list(Pay.objects.filter(pay_period=world.period).settled()) == [new]
    with pytest.raises(Refused):
        correct_pay(pay=old, reason="Toinen", by=by, at=timezone.now())


def test_wages_are_marked_as_paid_together_and_taken_back(people: Cast, by: Any) -> None:
    pay = closed(make_world(people), by)
    paid = mark_paid(
        pays=[pay], on=date(2026, 4, 10), references={pay.pk: "2026/7"}, by=by, at=timezone.now()
    )
    pay.refresh_from_db()
    assert (paid, pay.state, pay.payslip_reference) == (1, "paid", "2026/7")
    assert mark_paid(pays=[pay], on=date(2026, 4, 11), references={}, by=by, at=timezone.now()) == 0
    assert unmark_paid(pay=pay, by=by).state == "closed"


def test_closed_pay_is_left_alone_when_the_period_is_computed(people: Cast, by: Any) -> None:
    world = make_world(people)
    pay = closed(world, by)
    assert compute_pays(pay_period=world.period, placements=[world.placement], by=by, at=timezone.now()) == []
    assert list(world.period.pays.all()) == [pay]


def test_reported_figures_are_compared_by_income_type_or_by_their_total(people: Cast, by: Any) -> None:
    pay = closed(make_world(people), by)
    write_reported(pay=pay, figures={"201": Decimal(490), "402": Decimal(100)}, by=by, at=timezone.now())
    found = {one.code: one.difference for one in compared(pay, pay.lines.all())}
    assert found == {"201": -10, "402": 100}
    write_reported(pay=pay, figures={"101": Decimal(500)}, by=by, at=timezone.now())
    figures: list[Any] = [(one.code, one.difference) for one in compared(pay, pay.lines.all())]
    assert figures == [("101", 0)]


def test_pay_periods_of_one_frequency_never_overlap(people: Cast) -> None:
    make_pay_period(people.association, date(2026, 3, 1))
    make_pay_period(people.association, date(2026, 3, 2), date(2026, 3, 15), frequency="fortnightly")
    with pytest.raises(IntegrityError, match="pay_period_once_monthly"), transaction.atomic():
        make_pay_period(people.association, date(2026, 3, 15), date(2026, 4, 14))


def test_pay_periods_that_ended_in_a_month_are_those_of_its_claim(people: Cast) -> None:
    over = make_pay_period(people.association, date(2026, 2, 23), date(2026, 3, 8), frequency="fortnightly")
    inside = make_pay_period(people.association, date(2026, 3, 9), date(2026, 3, 31), frequency="fortnightly")
    make_pay_period(people.association, date(2026, 4, 1), date(2026, 4, 14), frequency="fortnightly")
    assert set(PayPeriod.objects.ended_in(date(2026, 3, 1))) == {over, inside}
