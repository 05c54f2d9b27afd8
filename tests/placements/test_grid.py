"""The grid of a whole association's month."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from placements.cells import base_of, read_cell, text_of
from placements.models import HourEntry, Month, Placement
from tests.factories import make_association, make_hours, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]


@pytest.fixture
def placement(people: Cast) -> Placement:
    worker = make_worker(people.municipality, name="Aalto Aino")
    return make_placement(worker, people.association, first=date(2026, 3, 2), last=date(2026, 10, 31))


@pytest.fixture
def other(people: Cast) -> Placement:
    return make_placement(make_worker(people.municipality, name="Berg Bo"), people.association)


def address(people: Cast, month: str = "2026-3", what: str = "") -> str:
    return f"/tunnit/yhdistys/{people.association.public_id}/{month}/{what}"


def row(page: Any, placement: Placement) -> Any:
    return next(one for one in page.context["grid"].rows if one.placement == placement)


def sent(page: Any, placement: Placement, cells: dict[int, str], **more: Any) -> dict[str, Any]:
    """What the page at hand sends when these days were typed into the placement's row."""
    shown = row(page, placement)
    data = {"rows": shown.key, f"base-{shown.key}": shown.bases, f"text-{shown.key}": shown.texts}
    return data | {f"c-{shown.key}-{day}": text for day, text in cells.items()} | more


def written(placement: Placement) -> list[tuple[int, str, str]]:
    rows = HourEntry.objects.filter(placement=placement).order_by("day", "id")
    return [(one.day.day, str(one.hours), one.kind) for one in rows]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("7,5", [("work", "7.50")]),
        ("7:30", [("work", "7.50")]),
        ("7.5 h", [("work", "7.50")]),
        ("S 7,5", [("sick", "7.50")]),
        ("7,5s", [("sick", "7.50")]),
        ("s", [("sick", "5.00")]),
        ("4+V3,5", [("work", "4.00"), ("holiday", "3.50")]),
        ("", []),
        ("0", []),
    ],
)
def test_reads_a_cell_as_people_write_it(text: str, parts: list[tuple[str, str]]) -> None:
    assert [(one.kind, str(one.hours)) for one in read_cell(text, Decimal(5))] == parts


@pytest.mark.parametrize("text", ["25", "viisi", "Q5", "7,555", "S7,5S", "-3", "4+"])
def test_what_is_no_hours_is_refused_with_the_reason(text: str) -> None:
    if text == "4+":
        assert len(read_cell(text, Decimal(5))) == 1
        return
    with pytest.raises(ValidationError):
        read_cell(text, Decimal(5))


def test_shows_everybody_and_every_day(people: Cast, placement: Placement, other: Placement) -> None:
    make_hours(placement, date(2026, 3, 3), "4.00")
    make_hours(placement, date(2026, 3, 3), "3.50", kind="sick")
    page = people.client("treasurer").get(address(people))
    grid = page.context["grid"]
    assert [one.placement for one in grid.rows] == [placement, other]
    assert len(grid.columns) == 31
    assert row(page, placement).cells[2].text == "4+S3,5"
    assert not row(page, placement).cells[0].inside
    assert grid.total == Decimal("7.50")


def test_keeps_what_was_typed_in_each_cell(people: Cast, placement: Placement, other: Placement) -> None:
    client = people.client("treasurer")
    page = client.get(address(people))
    data = sent(page, placement, {3: "7,5", 4: "S", 5: "4+V3,5"})
    both = sent(page, other, {3: "6"})
    answer = client.post(address(people), both | data | {"rows": [data["rows"], both["rows"]]})
    assert answer.status_code == 302
    assert written(placement) == [
        (3, "7.50", "work"), (4, "5.00", "sick"), (5, "4.00", "work"), (5, "3.50", "holiday"),
    ]  # fmt: skip
    assert written(other) == [(3, "6.00", "work")]


def test_a_repeated_save_writes_nothing_twice(people: Cast, placement: Placement) -> None:
    client = people.client("treasurer")
    data = sent(client.get(address(people)), placement, {3: "7,5"})
    client.post(address(people), data)
    assert client.post(address(people), data).status_code == 302
    assert written(placement) == [(3, "7.50", "work")]


def test_a_changed_cell_keeps_the_note_of_its_hours(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 3), "4.00", note="Katto")
    client = people.client("treasurer")
    client.post(address(people), sent(client.get(address(people)), placement, {3: "5+S1"}))
    assert written(placement) == [(3, "5.00", "work"), (3, "1.00", "sick")]
    assert HourEntry.objects.get(kind="work").note == "Katto"


def test_an_emptied_cell_is_empty(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 3), "4.00")
    client = people.client("treasurer")
    client.post(address(people), sent(client.get(address(people)), placement, {3: ""}))
    assert written(placement) == []


def test_bad_cells_are_told_beside_and_keep_what_was_typed(people: Cast, placement: Placement) -> None:
    client = people.client("treasurer")
    page = client.get(address(people))
    answer = client.post(address(people), sent(page, placement, {3: "25", 4: "viisi", 5: "7,5"}))
    assert answer.status_code == 422
    assert [(cell.text, bool(cell.problem)) for cell in row(answer, placement).cells[2:5]] == [
        ("25", True), ("viisi", True), ("7,5", False),
    ]  # fmt: skip
    assert written(placement) == [(5, "7.50", "work")]


def test_a_day_outside_the_placement_is_refused(people: Cast, placement: Placement) -> None:
    client = people.client("treasurer")
    answer = client.post(address(people), sent(client.get(address(people)), placement, {1: "5"}))
    assert "työjakson ulkopuolella" in row(answer, placement).cells[0].problem
    assert written(placement) == []


def test_a_month_that_was_sent_meanwhile_takes_nothing(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 2), "5.00")
    client = people.client("supervisor")
    data = sent(client.get(address(people)), placement, {3: "5"})
    people.client("treasurer").post(
        f"/tunnit/{placement.public_id}/2026-3/vaihe/", {"step": "submit", "seen": 0}
    )
    answer = client.post(address(people), data)
    assert "lähetetty" in row(answer, placement).cells[2].problem
    assert written(placement) == [(2, "5.00", "work")]


def test_two_who_write_one_cell_are_shown_both(people: Cast, placement: Placement) -> None:
    first, second = people.client("treasurer"), people.client("supervisor")
    page = first.get(address(people))
    mine, theirs = sent(page, placement, {3: "7,5", 4: "1"}), sent(page, placement, {3: "6", 5: "2"})
    first.post(address(people), mine)
    answer = second.post(address(people), theirs)
    cell = row(answer, placement).cells[2]
    assert (cell.clash.mine, cell.clash.theirs) == ("6", "7,5")
    assert cell.clash.who == str(people.users["treasurer"])
    assert written(placement) == [(3, "7.50", "work"), (4, "1.00", "work"), (5, "2.00", "work")]
    again = second.post(address(people), sent(answer, placement, {3: "6"}))
    assert again.status_code == 302
    assert written(placement)[0] == (3, "6.00", "work")


def test_another_associations_row_is_not_touched(people: Cast, placement: Placement) -> None:
    foreign = make_placement(make_worker(people.municipality), make_association(people.municipality))
    client = people.client("treasurer")
    page = client.get(address(people))
    key = str(foreign.public_id)
    client.post(address(people), sent(page, placement, {}) | {"rows": key, f"c-{key}-3": "5"})
    assert written(foreign) == []
    assert people.status("neighbour", address(people)) == 404


def test_the_tick_says_that_a_month_is_complete(people: Cast, placement: Placement) -> None:
    client = people.client("treasurer")
    key = str(placement.public_id)
    page = client.get(address(people))
    assert row(page, placement).review.missing
    client.post(address(people), sent(page, placement, {}) | {f"ticked-{key}": "", f"complete-{key}": "1"})
    assert Month.objects.get().is_complete
    assert not row(client.get(address(people)), placement).review.missing


def test_the_week_before_is_copied_into_empty_days_until_today(people: Cast, placement: Placement) -> None:
    for day, hours in ((9, "5.00"), (10, "6.00"), (12, "7.00")):
        make_hours(placement, date(2026, 3, day), hours)
    make_hours(placement, date(2026, 3, 16), "1.00")
    client = people.client("treasurer")
    client.post(address(people), {"fill": "week", "fill-week": "2026-03-16", "fill-row": ""})
    assert written(placement)[3:] == [(16, "1.00", "work"), (17, "6.00", "work")]


def test_the_usual_week_parts_the_agreed_hours(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 3), "1.00")
    client = people.client("treasurer")
    chosen = {f"weekday-{number}": "1" for number in (0, 1, 2)}
    client.post(address(people), {"fill": "usual", "fill-row": str(placement.public_id)} | chosen)
    assert [(day, hours) for day, hours, _kind in written(placement)] == [
        (2, "8.33"), (3, "1.00"), (4, "8.34"), (9, "8.33"), (10, "8.33"), (11, "8.34"),
        (16, "8.33"), (17, "8.33"), (18, "8.34"),
    ]  # fmt: skip


def test_a_part_of_the_page_has_the_touched_rows_alone(
    people: Cast, placement: Placement, other: Placement
) -> None:
    client = people.client("treasurer", htmx=True)
    page = people.client("treasurer").get(address(people))
    answer = client.post(address(people), sent(page, placement, {3: "5"}))
    assert [one.placement for one in answer.context["changed"]] == [placement]
    assert b"<html" not in answer.content
    assert str(other.public_id) not in answer.content.decode()


def test_the_texts_of_a_cell_come_back_as_they_are(placement: Placement) -> None:
    entries = [
        make_hours(placement, date(2026, 3, 3), "4.25"),
        make_hours(placement, date(2026, 3, 3), "3.00", "sick"),
    ]
    assert (text_of(entries), base_of(entries)) == ("4,25+S3", "4.25+sick3.00")


def test_the_page_takes_as_many_queries_for_twelve_as_for_one(people: Cast, placement: Placement) -> None:
    few = people.queries("treasurer", address(people))
    for number in range(12):
        one = make_placement(make_worker(people.municipality, name=f"Väki {number}"), people.association)
        for day in range(2, 7):
            make_hours(one, date(2026, 3, day))
    assert people.queries("treasurer", address(people)) == few
