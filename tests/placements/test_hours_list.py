"""People by months, months that wait for approval, and the export of hours."""

from datetime import date
from typing import Any

import pytest

from tests.factories import make_association, make_hours, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]


def placed(people: Cast, name: str, **fields: Any) -> Any:
    return make_placement(make_worker(people.municipality, name=name), people.association, **fields)


def test_shows_three_months_of_each_person(people: Cast) -> None:
    placement = placed(people, "Aalto Aino", first=date(2026, 2, 2))
    make_hours(placement, date(2026, 2, 2), "5.00")
    ((shown, cells),) = people.client("treasurer").get("/tunnit/").context["rows"]
    assert shown == placement
    assert [(cell.first_day.month, cell.inside, cell.hours, cell.agreed) for cell in cells] == [
        (1, False, 0, 0),
        (2, True, 5, 100),
        (3, True, 0, 110),
    ]


def test_another_month_and_other_filters(people: Cast) -> None:
    placed(people, "Aalto Aino", last=date(2026, 1, 31))
    placed(people, "Berg Bo", first=date(2026, 3, 1))
    rows = people.client("coordinator").get("/tunnit/?month=2026-01").context["rows"]
    assert [str(placement.worker) for placement, _cells in rows] == ["Aalto Aino"]
    rows = people.client("coordinator").get("/tunnit/?q=berg&month=nonsense").context["rows"]
    assert [str(placement.worker) for placement, _cells in rows] == ["Berg Bo"]


def test_waiting_months_are_past_open_and_have_hours(people: Cast) -> None:
    placement = placed(people, "Aalto Aino")
    for day in (date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 2)):
        make_hours(placement, day)
    people.client("coordinator").post(f"/tunnit/{placement.public_id}/2026-1/lukitse/")
    response = people.client("coordinator").get("/tunnit/?state=open")
    assert [(month.first_day.month, may) for month, may in response.context["rows"]] == [(2, True)]
    own = people.client("treasurer").get("/tunnit/?state=open").context["rows"]
    assert [may for _month, may in own] == [False]


def test_an_association_sees_its_own_alone(people: Cast) -> None:
    make_placement(make_worker(people.municipality), make_association(people.municipality))
    assert people.client("treasurer").get("/tunnit/").context["rows"] == []


def test_htmx_gets_the_rows_alone(people: Cast) -> None:
    placed(people, "Aalto Aino")
    part = people.client("coordinator", htmx=True).get("/tunnit/").content.decode()
    assert "Aalto Aino" in part
    assert "<html" not in part


@pytest.mark.parametrize("query", ["", "?state=open"])
def test_queries_do_not_grow(people: Cast, query: str) -> None:
    for number in range(5):
        make_hours(placed(people, f"Rivi {number}"), date(2026, 2, 2))
    few = people.queries("coordinator", f"/tunnit/{query}")
    for number in range(5, 60):
        make_hours(placed(people, f"Rivi {number}"), date(2026, 2, 2))
    assert people.queries("coordinator", f"/tunnit/{query}") == few


def test_exports_hours_of_the_shown_months(people: Cast) -> None:
    placement = placed(people, "Aalto Aino")
    make_hours(placement, date(2026, 2, 2), "5.25", note="=1+1")
    make_hours(placement, date(2026, 5, 4), "6.00")
    text = people.client("treasurer").get("/tunnit/vienti.csv").getvalue().decode("utf-8-sig")
    rows = text.splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("2.2.2026;Aalto Aino;Alakylän kyläyhdistys ry;5,25;")
    assert "'=1+1" in rows[1]
    waiting = people.client("coordinator").get("/tunnit/vienti.csv?state=open").getvalue().decode()
    assert "5,25" in waiting
    assert people.status("coordinator", "/tunnit/vienti.xlsx") == 200


def test_who_may(people: Cast) -> None:
    for address in ("/tunnit/", "/tunnit/vienti.csv"):
        for role in ("evaluator", "administrator", "funder"):
            assert people.status(role, address) == 403
        assert people.status("anonymous", address) == 302
        assert people.status("coordinator", address, "post") == 405
