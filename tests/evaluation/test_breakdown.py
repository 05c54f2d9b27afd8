"""Figures by part: counted by hand, made safe, and hidden the same way on every page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluation.indicators.breakdown import FAMILIES, OTHERS, Table
from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Dimension
from evaluation.reports.breakdowns import breakdowns
from evaluation.reports.dataset import Asked
from evaluation.statistics.breakdown import table
from evaluation.statistics.scope import Scope
from laavu.accounts.models import Municipality
from tests.cast import Cast, client_of, make_cast
from tests.evaluation.world import ASKED, FIRST, LAST, PERIOD, make_placed
from tests.factories import (
    make_association,
    make_relationship,
    make_village,
    make_work,
    make_worker,
)
from workers.models import Background

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def municipality(cast: Cast) -> Municipality:
    """Three villages: 6 clients of 30 years, 7 of 50, and 2 of 61; those over 40 have work."""
    found = cast.municipality
    for name, people, born in (("Alakylä", 6, 1995), ("Ylikylä", 7, 1975), ("Perä", 2, 1964)):
        village = make_village(found, name=name)
        association = make_association(found, village=village, name=f"{name}n seura")
        for _number in range(people):
            worker = make_worker(found, birth_date=date(born, 6, 1), home_village=village)
            make_relationship(worker, date(2026, 1, 7))
            gender = "woman" if born == 1995 else "man"
            Background.objects.create(
                municipality=found,
                worker=worker,
                fact="gender",
                value=gender,
                from_on=FIRST,
                stated_by="person",
            )
            if born < 1990:
                make_placed(worker, association)
            make_work(village, found_on=date(2026, 2, 1))
    return found


def counted(found: Table) -> dict[str, tuple[Any, ...]]:
    return {row.label or row.key: tuple(cell.value for cell in row.cells.values()) for row in found.rows}


def exact(municipality: Municipality, family: str, by: Dimension) -> dict[str, tuple[Any, ...]]:
    (asked,) = (one for one in FAMILIES if one.name == family)
    return counted(table(Scope(municipality.pk, FIRST, LAST), asked, by))


def test_people_by_village_age_and_gender(municipality: Municipality) -> None:
    assert exact(municipality, "people", Dimension.VILLAGE) == {
        "Alakylä": (6, 6, 0, 0),
        "Perä": (2, 2, 2, 2),
        "Ylikylä": (7, 7, 7, 7),
    }
    assert exact(municipality, "people", Dimension.AGE) == {
        "25-34": (6, 6, 0, 0),
        "45-54": (7, 7, 7, 7),
        "55-": (2, 2, 2, 2),
    }
    assert exact(municipality, "people", Dimension.GENDER) == {"man": (9, 9, 9, 9), "woman": (6, 6, 0, 0)}


def test_a_protected_address_has_no_village(municipality: Municipality) -> None:
    worker = make_worker(municipality, home_village=make_village(municipality), address_protected=True)
    make_relationship(worker, date(2026, 1, 7))
    found = exact(municipality, "people", Dimension.VILLAGE)
    assert found[""] == (1, 1, 0, 0)
    assert len(found) == 4


def test_hours_and_placements_by_association(municipality: Municipality) -> None:
    assert exact(municipality, "hours", Dimension.ASSOCIATION) == {
        "Perän seura": (Decimal(12), Decimal(12)),
        "Ylikylän seura": (Decimal(42), Decimal(42)),
    }
    # 2 February to 30 April are 88 days.
    assert exact(municipality, "placements", Dimension.ASSOCIATION) == {
        "Perän seura": (Decimal("5.79"), 2),
        "Ylikylän seura": (Decimal("20.26"), 7),
    }


def test_unfinished_work_by_village(municipality: Municipality) -> None:
    assert exact(municipality, "works", Dimension.VILLAGE)["Ylikylä"] == (7, 0, 0)


def test_parts_add_up_to_the_figures(municipality: Municipality) -> None:
    scope = Scope(municipality.pk, FIRST, LAST)
    figures = compute(scope)
    for family in FAMILIES:
        for by in family.by:
            found = table(scope, family, by)
            for code in family.codes:
                total = sum((row.cells[code].value or Decimal(0) for row in found.rows), Decimal(0))
                whole = figures[code].value or Decimal(0)
                assert abs(total - whole) < Decimal("0.05"), (code, by)


def test_few_people_stand_with_the_smallest_others(municipality: Municipality) -> None:
    tables = {one.name: one for one in breakdowns(Asked(municipality, PERIOD))}
    by_village = tables["people:village"]
    (others,) = (row for row in by_village.rows if row.key == OTHERS)
    assert others.pooled == 2
    assert others.cells["participants"].value == 8
    assert [row.label for row in by_village.rows if row.key != OTHERS] == ["Ylikylä"]


def test_where_all_are_too_few_there_is_no_table(cast: Cast) -> None:
    make_relationship(make_worker(cast.municipality), date(2026, 1, 7))
    assert breakdowns(Asked(cast.municipality, PERIOD)) == []


def test_the_page_and_the_file_tell_the_same(cast: Cast, municipality: Municipality) -> None:
    browser = client_of(cast.evaluator)
    page = browser.get("/arviointi/jakauma/village/", ASKED).content.decode()
    assert "Others together (2)" in page
    assert "Perä" not in page
    csv = b"".join(browser.get("/arviointi/jakauma/village/lataa.csv", ASKED)).decode("utf-8-sig")
    assert "Others together (2)" in csv
    assert "Perä" not in csv


@pytest.mark.parametrize("wrong", ["/arviointi/jakauma/shoe-size/", "/arviointi/jakauma/village/lataa.pdf"])
def test_what_there_is_not_is_not_found(cast: Cast, wrong: str) -> None:
    assert client_of(cast.evaluator).get(wrong).status_code == 404
