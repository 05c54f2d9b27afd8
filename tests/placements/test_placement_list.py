"""The list of placements."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.factories import make_association, make_placement, make_worker
from tests.placements.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
ADDRESS = "/tyojaksot/"


def names(response: Any) -> list[str]:
    return [str(row["placement"].worker) for row in response.context["rows"]]


def placed(people: Cast, name: str, **fields: Any) -> Any:
    return make_placement(make_worker(people.municipality, name=name), people.association, **fields)


def test_shows_those_in_force_by_name(people: Cast) -> None:
    placed(people, "Äijälä Onni")
    placed(people, "Aalto Aino")
    placed(people, "Entinen Eero", last=date(2026, 2, 28))
    response = people.client("coordinator").get(ADDRESS)
    assert names(response) == ["Aalto Aino", "Äijälä Onni"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=ending", ["Loppu Leo"]),
        ("state=coming", ["Tuleva Tea"]),
        ("state=all", ["Entinen Eero", "Loppu Leo", "Tuleva Tea"]),
        ("on=2026-01-15", ["Entinen Eero", "Loppu Leo"]),
        ("state=all&q=eero", ["Entinen Eero"]),
        ("state=all&kind=trial", ["Tuleva Tea"]),
        ("state=nonsense&on=nonsense&association=x&kind=y", ["Loppu Leo"]),
    ],
)
def test_filters(people: Cast, query: str, expected: list[str]) -> None:
    placed(people, "Entinen Eero", last=date(2026, 2, 28))
    placed(people, "Loppu Leo", last=date(2026, 4, 17))
    placed(people, "Tuleva Tea", first=date(2026, 5, 1), last=None, kind="trial")
    assert names(people.client("coordinator").get(f"{ADDRESS}?{query}")) == expected


def test_filters_by_association(people: Cast) -> None:
    placed(people, "Aalto Aino")
    other = make_association(people.municipality)
    make_placement(make_worker(people.municipality, name="Muu Matti"), other)
    response = people.client("coordinator").get(ADDRESS, {"association": str(other.public_id)})
    assert names(response) == ["Muu Matti"]


@pytest.mark.parametrize("role", ["treasurer", "deputy", "supervisor"])
def test_an_association_sees_its_own_alone(people: Cast, role: str) -> None:
    placed(people, "Aalto Aino")
    make_placement(make_worker(people.municipality, name="Muu Matti"), make_association(people.municipality))
    response = people.client(role).get(ADDRESS)
    assert names(response) == ["Aalto Aino"]
    assert reverse("placement_new") not in response.content.decode()


def test_who_may(people: Cast) -> None:
    for role in ("evaluator", "administrator", "funder"):
        assert people.status(role, ADDRESS) == 403
    assert people.status("anonymous", ADDRESS) == 302
    assert people.status("coordinator", ADDRESS, "post") == 405


def test_htmx_gets_the_rows_alone(people: Cast) -> None:
    placed(people, "Aalto Aino")
    part = people.client("coordinator", htmx=True).get(ADDRESS).content.decode()
    assert part.strip().startswith('<div id="rows">')
    assert "<html" not in part


def test_an_empty_list_has_one_way_on(people: Cast) -> None:
    page = people.client("coordinator").get(ADDRESS).content.decode()
    assert page.count(f'href="{reverse("placement_new")}"') == 2  # above, and in the empty place


def test_queries_do_not_grow_with_rows(people: Cast) -> None:
    for number in range(5):
        placed(people, f"Rivi {number:02}")
    few = people.queries("coordinator", ADDRESS)
    for number in range(5, 60):
        placed(people, f"Rivi {number:02}")
    assert people.queries("coordinator", ADDRESS) == few
    assert few <= 17


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_export_has_the_filtered_rows(people: Cast, file_format: str) -> None:
    placed(people, "Aalto Aino")
    placed(people, "Entinen Eero", last=date(2026, 2, 28))
    response = people.client("treasurer").get(f"/tyojaksot/vienti.{file_format}")
    content = response.getvalue()
    assert response.status_code == 200
    if file_format == "csv":
        text = content.decode("utf-8-sig")
        assert "Aalto Aino" in text
        assert "Entinen Eero" not in text
        assert ";25,00;10,00;" in text


def test_export_refuses_others(people: Cast) -> None:
    assert people.status("evaluator", "/tyojaksot/vienti.csv") == 403
    assert people.status("coordinator", "/tyojaksot/vienti.doc") == 404
    assert people.status("coordinator", "/tyojaksot/vienti.csv", "post") == 405
