"""Approving a month and opening it again."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from placements.models import HourEntry, Month, MonthlyTotal, Placement
from tests.factories import make_hours, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]


@pytest.fixture
def placement(people: Cast) -> Placement:
    placement = make_placement(make_worker(people.municipality), people.association)
    make_hours(placement, date(2026, 2, 2), "5.00")
    return placement


def address(placement: Placement, what: str, month: str = "2026-2") -> str:
    return f"/tunnit/{placement.public_id}/{month}/{what}/"


def lock(people: Cast, placement: Placement) -> Any:
    return people.client("coordinator").post(address(placement, "lukitse"))


def test_approving_locks_and_counts(people: Cast, placement: Placement) -> None:
    assert lock(people, placement).status_code == 302
    month = Month.objects.get()
    assert (month.state, month.locked_by) == ("locked", str(people.users["coordinator"]))
    assert MonthlyTotal.objects.get().hours == Decimal("5.00")


def test_approving_twice_changes_nothing_more(people: Cast, placement: Placement) -> None:
    lock(people, placement)
    first = Month.objects.get().locked_at
    lock(people, placement)
    assert Month.objects.get().locked_at == first
    assert MonthlyTotal.objects.count() == 1


def test_a_month_without_hours_or_of_the_future_is_not_approved(people: Cast, placement: Placement) -> None:
    people.client("coordinator").post(address(placement, "lukitse", "2026-3"))
    make_hours(placement, date(2026, 4, 1))
    people.client("coordinator").post(address(placement, "lukitse", "2026-4"))
    assert not Month.objects.filter(state="locked").exists()


def test_from_the_waiting_list_one_comes_back_to_it(people: Cast, placement: Placement) -> None:
    response = people.client("coordinator").post(address(placement, "lukitse"), {"next": "open"})
    assert response["Location"] == "/tunnit/?state=open"


def test_reopening_needs_a_reason_and_makes_a_new_version(people: Cast, placement: Placement) -> None:
    lock(people, placement)
    client, reopen = people.client("coordinator"), address(placement, "avaa")
    assert client.post(reopen, {"reason": "", "version": 1}).status_code == 422
    assert Month.objects.get().is_locked
    assert client.post(reopen, {"reason": "Unohtunut päivä", "version": 1}).status_code == 302
    month = Month.objects.get()
    assert (month.state, month.version, month.locked_at, month.locked_by) == ("open", 2, None, "")
    assert MonthlyTotal.objects.count() == 0
    page = client.get(f"/tunnit/{placement.public_id}/2026-2/")
    assert page.context["history"][0].reason == "Unohtunut päivä"


def test_reopening_what_was_approved_anew_meanwhile_is_refused(people: Cast, placement: Placement) -> None:
    lock(people, placement)
    client, reopen = people.client("coordinator"), address(placement, "avaa")
    client.post(reopen, {"reason": "Virhe", "version": 1})
    lock(people, placement)
    assert client.post(reopen, {"reason": "Virhe", "version": 1}).status_code == 422
    assert Month.objects.get().version == 2


def test_an_open_month_has_nothing_to_reopen(people: Cast, placement: Placement) -> None:
    response = people.client("coordinator").post(address(placement, "avaa"), {"reason": "x", "version": 1})
    assert response.status_code == 302
    assert Month.objects.get().version == 1


def test_approved_hours_correct_only_after_reopening(people: Cast, placement: Placement) -> None:
    lock(people, placement)
    people.client("coordinator").post(address(placement, "avaa"), {"reason": "Virhe", "version": 1})
    make_hours(placement, date(2026, 2, 3), "2.00")
    lock(people, placement)
    assert MonthlyTotal.objects.get().hours == Decimal("7.00")
    assert HourEntry.objects.count() == 2


def test_who_may(people: Cast, placement: Placement) -> None:
    for what in ("lukitse", "avaa"):
        for role in ("treasurer", "deputy", "supervisor", "evaluator", "administrator", "funder"):
            assert people.status(role, address(placement, what), "post") == 403
        assert people.status("stranger", address(placement, what), "post") == 404
        assert people.status("anonymous", address(placement, what), "post") == 302
        assert people.status("coordinator", address(placement, what), "delete") == 405
    assert people.status("coordinator", address(placement, "lukitse")) == 405
    assert Month.objects.get().state == "open"
