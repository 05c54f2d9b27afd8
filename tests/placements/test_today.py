"""The first page, as each role sees it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from placements.models import Placement
from tests.factories import (
    make_group,
    make_hours,
    make_placement,
    make_relationship,
    make_worker,
)
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]


def client_at_work(people: Cast, name: str = "Aalto Aino", **fields: Any) -> Placement:
    worker = make_worker(people.municipality, name=name)
    make_relationship(worker)
    return make_placement(worker, people.association, **fields)


def dues(response: Any) -> dict[str, list[str]]:
    return {one.text: [text for text, _address in one.first] for one in response.context["due"]}


def test_an_empty_municipality_begins_by_bringing_in_its_register(people: Cast) -> None:
    response = people.client("coordinator").get("/")
    assert response.context["is_new"]
    assert "due" not in response.context


def test_tells_a_coordinator_what_is_due(people: Cast) -> None:
    ending = client_at_work(people, "Loppu Leo", last=date(2026, 4, 17))
    make_hours(ending, date(2026, 2, 2))
    client_at_work(people, "Tunniton Tea")
    without_days = make_worker(people.municipality, name="Laskematon Lasse")
    make_relationship(without_days)
    found = list(dues(people.client("coordinator").get("/")).values())
    assert [[name.split(" ")[0] for name in names] for names in found] == [
        ["Loppu"],  # ends within 30 days
        ["Loppu"],  # February waits for approval
        ["Tunniton"],  # no hours in February
        ["Loppu", "Tunniton", "Laskematon"],  # not asked at the start yet
        ["Alakylän"],  # employs without insurance rates
        ["Laskematon"],  # benefit days not written
    ]


def test_what_is_done_is_due_no_more(people: Cast) -> None:
    people.association.accident_percent = people.association.group_life_percent = Decimal(1)
    people.association.save()
    placement = client_at_work(people)
    make_hours(placement, date(2026, 2, 2))
    people.client("coordinator").post(f"/tunnit/{placement.public_id}/2026-2/lukitse/")
    left = dues(people.client("coordinator").get("/"))
    assert list(left.values()) == [["Aalto Aino 1.1.2026"]]  # not asked at the start yet


def test_key_figures_stand_beside_those_of_a_month_ago(people: Cast) -> None:
    first = client_at_work(people, first=date(2026, 1, 1))
    client_at_work(people, "Uusi Urho", first=date(2026, 3, 2))
    make_hours(first, date(2026, 2, 3), "4.00")
    make_hours(first, date(2026, 3, 3), "5.50")
    make_hours(first, date(2026, 3, 4), "2.00", kind="sick")
    figures = people.client("coordinator").get("/").context["figures"]
    assert [figure.value for figure in figures] == ["2", "2", "1", "6"]
    assert [figure.before.split(" ")[0].split("\xa0")[0] for figure in figures] == ["2", "1", "1", "4"]
    assert all(figure.address for figure in figures)


def test_tells_what_people_have_changed(people: Cast) -> None:
    placement = client_at_work(people)
    make_hours(placement, date(2026, 2, 2))
    client = people.client("coordinator")
    client.post(f"/tunnit/{placement.public_id}/2026-2/lukitse/")
    client.post(f"/tunnit/{placement.public_id}/2026-2/avaa/", {"reason": "Unohtunut päivä", "version": 1})
    changes = client.get("/").context["changes"]
    assert len(changes) == 2
    assert {change.who for change in changes} == {str(people.users["coordinator"])}
    assert changes[0].address == f"/tunnit/{placement.public_id}/2026-2/"


@pytest.mark.parametrize("role", ["treasurer", "deputy"])
def test_a_treasurer_sees_own_people_with_two_months(people: Cast, role: str) -> None:
    placement = client_at_work(people)
    make_hours(placement, date(2026, 2, 2), "4.00")
    response = people.client(role).get("/")
    (row,) = response.context["own_people"]
    assert (row["last"].hours, row["this"].hours) == (4, 0)
    assert f"/tunnit/{placement.public_id}/2026-3/" in response.content.decode()
    assert "due" not in response.context
    assert people.client("neighbour").get("/").context["own_people"] == []


def test_a_supervisor_sees_who_is_at_work_in_own_groups(people: Cast) -> None:
    own = make_group(people.association, supervisor=people.users["supervisor"])
    client_at_work(people, group=own)
    client_at_work(people, "Muu Matti", group=make_group(people.association))
    client_at_work(people, "Entinen Eero", group=own, last=date(2026, 3, 17))
    response = people.client("supervisor").get("/")
    shown = response.context["own_groups"]
    groups = [(str(group), [str(one.worker) for one in placements]) for group, placements in shown]
    assert groups == [(str(own), ["Aalto Aino"])]
    assert "#day-2026-03-18" in response.content.decode()


@pytest.mark.parametrize("role", ["evaluator", "administrator", "funder"])
def test_others_see_their_tasks(people: Cast, role: str) -> None:
    client_at_work(people)
    response = people.client(role).get("/")
    assert response.status_code == 200
    assert not any(name in response.context for name in ("due", "own_people", "own_groups"))
    assert "Aalto" not in response.content.decode()


def test_who_may(people: Cast) -> None:
    assert people.status("anonymous", "/") == 302
    assert people.status("coordinator", "/", "post") == 405


@pytest.mark.parametrize("role", ["coordinator", "treasurer", "supervisor"])
def test_queries_do_not_grow(people: Cast, role: str) -> None:
    def grow(count: int, start: int = 0) -> None:
        for number in range(start, start + count):
            placement = client_at_work(people, f"Rivi {number}", last=date(2026, 4, 10))
            make_hours(placement, date(2026, 2, 2))

    grow(5)
    few = people.queries(role, "/")
    grow(25, 5)
    assert people.queries(role, "/") == few
