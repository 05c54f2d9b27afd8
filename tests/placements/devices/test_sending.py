"""What a device sends is kept once, refused with a reason, or told to collide; each entry by itself."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from placements.devices.facts import seen_of
from placements.models import HourEntry, Month, Placement, Sending
from placements.problems import TEXTS
from tests.factories import make_association, make_hours, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
SEND = "/tunnit/laheta/"
FACTS = "/tunnit/ilman-verkkoa/tiedot/"
DAY = "2026-03-16"


@pytest.fixture
def placement(people: Cast) -> Placement:
    return make_placement(make_worker(people.municipality, name="Aalto Aino"), people.association)


def entry(placement: Placement, hours: str = "5.00", **others: Any) -> dict[str, Any]:
    values = {"key": str(uuid4()), "placement": str(placement.public_id), "day": DAY, "hours": hours}
    return {**values, "kind": "work", "entry": "", "seen": "", **others}


def send(people: Cast, *entries: Any, role: str = "treasurer", **others: Any) -> Any:
    """The answer to a message of the user's own device."""
    body = {"user": str(people.users[role].public_id), "entries": list(entries), **others}
    return people.client(role).post(SEND, json.dumps(body), content_type="application/json")


def answers(people: Cast, *entries: Any, role: str = "treasurer") -> list[dict[str, Any]]:
    answer = send(people, *entries, role=role)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["answers"]
    return found


def states(people: Cast, *entries: Any) -> list[str]:
    return [answer["state"] for answer in answers(people, *entries)]


def hours_on(day: str = DAY) -> list[str]:
    return [f"{one.hours:.2f}" for one in HourEntry.objects.filter(day=day).order_by("id")]


@pytest.mark.parametrize("role", ["treasurer", "deputy", "supervisor"])
def test_an_entry_is_kept(people: Cast, placement: Placement, role: str) -> None:
    (answer,) = answers(people, entry(placement), role=role)
    kept = HourEntry.objects.get()
    assert answer["state"] == "kept"
    assert answer["cell"] == {"hours": "5.00", "entry": str(kept.public_id), "seen": seen_of(kept)}
    assert kept.day == date(2026, 3, 16)


def test_a_repeat_is_answered_as_the_first_time_and_kept_once(people: Cast, placement: Placement) -> None:
    one = entry(placement)
    first = answers(people, one)
    assert answers(people, one) == first
    assert hours_on() == ["5.00"]


def test_a_repeated_change_does_not_undo_what_came_after_it(people: Cast, placement: Placement) -> None:
    before = make_hours(placement, date(2026, 3, 16), "4.00")
    change = entry(placement, "5.00", entry=str(before.public_id), seen=seen_of(before))
    first = answers(people, change)
    HourEntry.objects.update(hours="7.00")
    assert answers(people, change) == first
    assert hours_on() == ["7.00"]


def test_a_repeat_does_not_bring_back_what_was_removed(people: Cast, placement: Placement) -> None:
    one = entry(placement)
    first = answers(people, one)
    HourEntry.objects.all().delete()
    assert answers(people, one) == first
    assert hours_on() == []


def test_a_change_leaves_the_note_as_it_is(people: Cast, placement: Placement) -> None:
    before = make_hours(placement, date(2026, 3, 16), "4.00", note="Lumityö")
    assert states(people, entry(placement, "6.00", entry=str(before.public_id), seen=seen_of(before))) == [
        "kept"
    ]
    assert HourEntry.objects.get().note == "Lumityö"
    assert hours_on() == ["6.00"]


def test_empty_hours_remove_what_was_seen(people: Cast, placement: Placement) -> None:
    before = make_hours(placement, date(2026, 3, 16))
    assert states(people, entry(placement, "", entry=str(before.public_id), seen=seen_of(before))) == ["kept"]
    assert hours_on() == []


def test_what_another_wrote_meanwhile_is_told_and_stays(people: Cast, placement: Placement) -> None:
    other = make_hours(placement, date(2026, 3, 16), "4.00")
    (answer,) = answers(people, entry(placement, "6.00"))
    assert answer["state"] == "conflict"
    assert [one["hours"] for one in answer["there"]] == ["4.00"]
    assert answer["base"] == {"entry": str(other.public_id), "seen": seen_of(other)}
    assert hours_on() == ["4.00"]
    assert states(people, entry(placement, "6.00", **answer["base"])) == ["kept"]
    assert hours_on() == ["6.00"]


def test_hours_that_another_changed_or_removed_collide(people: Cast, placement: Placement) -> None:
    before = make_hours(placement, date(2026, 3, 16), "4.00")
    seen = {"entry": str(before.public_id), "seen": seen_of(before)}
    HourEntry.objects.update(hours="3.00")
    (changed,) = answers(people, entry(placement, "6.00", **seen))
    assert (changed["state"], changed["there"][0]["hours"]) == ("conflict", "3.00")
    HourEntry.objects.all().delete()
    (removed,) = answers(people, entry(placement, "6.00", **seen))
    assert (removed["state"], removed["there"]) == ("conflict", [])
    assert states(people, entry(placement, "6.00", **removed["base"])) == ["kept"]


def test_several_lines_of_a_day_are_left_to_the_months_own_page(people: Cast, placement: Placement) -> None:
    for hours in ("2.00", "3.00"):
        make_hours(placement, date(2026, 3, 16), hours)
    (answer,) = answers(people, entry(placement, "6.00"))
    assert (answer["state"], answer["base"]) == ("conflict", None)
    assert answer["cell"] == {"hours": "5.00", "entry": "", "seen": "", "fixed": True}


def test_a_locked_month_takes_nothing(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 2))
    Month.objects.update(state="locked", locked_at="2026-03-17T10:00Z", locked_by="Kaisa")
    (answer,) = answers(people, entry(placement))
    assert answer["state"] == "refused"
    assert answer["reason"] == str(TEXTS["hour_month_open"])
    assert hours_on() == []
    assert not Sending.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": "25"}, {"hours": "viisi"}, {"hours": "-1"}, {"hours": 5}, {"hours": None},
        {"day": "2026-02-30"}, {"day": "16.3.2026"}, {"day": "2027-03-16"}, {"day": ""}, {"kind": "loma"},
        {"placement": "x"}, {"entry": "x"}, {"seen": "x" * 33}, {"more": "x"},
    ],
)  # fmt: skip
def test_a_wrong_entry_is_refused_with_its_reason_and_the_rest_is_kept(
    people: Cast, placement: Placement, wrong: dict[str, Any]
) -> None:
    bad, good = {**entry(placement), **wrong}, entry(placement, day="2026-03-17")
    told = {answer["key"]: answer for answer in answers(people, bad, good)}
    assert told[bad["key"]]["state"] == "refused"
    assert told[bad["key"]]["reason"]
    assert told[good["key"]]["state"] == "kept"
    assert hours_on() == []


def test_people_of_others_are_refused_and_nothing_is_said_of_them(people: Cast) -> None:
    stranger = make_placement(make_worker(people.municipality), make_association(people.municipality))
    made_up = entry(stranger) | {"placement": str(uuid4())}
    first, second = answers(people, entry(stranger), made_up)
    assert first["reason"] == second["reason"]
    assert {first["state"], second["state"]} == {"refused"}
    assert not HourEntry.objects.exists()


def test_a_month_is_not_made_for_a_day_outside_the_placement(people: Cast, placement: Placement) -> None:
    assert states(people, entry(placement, day="2025-12-31")) == ["refused"]
    assert not Month.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"entries": {}}', '{"entries": [1]}', "\xff", '{"entries": "x"}', "[" * 100_000]
)
def test_what_is_no_message_is_refused_as_a_whole(people: Cast, body: str) -> None:
    answer = people.client("treasurer").post(SEND, body.encode("latin-1"), content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["reason"]


def test_a_message_has_each_key_once_and_at_most_a_hundred(people: Cast, placement: Placement) -> None:
    one = entry(placement)
    assert send(people, one, one).status_code == 400
    assert send(people, *(entry(placement) for _one in range(101))).status_code == 400
    assert not HourEntry.objects.exists()


def test_another_users_entries_are_not_taken(people: Cast, placement: Placement) -> None:
    answer = send(people, entry(placement), user=str(people.users["deputy"].public_id))
    assert answer.status_code == 409
    assert not HourEntry.objects.exists()


def test_a_message_without_the_csrf_token_is_refused(people: Cast, placement: Placement) -> None:
    client = people.client("treasurer")
    client.handler.enforce_csrf_checks = True
    assert client.post(SEND, json.dumps({"entries": []}), content_type="application/json").status_code == 403
    client.get(FACTS)
    body = {"user": str(people.users["treasurer"].public_id), "entries": [entry(placement)]}
    headers = {"x-csrftoken": client.cookies["csrftoken"].value}
    answer = client.post(SEND, json.dumps(body), content_type="application/json", headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize("role", ["funder", "evaluator", "neighbour", "stranger"])
def test_nobody_else_writes_hours_this_way(people: Cast, placement: Placement, role: str) -> None:
    assert [one["state"] for one in answers(people, entry(placement), role=role)] == ["refused"]
    assert not HourEntry.objects.exists()
