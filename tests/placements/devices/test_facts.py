"""What a device keeps: names, agreed hours, days with hours; nothing else of anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from laavu.accounts.acting import acting_for
from placements.devices.facts import seen_of
from placements.devices.sending import forget_sendings
from placements.models import Month, Placement, Sending
from tests.factories import make_hours, make_placement, make_worker
from tests.placements.cast import Cast
from tests.walks.planted.devices import plant_devices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
FACTS = "/tunnit/ilman-verkkoa/tiedot/"


@pytest.fixture
def placement(people: Cast) -> Placement:
    worker = make_worker(people.municipality, name="Aalto Aino", phone="040 555 0101")
    return make_placement(worker, people.association)


def facts(people: Cast, role: str = "treasurer") -> Any:
    return people.client(role).get(FACTS).json()


def test_a_person_has_a_name_agreed_hours_and_the_days_of_two_months(
    people: Cast, placement: Placement
) -> None:
    (person,) = facts(people)["placements"]
    assert person.keys() == {"id", "name", "first", "last", "closed", "agreed", "cells"}
    assert (person["name"], person["first"], person["last"]) == ("Aalto Aino", "2026-02-01", "2026-04-01")
    assert person["agreed"]["2026-03-16"] == "5.00"
    assert "2026-03-15" not in person["agreed"]  # a Sunday


def test_no_note_no_wage_and_no_kind_of_absence_leaves_the_server(people: Cast, placement: Placement) -> None:
    work = make_hours(placement, date(2026, 3, 2), "4.00", note="Lumityö")
    make_hours(placement, date(2026, 3, 3), "5.00", kind="sick")
    answer = people.client("treasurer").get(FACTS)
    (person,) = answer.json()["placements"]
    assert person["cells"] == {
        "2026-03-02": {"hours": "4.00", "entry": str(work.public_id), "seen": seen_of(work)},
        "2026-03-03": {"hours": "5.00", "entry": "", "seen": "", "fixed": True},
    }
    text = answer.content.decode()
    assert all(word not in text for word in ("Lumityö", "sick", "sairaus", "040 555", "10.00"))
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_closed_month_is_told(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 2, 2))
    Month.objects.update(state="locked", locked_at="2026-03-17T10:00Z", locked_by="Kaisa")
    assert facts(people)["placements"][0]["closed"] == ["2026-02"]


@pytest.mark.parametrize("role", ["coordinator", "funder", "neighbour", "evaluator", "stranger"])
def test_others_keep_nobody(people: Cast, placement: Placement, role: str) -> None:
    assert facts(people, role)["placements"] == []


def test_those_who_are_signed_out_are_sent_to_sign_in(people: Cast) -> None:
    assert people.status("anonymous", FACTS) == 302


def test_the_pages_shell_is_the_same_for_everybody(people: Cast, placement: Placement) -> None:
    shells = {
        people.client(role).get("/tunnit/ilman-verkkoa/").content
        for role in ("treasurer", "coordinator", "anonymous")
    }
    assert len(shells) == 1
    assert b"csrf" not in shells.pop().replace(b"csrfmiddlewaretoken", b"")


def test_facts_take_as_many_queries_for_many_as_for_one(people: Cast, placement: Placement) -> None:
    one = people.queries("treasurer", FACTS)
    for number in range(5):
        other = make_placement(make_worker(people.municipality, name=f"Aalto {number}"), people.association)
        make_hours(other, date(2026, 3, 2))
    assert people.queries("treasurer", FACTS) <= one


def test_the_worker_and_the_card_can_be_read_by_a_browser(people: Cast) -> None:
    client = people.client("anonymous")
    worker = client.get("/laavu-laitteella.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert worker.content.startswith(b"self.LAAVU = {")
    card = client.get("/laavu.webmanifest").json()
    assert card["start_url"] == "/tunnit/ilman-verkkoa/"
    assert {icon["sizes"] for icon in card["icons"]} == {"192x192", "512x512"}


def test_old_keys_are_forgotten(people: Cast, placement: Placement) -> None:
    plant_devices(lambda row: row, placement, "X")
    with acting_for(people.municipality):
        assert forget_sendings(datetime(2027, 3, 1, tzinfo=UTC)) == 0
        with time_machine.travel(datetime(2027, 6, 1, tzinfo=UTC)):
            assert forget_sendings(datetime(2027, 6, 1, tzinfo=UTC)) == 1
        assert not Sending.objects.exists()
