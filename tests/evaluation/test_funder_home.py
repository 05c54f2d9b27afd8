"""The funder's first page: own programmes, files, and targets beside published figures alone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from evaluation.models import Programme, ProgrammeMember, Report
from laavu.shared import formats
from tests.cast import Cast, client_of, make_cast
from tests.evaluation.world import PERIOD, make_world
from tests.factories import make_programme
from tests.sharing import make_report, make_target
from workers.models import Background

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def programme(cast: Cast) -> Programme:
    found = make_world(cast.municipality)
    ProgrammeMember.objects.create(municipality=cast.municipality, programme=found, user=cast.funder)
    return found


def page(cast: Cast) -> str:
    return client_of(cast.funder).get(reverse("funder_home")).content.decode()


def publish(cast: Cast, programme: Programme) -> Report:
    return make_report(cast.municipality, PERIOD, programme=programme)


def test_before_a_report_there_are_targets_and_no_figures(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="24", period=PERIOD)
    text = page(cast)
    assert "Actual figures stand here when a report of this period has been published." in text
    assert "<progress" not in text


def test_published_figures_stand_beside_the_targets(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="24", period=PERIOD)
    report = publish(cast, programme)
    text = page(cast)
    assert report.get_absolute_url() in text
    assert 'value="50"' in text
    assert "/arviointi/rivit/" not in text
    for name in ("pdf", "csv", "xlsx", "json"):
        assert reverse("report_download", args=[report.public_id, name]) in text


def test_an_interim_report_stands_beside_the_targets_of_the_whole(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="24")
    report = publish(cast, programme)
    with override("en"):
        period = formats.period(report.period)
    assert f"Actual figures: report {report.number}, {period}." in page(cast)


def test_a_hidden_figure_is_hidden_beside_its_target(cast: Cast, programme: Programme) -> None:
    """Of twelve participants one has stated a disability."""
    worker = programme.participations.order_by("pk")[0].worker
    Background.objects.create(
        municipality=cast.municipality, worker=worker, fact="disability", value="yes", from_on=PERIOD.first
    )
    make_target(programme, "eeco12", target="8", period=PERIOD)
    publish(cast, programme)
    text = page(cast)
    assert "hidden" in text[text.index("eeco12") :]
    assert "<progress" not in text


def test_others_programmes_are_not_there(cast: Cast, programme: Programme) -> None:
    other = make_programme(cast.municipality, name="Toinen hanke")
    text = page(cast)
    assert programme.name in text
    assert other.name not in text


def test_the_navigation_leads_funders_here(cast: Cast) -> None:
    assert reverse("funder_home") in client_of(cast.funder).get("/").content.decode()
    assert reverse("funder_home") not in client_of(cast.treasurer).get("/").content.decode()
