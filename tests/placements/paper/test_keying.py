"""A sheet is keyed back in the order of the paper, and nothing is kept before its sums agree."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from placements.models import HourEntry, Month, Placement
from tests.factories import make_hours, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
HIDDEN = re.compile(r'type="hidden" name="(2026[^"]+)" value="([^"]*)"')
BOX = re.compile(r'id="day-([\d-]+)" name="\1" value="([^"]*)"')


@pytest.fixture
def placement(people: Cast) -> Placement:
    return make_placement(make_worker(people.municipality, name="Aalto Aino"), people.association)


def address(placement: Placement) -> str:
    return f"/tunnit/{placement.public_id}/2026-3/paperilta/"


def page(people: Cast, placement: Placement) -> dict[str, str]:
    """All fields as a browser would send them back."""
    html = people.client("treasurer").get(address(placement)).content.decode()
    return dict(HIDDEN.findall(html)) | dict(BOX.findall(html))


def key_in(people: Cast, placement: Placement, fields: dict[str, str], **typed: str) -> Any:
    days = {
        f"2026-03-{name[1:]}" if name[0] == "d" and name[1:].isdigit() else name: typed[name]
        for name in typed
    }
    return people.client("treasurer").post(address(placement), {**fields, **days})


def kept() -> list[tuple[int, Decimal, str]]:
    return list(HourEntry.objects.order_by("day").values_list("day__day", "hours", "kind"))


def test_boxes_stand_in_the_order_of_the_paper(people: Cast, placement: Placement) -> None:
    html = people.client("treasurer").get(address(placement)).content.decode()
    assert [day for day, _value in BOX.findall(html)] == [f"2026-03-{day:02}" for day in range(1, 32)]


def test_a_sheet_whose_sums_agree_is_kept(people: Cast, placement: Placement) -> None:
    answer = key_in(
        people, placement, page(people, placement), d02="6", d03="S", d04="4,5", work="10,5", absences="5"
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tunnit/paperilla/?month=2026-03")
    assert kept() == [
        (2, Decimal("6.00"), "work"),
        (3, Decimal("5.00"), "sick"),
        (4, Decimal("4.50"), "work"),
    ]


@pytest.mark.parametrize(
    "sums", [{"work": "9"}, {"work": ""}, {"work": "10", "absences": "1"}, {"work": "x"}]
)
def test_sums_that_differ_keep_nothing_and_lose_nothing(
    people: Cast, placement: Placement, sums: dict[str, str]
) -> None:
    answer = key_in(people, placement, page(people, placement), d02="6", d03="4", **sums)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert not HourEntry.objects.exists()
    assert 'name="2026-03-02" value="6"' in html
    assert 'name="differs"' in html
    assert "10,00" in html


def test_a_person_may_save_although_the_sums_differ(people: Cast, placement: Placement) -> None:
    answer = key_in(people, placement, page(people, placement), d02="6", work="9", differs="on")
    assert answer.status_code == 302
    assert kept() == [(2, Decimal("6.00"), "work")]


def test_a_box_that_cannot_be_read_keeps_nothing(people: Cast, placement: Placement) -> None:
    answer = key_in(people, placement, page(people, placement), d02="6", d03="25", work="31", differs="on")
    assert answer.status_code == 422
    assert 'aria-describedby="problem-2026-03-03"' in answer.content.decode()
    assert not HourEntry.objects.exists()


def test_the_same_send_twice_keeps_one_sheet(people: Cast, placement: Placement) -> None:
    fields = page(people, placement)
    for _send in range(2):
        assert key_in(people, placement, fields, d02="6", work="6").status_code == 302
    assert kept() == [(2, Decimal("6.00"), "work")]


def test_what_stands_is_shown_and_can_be_changed_and_emptied(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 2), "4.00", note="Lumityö")
    make_hours(placement, date(2026, 3, 3), "5.00", kind="sick")
    fields = page(people, placement)
    assert (fields["2026-03-02"], fields["2026-03-03"]) == ("4,00", "S 5,00")
    assert key_in(people, placement, fields, d02="6", d03="", work="6").status_code == 302
    assert kept() == [(2, Decimal("6.00"), "work")]
    assert HourEntry.objects.get().note == "Lumityö"


def test_several_entries_of_a_day_count_and_stay(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 2), "2.00")
    make_hours(placement, date(2026, 3, 2), "3.00", kind="sick")
    fields = page(people, placement)
    assert "2026-03-02" not in fields
    assert key_in(people, placement, fields, d03="6", work="8", absences="3").status_code == 302
    assert HourEntry.objects.count() == 3


def test_what_another_wrote_meanwhile_is_told_and_saving_again_keeps_the_paper(
    people: Cast, placement: Placement
) -> None:
    fields = page(people, placement)
    make_hours(placement, date(2026, 3, 2), "4.00")
    answer = key_in(people, placement, fields, d02="6", d03="5", work="11")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "4,00 h" in html
    assert kept() == [(2, Decimal("4.00"), "work"), (3, Decimal("5.00"), "work")]
    again = dict(HIDDEN.findall(html)) | dict(BOX.findall(html))
    assert key_in(people, placement, again, work="11").status_code == 302
    assert kept() == [(2, Decimal("6.00"), "work"), (3, Decimal("5.00"), "work")]


def test_a_closed_month_is_not_keyed(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 2))
    fields = page(people, placement)
    Month.objects.update(state="locked", locked_at="2026-03-17T10:00Z", locked_by="Kaisa")
    assert "disabled" in people.client("treasurer").get(address(placement)).content.decode()
    assert key_in(people, placement, fields, d03="6", work="11").status_code == 422
    assert HourEntry.objects.count() == 1


def test_only_those_who_write_hours_key_them(people: Cast, placement: Placement) -> None:
    asked = {
        role: people.status(role, address(placement))
        for role in ("deputy", "neighbour", "funder", "coordinator")
    }
    assert asked == {"deputy": 200, "neighbour": 404, "funder": 403, "coordinator": 200}
    assert people.status("deputy", address(placement).replace("2026-3", "2026-13")) == 404
    assert people.status("deputy", address(placement).replace("2026-3", "2027-3")) == 404
