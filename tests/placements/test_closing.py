"""Sending an association's month, and closing months of many people at once."""

from datetime import date
from typing import Any

import pytest

from placements.models import Month, MonthlyTotal, MonthVersion, Placement
from tests.factories import make_hours, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
CLOSE = "/tunnit/hyvaksynta/"


def placed(people: Cast, name: str, **fields: Any) -> Placement:
    worker = make_worker(people.municipality, name=name)
    return make_placement(worker, people.association, **{"weekly_hours": "5.00"} | fields)


def whole_february(placement: Placement) -> None:
    for day in (2, 9, 16, 23):
        make_hours(placement, date(2026, 2, day), "5.00")


@pytest.fixture
def full(people: Cast) -> Placement:
    placement = placed(people, "Aalto Aino")
    whole_february(placement)
    return placement


@pytest.fixture
def lacking(people: Cast) -> Placement:
    placement = placed(people, "Berg Bo")
    make_hours(placement, date(2026, 2, 2), "5.00")
    return placement


def address(people: Cast, what: str = "laheta/") -> str:
    return f"/tunnit/yhdistys/{people.association.public_id}/2026-2/{what}"


def chosen(*reviews: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"row": [one.key for one in reviews]}
    return data | {f"seen-{one.key}": one.edition for one in reviews}


def month(placement: Placement) -> Month:
    return Month.objects.get(placement=placement, first_day=date(2026, 2, 1))


def send(people: Cast, *placements: Placement) -> Any:
    client = people.client("treasurer")
    waiting = client.get(address(people)).context["waiting"]
    return client.post(address(people), chosen(*(one for one in waiting if one.placement in placements)))


def test_one_tick_sends_everybody_with_empty_days_as_complete(
    people: Cast, full: Placement, lacking: Placement
) -> None:
    silent = placed(people, "Cederberg Carl")  # nothing written at all
    client = people.client("treasurer")
    response = client.get(address(people))
    assert response.context["lacking"] == 2
    assert 'name="complete-all"' in response.content.decode()
    shown = {one.placement: one for one in response.context["waiting"]}
    data = chosen(shown[full]) | chosen(*shown.values()) | {"row": [shown[full].key], "complete-all": "1"}
    client.post(address(people), data)
    states = {one: month(one).state for one in (full, lacking, silent)}
    assert set(states.values()) == {"submitted"}
    assert [month(one).is_complete for one in (full, lacking, silent)] == [False, True, True]


def test_the_tick_for_everybody_changes_nothing_of_a_month_that_another_has_changed(
    people: Cast, full: Placement, lacking: Placement
) -> None:
    client = people.client("treasurer")
    shown = client.get(address(people)).context["waiting"]
    make_hours(lacking, date(2026, 2, 3), "1.00")
    Month.objects.filter(placement=lacking).update(edition=7)
    client.post(address(people), chosen(*shown) | {"row": [], "complete-all": "1"})
    assert month(lacking).state == "open"
    assert not month(lacking).is_complete


def test_what_stands_out_comes_first(people: Cast, full: Placement, lacking: Placement) -> None:
    waiting = people.client("treasurer").get(address(people)).context["waiting"]
    assert [one.placement for one in waiting] == [lacking, full]
    assert "9.2., 10.2." in waiting[0].exceptions[0]
    assert waiting[1].exceptions == []


def test_the_chosen_months_are_sent(people: Cast, full: Placement, lacking: Placement) -> None:
    assert send(people, full).status_code == 302
    assert (month(full).state, month(full).submitted_by) == ("submitted", str(people.users["treasurer"]))
    assert month(lacking).is_open


def test_sending_can_be_undone(people: Cast, full: Placement) -> None:
    client = people.client("treasurer")
    waiting = client.get(address(people)).context["waiting"]
    page = client.post(address(people), chosen(*waiting), follow=True)
    (message,) = page.context["messages"]
    undo = message.extra_tags.removeprefix("undo:")
    assert client.post(undo).status_code == 302
    assert month(full).is_open


def test_days_without_work_are_ticked_while_sending(people: Cast, lacking: Placement) -> None:
    client = people.client("treasurer")
    (review,) = client.get(address(people)).context["waiting"]
    client.post(address(people), chosen(review) | {f"complete-{review.key}": "1"})
    assert (month(lacking).state, month(lacking).is_complete) == ("submitted", True)


def test_what_changed_after_the_page_was_opened_is_not_sent(people: Cast, full: Placement) -> None:
    client = people.client("treasurer")
    data = chosen(*client.get(address(people)).context["waiting"])
    Month.objects.update(edition=7)
    page = client.post(address(people), data, follow=True)
    assert "muuttunut" in str(next(iter(page.context["messages"])))
    assert month(full).is_open


def test_a_supervisor_writes_but_does_not_send(people: Cast, full: Placement) -> None:
    assert people.status("supervisor", address(people)) == 403
    assert people.status("supervisor", address(people), "post") == 403
    step = f"/tunnit/{full.public_id}/2026-2/vaihe/"
    assert people.status("supervisor", step, "post", {"step": "submit", "seen": 0}) == 403
    assert people.status("supervisor", step, "post", {"step": "confirm", "seen": 0}) == 302
    assert month(full).confirmed_by == str(people.users["supervisor"])
    assert people.status("treasurer", step, "post", {"step": "approve", "seen": 1}) == 403


def test_a_coordinator_sees_what_stands_out_before_the_rest(
    people: Cast, full: Placement, lacking: Placement
) -> None:
    send(people, full, lacking)
    context = people.client("coordinator").get(CLOSE).context
    assert [row["review"].placement for row in context["noticed"]] == [lacking]
    assert [row["review"].placement for row in context["clear"]] == [full]


def test_months_are_closed_with_one_button_and_undone_with_one(
    people: Cast, full: Placement, lacking: Placement
) -> None:
    send(people, full)
    client = people.client("coordinator")
    rows = [month(full), month(lacking)]
    data: dict[str, Any] = {"row": [str(one.public_id) for one in rows]}
    page = client.post(CLOSE, data | {f"seen-{one.public_id}": one.edition for one in rows}, follow=True)
    assert {one.state for one in Month.objects.all()} == {"locked"}
    assert MonthlyTotal.objects.count() == 2
    (message,) = page.context["messages"]
    client.post(message.extra_tags.removeprefix("undo:"))
    assert (month(full).state, month(lacking).state) == ("submitted", "open")
    assert MonthlyTotal.objects.count() == 0
    assert [one.month for one in MonthVersion.objects.all()] == [month(lacking)]


def test_a_closing_is_not_undone_by_another_or_after_a_day(people: Cast, full: Placement) -> None:
    client = people.client("coordinator")
    one = month(full)
    client.post(CLOSE, {"row": str(one.public_id), f"seen-{one.public_id}": one.edition})
    at = month(full).locked_at
    assert at is not None
    assert people.status("treasurer", f"{CLOSE}peru/?at={at.isoformat().replace('+', '%2B')}", "post") == 403
    client.post(f"{CLOSE}peru/?at=2026-03-16T10:00:00%2B00:00")
    assert month(full).is_locked


def test_a_month_is_returned_with_a_note(people: Cast, full: Placement) -> None:
    send(people, full)
    back = f"/tunnit/{full.public_id}/2026-2/palauta/"
    client = people.client("coordinator")
    assert client.post(back, {"note": "", "seen": 1}).status_code == 422
    assert client.post(back, {"note": "Viikko 7 puuttuu", "seen": month(full).edition}).status_code == 302
    page = people.client("treasurer").get(f"/tunnit/{full.public_id}/2026-2/")
    assert "Viikko 7 puuttuu" in page.content.decode()


def test_the_version_before_a_reopening_can_be_looked_at(people: Cast, full: Placement) -> None:
    client = people.client("coordinator")
    client.post(f"/tunnit/{full.public_id}/2026-2/lukitse/")
    client.post(f"/tunnit/{full.public_id}/2026-2/avaa/", {"reason": "Virhe", "version": 1})
    page = people.client("treasurer").get(f"/tunnit/{full.public_id}/2026-2/versio/1/")
    assert [one.day.day for one in page.context["kept"].entries] == [2, 9, 16, 23]
    assert "Virhe" in page.content.decode()
    assert people.status("treasurer", f"/tunnit/{full.public_id}/2026-2/versio/2/") == 404
    assert people.status("neighbour", f"/tunnit/{full.public_id}/2026-2/versio/1/") == 404
