"""A published report shows each chosen figure beside its start value and its target, as they were then."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from evaluation.indicators.reaching import reached_percent
from evaluation.models import Programme, Report
from evaluation.reports.content import Content
from evaluation.reports.dataset import Asked
from evaluation.reports.document import Edition, report_context
from evaluation.reports.files import from_data
from evaluation.reports.publishing import publish
from evaluation.reports.recomputing import differences
from laavu.law.period import Period
from tests.cast import Cast, client_of
from tests.evaluation.drafts import NOON
from tests.evaluation.world import PERIOD, make_world
from tests.sharing import make_target

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return make_world(cast.municipality)


def published(cast: Cast, programme: Programme | None, period: Period = PERIOD, **more: Any) -> Report:
    content = Content(**{"template": "funder_final", "title": "The end"} | more)
    asked = Asked(cast.municipality, period, programme)
    return publish(asked, by=cast.coordinator, at=NOON, language="en", content=content)


def row_of(report: Report, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in report.data["targets"]["rows"] if row["code"] == code)
    return found


def test_a_report_freezes_targets_and_shares(cast: Cast, programme: Programme) -> None:
    target = make_target(programme, "participants", target="20", baseline="6", source="Application")
    report = published(cast, programme)
    target.target = Decimal(99)
    target.save()
    kept = Report.objects.get(pk=report.pk)
    assert row_of(kept, "participants") == {
        "code": "participants", "baseline": "6.00", "baseline_hidden": False, "baseline_on": "2026-01-01",
        "baseline_source": "Application", "target": "20.00", "reached_percent": 60,
    }  # fmt: skip
    assert differences(kept.data) == []


def test_page_paper_and_sheet_show_the_same_targets(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="20", baseline="6", source="Application")
    make_target(programme, "worked_hours")
    report = published(cast, programme)
    page = client_of(cast.coordinator).get(report.get_absolute_url()).content.decode()
    paper = " ".join(one.extract_text() for one in PdfReader(BytesIO(bytes(report.pdf))).pages)
    for text in (" ".join(one.replace("\xa0", " ").split()) for one in (page, paper)):
        assert "Start values, targets and figures" in text
        assert "60%" in text
        assert "1 Jan 2026, Application" in text
        assert "Followed without a target in this period: Hours worked" in text
    with override("en"):
        sheets = from_data(report.data, "xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(sheets))
    sheet = book.get_sheet_by_name("Indicators")
    rows = sheet.to_python()
    found = dict(zip(rows[0], next(row for row in rows if row[0] == "participants"), strict=True))
    assert (found["Start value"], found["Target"], found["Reached, percent of the target"]) == (6, 20, 60)


def test_a_figure_shown_large_says_its_target(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="20")
    report = published(cast, programme, template="council")
    with override("en"):
        context = report_context(report.data, Edition(written_at=NOON))
    tile = next(one for one in context["sections"][0].tiles if one.code == "participants")
    assert tile.target == "Target 20: 60%"


def test_a_target_without_a_figure_says_why(cast: Cast, programme: Programme) -> None:
    make_target(programme, "volunteer_hours", target="100")
    report = published(cast, programme)
    assert row_of(report, "volunteer_hours")["reached_percent"] is None
    reason = report.data["indicators"]["volunteer_hours"]["reason"]
    page = client_of(cast.coordinator).get(report.get_absolute_url()).content.decode()
    assert (reason and f"Hours of volunteers: {reason}" in page) or reason in page


def test_a_hidden_figure_has_no_share_of_its_target(cast: Cast) -> None:
    programme = make_world(cast.municipality, people=3)
    make_target(programme, "participants", target="20")
    report = published(cast, programme)
    assert report.data["indicators"]["participants"]["suppressed"]
    assert row_of(report, "participants")["reached_percent"] is None


def test_a_start_value_of_few_people_is_hidden(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="20", baseline="3", source="Application")
    row = row_of(published(cast, programme), "participants")
    assert (row["baseline"], row["baseline_hidden"], row["reached_percent"]) == (None, True, 60)


def test_a_part_that_begins_later_has_no_share(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="20")
    report = published(cast, programme, Period(date(2026, 2, 1), date(2026, 6, 30)))
    assert not report.data["targets"]["from_the_start"]
    assert row_of(report, "participants")["reached_percent"] is None
    assert differences(report.data) == []


def test_the_shortest_period_around_the_report_gives_its_targets(cast: Cast, programme: Programme) -> None:
    programme.period = Period(date(2025, 1, 1), date(2026, 12, 31))
    programme.save()
    make_target(programme, "participants", target="200", period=programme.period)
    make_target(programme, "participants", target="20", period=YEAR)
    report = published(cast, programme)
    assert (report.data["targets"]["from"], row_of(report, "participants")["target"]) == (
        "2026-01-01",
        "20.00",
    )


def test_a_programme_without_targets_says_so(cast: Cast, programme: Programme) -> None:
    report = published(cast, programme)
    assert report.data["targets"] == {}
    page = client_of(cast.coordinator).get(report.get_absolute_url()).content.decode()
    assert "The programme has not set any targets in this register." in page


def test_a_changed_target_or_share_is_found(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="20")
    data = published(cast, programme).data
    for name, value in (("target", "10.00"), ("reached_percent", 90), ("baseline", "40.00")):
        forged = deepcopy(data)
        forged["targets"]["rows"][0][name] = value
        assert any("share of the target" in line for line in differences(forged)), name


@pytest.mark.parametrize("code", ["cost_per_placement", "net_municipal", "work_ability_change", "refusals"])
def test_where_less_is_better_or_a_mean_there_is_no_share(code: str) -> None:
    assert reached_percent(code, None, Decimal(10), Decimal(5)) is None
