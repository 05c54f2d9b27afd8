"""The grid of one month of one placement."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from placements.hours import mark_of
from placements.models import HourEntry, Month, Placement
from tests.factories import make_hours, make_placement, make_work, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]


@pytest.fixture
def placement(people: Cast) -> Placement:
    worker = make_worker(people.municipality, name="Aalto Aino")
    return make_placement(worker, people.association, first=date(2026, 3, 2), last=date(2026, 10, 31))


def address(placement: Placement, month: str = "2026-3") -> str:
    return f"/tunnit/{placement.public_id}/{month}/"


def line(day: int, hours: str, **cells: Any) -> dict[str, Any]:
    """One line of a save, as the page sends it. `entry` is the entry that the page showed there."""
    entry: HourEntry | None = cells.pop("entry", None)
    name = f"2026-03-{day:02}_{cells.pop('index', 0)}"
    return {
        "line": name,
        f"{name}-hours": hours,
        f"{name}-kind": cells.pop("kind", "work"),
        f"{name}-note": cells.pop("note", ""),
        f"{name}-work": cells.pop("work", ""),
        f"{name}-entry": str(entry.public_id) if entry else "",
        f"{name}-key": str(cells.pop("key", None) or uuid4()),
        f"{name}-seen": cells.pop("seen", mark_of(entry)),
        f"known-2026-03-{day:02}": cells.pop("known", str(entry.public_id) if entry else ""),
    }


def together(*lines: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {key: value for one in lines for key, value in one.items()}
    return data | {"line": [one["line"] for one in lines]}


def written() -> list[tuple[int, str, str, str]]:
    rows = HourEntry.objects.order_by("day", "id")
    return [(row.day.day, str(row.hours), row.kind, row.note) for row in rows]


def cell(response: Any, day: int, index: int = 0) -> Any:
    days = {one.day.day: one for one in response.context["sheet"].days}
    return days[day].lines[index]


def test_shows_every_day_with_sums_against_what_is_agreed(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 2), "5.00")
    make_hours(placement, date(2026, 3, 3), "2.50", kind="sick")
    make_hours(placement, date(2026, 3, 4), "4.00", kind="unpaid")
    response = people.client("treasurer").get(address(placement))
    sheet = response.context["sheet"]
    assert len(sheet.days) == 31
    assert (sheet.total, sheet.agreed) == (Decimal("7.50"), Decimal(110))
    assert [week.number for week in sheet.weeks] == [9, 10, 11, 12, 13, 14]
    assert sheet.weeks[1].agreed == 25
    assert not sheet.days[0].inside  # the placement begins on the second
    assert "5,00" in response.content.decode()


def test_marks_public_holidays_and_the_day_at_hand(people: Cast, placement: Placement) -> None:
    days = people.client("treasurer").get(address(placement, "2026-4")).context["sheet"].days
    assert days[2].holiday == "Pitkäperjantai"
    assert days[2].is_rest
    march = people.client("treasurer").get(address(placement)).context["sheet"].days
    assert [day.day.day for day in march if day.is_today] == [18]


def test_saves_what_was_typed(people: Cast, placement: Placement) -> None:
    assert people.association.village is not None
    work = make_work(people.association.village, chosen_on=date(2026, 2, 1), text="Laavun katto")
    data = together(
        line(2, "5,2", note="Katon paikkaus", work=str(work.public_id)),
        line(3, "7:30"),
        line(4, "4", kind="sick"),
    )
    response = people.client("treasurer").post(address(placement), data)
    assert response.status_code == 302
    assert written() == [
        (2, "5.20", "work", "Katon paikkaus"),
        (3, "7.50", "work", ""),
        (4, "4.00", "sick", ""),
    ]
    assert HourEntry.objects.get(day=date(2026, 3, 2)).work == work


def test_several_kinds_on_one_day(people: Cast, placement: Placement) -> None:
    entry = make_hours(placement, date(2026, 3, 2), "3.00")
    known = str(entry.public_id)
    data = together(line(2, "3,00", entry=entry), line(2, "2", kind="sick", index=1, known=known))
    people.client("treasurer").post(address(placement), data)
    assert written() == [(2, "3.00", "work", ""), (2, "2.00", "sick", "")]


def test_an_emptied_cell_removes_its_hours(people: Cast, placement: Placement) -> None:
    entry = make_hours(placement, date(2026, 3, 2), "3.00")
    people.client("treasurer").post(address(placement), line(2, "", entry=entry))
    assert written() == []


def test_adding_a_line_needs_no_javascript(people: Cast, placement: Placement) -> None:
    data = line(2, "3") | {"add": "2026-03-02"}
    response = people.client("treasurer").post(address(placement), data)
    assert response.status_code == 200
    assert [one.hours for one in response.context["sheet"].days[1].lines] == ["3,00", ""]


@pytest.mark.parametrize(
    ("day", "hours", "told"),
    [
        (2, "25", "24"),
        (2, "viisi", "5,5"),
        (1, "5", None),  # before the placement
    ],
)
def test_a_faulty_cell_says_why_and_the_rest_is_saved(
    people: Cast, placement: Placement, day: int, hours: str, told: str | None
) -> None:
    response = people.client("treasurer").post(address(placement), together(line(day, hours), line(5, "6")))
    assert response.status_code == 422
    shown = cell(response, day)
    assert shown.hours == hours
    assert shown.problem
    assert told is None or told in shown.problem
    assert written() == [(5, "6.00", "work", "")]


def test_more_than_24_hours_over_all_employers_is_told_beside_the_cell(
    people: Cast, placement: Placement
) -> None:
    make_hours(make_placement(placement.worker), date(2026, 3, 3), "20.00")
    response = people.client("treasurer").post(address(placement), line(3, "5"))
    assert "24" in cell(response, 3).problem
    assert cell(response, 3).hours == "5"


def test_a_note_without_hours_is_asked_for_them(people: Cast, placement: Placement) -> None:
    response = people.client("treasurer").post(address(placement), line(3, "", note="Halkoja"))
    assert cell(response, 3).problem
    assert cell(response, 3).note == "Halkoja"


def test_a_repeated_save_is_answered_with_the_first_result(people: Cast, placement: Placement) -> None:
    client, data = people.client("treasurer"), line(2, "5", key=uuid4())
    client.post(address(placement), data)
    assert client.post(address(placement), data).status_code == 302
    assert written() == [(2, "5.00", "work", "")]


def test_a_correction_after_a_lost_answer_is_kept(people: Cast, placement: Placement) -> None:
    client, key = people.client("treasurer"), uuid4()
    client.post(address(placement), line(2, "5", key=key))
    assert client.post(address(placement), line(2, "6", key=key)).status_code == 302
    assert written() == [(2, "6.00", "work", "")]


def test_the_second_writer_is_shown_what_the_first_wrote(people: Cast, placement: Placement) -> None:
    entry = make_hours(placement, date(2026, 3, 2), "3.00")
    seen = mark_of(entry)
    people.client("coordinator").post(address(placement), line(2, "4", entry=entry))
    response = people.client("treasurer").post(address(placement), line(2, "5", entry=entry, seen=seen))
    shown = cell(response, 2)
    assert response.status_code == 422
    assert shown.hours == "5"
    assert "4,00" in shown.meanwhile
    assert str(people.users["coordinator"]) in shown.meanwhile
    again = line(2, "5", entry=entry, seen=shown.seen)
    assert people.client("treasurer").post(address(placement), again).status_code == 302
    assert written() == [(2, "5.00", "work", "")]


def test_two_new_lines_of_one_day_are_not_added_unseen(people: Cast, placement: Placement) -> None:
    people.client("coordinator").post(address(placement), line(2, "4"))
    response = people.client("treasurer").post(address(placement), line(2, "5"))
    assert "4,00" in cell(response, 2).meanwhile
    assert [one.hours for one in response.context["sheet"].days[1].lines] == ["5", "4,00"]
    assert written() == [(2, "4.00", "work", "")]


def test_hours_removed_by_another_are_told(people: Cast, placement: Placement) -> None:
    entry = make_hours(placement, date(2026, 3, 2), "3.00")
    data = line(2, "5", entry=entry)
    HourEntry.objects.filter(pk=entry.pk).delete()
    assert cell(people.client("treasurer").post(address(placement), data), 2).meanwhile
    assert written() == []


def test_an_untouched_line_takes_what_another_wrote(people: Cast, placement: Placement) -> None:
    entry = make_hours(placement, date(2026, 3, 2), "3.00")
    untouched = line(2, "3,00", entry=entry)
    HourEntry.objects.filter(pk=entry.pk).update(hours="4.00")
    assert people.client("treasurer").post(address(placement), untouched).status_code == 302
    assert written() == [(2, "4.00", "work", "")]


def test_a_locked_month_is_read_only_and_takes_nothing(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 2), "3.00")
    people.client("coordinator").post(f"{address(placement)}lukitse/")
    page = people.client("treasurer").get(address(placement))
    assert not page.context["may_write"]
    assert 'name="line"' not in page.content.decode()
    response = people.client("treasurer").post(address(placement), line(3, "5"))
    assert response.status_code == 422
    assert len(HourEntry.objects.all()) == 1


def test_htmx_gets_the_saved_days_and_the_sums(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 9), "3.00")
    part = people.client("treasurer", htmx=True).post(address(placement), line(2, "5,2")).content.decode()
    assert "<html" not in part
    assert 'data-day="2026-03-02"' in part
    assert 'data-day="2026-03-09"' not in part
    assert "<span data-total>8,20</span>" in part


def test_the_print_view_has_no_cells(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 2), "3.00", note="Halkoja")
    page = people.client("supervisor").get(f"{address(placement)}?print=1").content.decode()
    assert "Halkoja" in page
    assert "<select" not in page


def test_who_may(people: Cast, placement: Placement) -> None:
    for role in ("coordinator", "treasurer", "deputy", "supervisor"):
        assert people.status(role, address(placement)) == 200
    for role in ("evaluator", "administrator", "funder"):
        assert people.status(role, address(placement)) == 403
        assert people.status(role, address(placement), "post", line(2, "5")) == 403
    for role in ("stranger", "neighbour"):
        assert people.status(role, address(placement)) == 404
        assert people.status(role, address(placement), "post", line(2, "5")) == 404
    assert people.status("anonymous", address(placement)) == 302
    assert people.status("coordinator", address(placement), "delete") == 405
    assert written() == []


@pytest.mark.parametrize("month", ["2026-2", "2026-11", "2026-13", "2026-0"])
def test_months_outside_the_placement_are_not_there(people: Cast, placement: Placement, month: str) -> None:
    assert people.status("treasurer", address(placement, month)) == 404


def test_nonsense_is_left_out(people: Cast, placement: Placement) -> None:
    data = {"line": ["x", "2026-02-30_0", "2026-04-01_0"], "known-2026-03-02": "nonsense"}
    assert people.client("treasurer").post(address(placement), data).status_code == 302
    assert written() == []


def test_queries_do_not_grow_with_hours(people: Cast, placement: Placement) -> None:
    make_hours(placement, date(2026, 3, 2))
    few = people.queries("treasurer", address(placement))
    for day in range(3, 32):
        make_hours(placement, date(2026, 3, day), "5.00")
        make_hours(placement, date(2026, 3, day), "1.00", kind="sick")
    assert people.queries("treasurer", address(placement)) == few


def test_a_month_is_made_by_its_first_hours_alone(people: Cast, placement: Placement) -> None:
    people.client("treasurer").get(address(placement))
    assert Month.objects.count() == 0
    people.client("treasurer").post(address(placement), line(2, "5"))
    assert Month.objects.get().first_day == date(2026, 3, 1)
    assert isinstance(HourEntry.objects.get().client_key, UUID)


def test_one_key_leads_to_the_next_person_by_name_and_from_the_last_to_sending(people: Cast) -> None:
    first, last = (
        make_placement(make_worker(people.municipality, name=name), people.association)
        for name in ("Aalto Aino", "Berg Bo")
    )
    make_placement(make_worker(people.municipality, name="Entinen Eero"), people.association,
                   last=date(2026, 1, 31))  # fmt: skip

    def onward(role: str, placement: Placement) -> Any:
        return people.client(role).get(f"/tunnit/{placement.public_id}/2026-2/").context["onward"]

    grid = f"/tunnit/yhdistys/{people.association.public_id}/2026-2/"
    assert onward("treasurer", first) == {
        "name": "Berg Bo",
        "address": f"/tunnit/{last.public_id}/2026-2/",
    }
    assert onward("treasurer", last)["address"] == f"{grid}laheta/"
    assert onward("supervisor", last)["address"] == grid
    alone = make_placement(make_worker(people.municipality))  # with a business: nobody comes next
    assert onward("coordinator", alone) is None
