"""A published report shows its figures in parts, and tells by them of nobody."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from evaluation.models import Programme, Report
from evaluation.reports.content import Content
from evaluation.reports.dataset import Asked
from evaluation.reports.files import from_data
from evaluation.reports.publishing import correct, publish
from evaluation.reports.recomputing import differences
from laavu.law.period import Period
from tests.cast import Cast, client_of
from tests.evaluation.drafts import NOON
from tests.evaluation.world import PERIOD, lock, make_world
from tests.factories import make_hours, make_placement, make_relationship, make_village, make_worker
from villages.models import Association, Village

WINTER = Period(date(2026, 1, 1), date(2026, 3, 31))


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return make_world(cast.municipality)


@pytest.fixture
def villages(cast: Cast) -> list[Village]:
    return [make_village(cast.municipality, name=name) for name in ("Ahola", "Berg", "Mustola")]


def come(cast: Cast, village: Village, number: int, first: date = date(2026, 2, 2)) -> None:
    """People of the village who begin work on the day, each with three hours on the next."""
    association = Association.objects.order_by("pk")[0]
    for _number in range(number):
        worker = make_worker(cast.municipality, home_village=village)
        make_relationship(worker, first)
        placement = make_placement(worker, association, first=first, last=date(2026, 6, 20))
        make_hours(placement, first, "3.00")
        lock(placement)


def published(cast: Cast, period: Period = PERIOD, **content: Any) -> Report:
    told = {"template": "evaluation", "title": "Half a year"} | content
    asked = Asked(cast.municipality, period)
    return publish(asked, by=cast.coordinator, at=NOON, language="en", content=Content(**told))


def table_of(report: Report, family: str, by: str) -> dict[str, Any]:
    """The table's cells by the name of the class; empty where it is left out."""
    for table in report.data["breakdowns"]:
        if (table["family"], table["by"]) == (family, by):
            return {row["name"]: row["cells"] for row in table["rows"]}
    return {}


def test_a_report_shows_villages_and_pools_the_small_ones(
    cast: Cast, programme: Programme, villages: list[Village]
) -> None:
    for village, number in zip(villages, (7, 6, 2), strict=True):
        come(cast, village, number)
    report = published(cast)
    people = table_of(report, "people", "village")
    assert people["Ahola"]["participants"] == "7"
    assert people["Others together (2)"]["participants"] == "8"  # two alone would be what the others leave
    assert differences(report.data) == []
    page = client_of(cast.coordinator).get(report.get_absolute_url()).content.decode()
    paper = " ".join(one.extract_text() for one in PdfReader(BytesIO(bytes(report.pdf))).pages)
    for text in (page, paper):
        assert "People: village" in text
        assert "Mustola" not in text
    with override("en"):
        sheets = from_data(report.data, "xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(sheets))
    sheet = book.get_sheet_by_name("Breakdowns")
    rows = [row[:5] for row in sheet.to_python()]
    assert ["Village", "Ahola", "participants", "Participants", 7] in rows


def test_a_sheet_for_the_council_takes_no_tables_along(cast: Cast, programme: Programme) -> None:
    assert published(cast, template="council").data["breakdowns"] == []


def test_few_who_came_to_a_village_after_the_last_report_are_not_told(
    cast: Cast, programme: Programme, villages: list[Village]
) -> None:
    for village in villages:
        come(cast, village, 6)
    assert table_of(published(cast, WINTER), "people", "village")["Ahola"]["participants"] == "6"
    for village, number in zip(villages, (2, 7, 6), strict=True):
        come(cast, village, number, date(2026, 5, 4))
    people = table_of(published(cast), "people", "village")
    assert "Ahola" not in people
    assert people["Berg"]["participants"] == "13"


def test_many_who_came_to_a_village_are_shown(
    cast: Cast, programme: Programme, villages: list[Village]
) -> None:
    for village in villages:
        come(cast, village, 6)
    published(cast, WINTER)
    come(cast, villages[0], 6, date(2026, 5, 4))
    assert table_of(published(cast), "people", "village")["Ahola"]["participants"] == "12"


def test_a_correction_that_adds_one_person_does_not_tell_of_their_village(
    cast: Cast, programme: Programme, villages: list[Village]
) -> None:
    for village in villages:
        come(cast, village, 6)
    first = published(cast)
    come(cast, villages[0], 1)
    second = correct(first, by=cast.coordinator, at=NOON, reason="One was missing.")
    people = table_of(second, "people", "village")
    assert all(cells["participants"] is None for name, cells in people.items() if name == "Ahola")
    assert all(cells["participants"] is None for cells in people.values()) or "Ahola" not in people


def test_the_same_report_again_shows_the_same_tables(
    cast: Cast, programme: Programme, villages: list[Village]
) -> None:
    for village, number in zip(villages, (7, 6, 2), strict=True):
        come(cast, village, number)
    assert published(cast).data["breakdowns"] == published(cast).data["breakdowns"]


def test_the_picture_of_associations_shows_what_the_table_shows(cast: Cast, programme: Programme) -> None:
    report = published(cast)
    table = table_of(report, "placements", "association")
    rows = report.data["pictures"]["associations"]["rows"]
    shown = {name: cells["person_months"] for name, cells in table.items() if cells["person_months"]}
    assert {row["name"]: row["amount"] for row in rows} == shown


def test_a_changed_cell_is_found(cast: Cast, programme: Programme, villages: list[Village]) -> None:
    come(cast, villages[0], 7)
    data = published(cast).data
    assert data["breakdowns"]
    forged = deepcopy(data)
    for table in forged["breakdowns"]:
        if table["family"] == "people" and table["by"] == "village":
            row = table["rows"][0]
            row["cells"]["participants"] = str(int(row["cells"]["participants"]) + 1)
    assert any(line.startswith("participants by village") for line in differences(forged))
