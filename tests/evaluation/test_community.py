"""The figures of villages: counted by hand, opened into rows, computed again from a report's data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Figure
from evaluation.indicators.suppression import Limits, suppressed
from evaluation.opened import opened
from evaluation.reports.dataset import Asked, report_data
from evaluation.reports.recomputing import differences
from evaluation.statistics.scope import Scope
from laavu.accounts.models import Municipality
from laavu.law.period import Period
from tests.associations import make_partner, make_service
from tests.evaluation.world import FIRST, LAST, PERIOD, make_placed, make_world
from tests.factories import make_association, make_municipality, make_village, make_work, make_worker
from tests.surveys import make_survey
from tests.works import make_house, make_restoration, make_volunteer
from villages.models import Answer, Association, Response, Survey, Village

pytestmark = pytest.mark.django_db
LIMITS = Limits(count=5, pairs=10)


@pytest.fixture
def municipality() -> Municipality:
    return make_municipality(name="Kyläkunta")


@pytest.fixture
def village(municipality: Municipality) -> Village:
    return make_village(municipality, name="Alakylä")


@pytest.fixture
def association(municipality: Municipality, village: Village) -> Association:
    return make_association(
        municipality, village=village, name="Alakylän seura", employer_since=date(2026, 3, 1)
    )


def figures(municipality: Municipality) -> dict[str, Figure]:
    return compute(Scope(municipality.pk, FIRST, LAST))


def values(municipality: Municipality, *codes: str) -> list[Any]:
    found = figures(municipality)
    return [found[code].value for code in codes]


def rows(municipality: Municipality, code: str) -> list[str]:
    found = opened(code, Scope(municipality.pk, FIRST, LAST))
    assert found is not None
    return [str(found.cells(row)[0]) for row in found.decorated.filter(pk__in=found.rows.values("pk"))]


def test_villages_with_work_and_new_employers(municipality: Municipality, association: Association) -> None:
    make_village(municipality, name="Hiljainen")
    busy = make_village(municipality, name="Ylikylä")
    make_work(busy, found_on=date(2026, 2, 2))
    make_association(municipality, employer_since=date(2019, 1, 1))
    make_placed(make_worker(municipality), association)
    assert values(municipality, "active_villages", "first_time_employers") == [2, 1]
    assert sorted(rows(municipality, "active_villages")) == ["Alakylä", "Ylikylä"]
    assert rows(municipality, "first_time_employers") == ["Alakylän seura"]


def test_partners_and_services(
    municipality: Municipality, association: Association, village: Village
) -> None:
    make_partner(association, "firm", name="Konefirma", from_on=date(2025, 1, 1))
    make_partner(association, "payroll", name="Mennyt", from_on=date(2024, 1, 1), ended_on=date(2025, 6, 30))
    make_service(village, name="Kauppa", origin="kept", from_on=date(2025, 1, 1))
    make_service(village, name="Kahvila", origin="started", from_on=date(2026, 4, 1))
    make_service(village, name="Vanha", origin="started", from_on=date(2025, 4, 1))
    assert values(municipality, "partners", "services_kept", "services_started") == [1, 1, 1]
    assert rows(municipality, "services_kept") == ["Kauppa"]
    assert rows(municipality, "services_started") == ["Kahvila"]


def test_halls_before_and_after(municipality: Municipality, village: Village) -> None:
    house = make_house(village)
    make_restoration(
        house, title="Sali", finished_on=date(2026, 5, 1), after_condition="good",
        before_rooms=2, after_rooms=5, before_area=Decimal("80.5"), after_area=Decimal(140),
    )  # fmt: skip
    make_restoration(house, title="Katto", finished_on=date(2026, 6, 1), after_condition="good")
    make_restoration(house, title="Kesken")
    assert values(municipality, "halls_restored", "hall_rooms_gained", "hall_area_gained") == [
        2,
        3,
        Decimal("59.5"),
    ]
    assert sorted(rows(municipality, "halls_restored")) == ["Katto", "Sali"]


def test_without_sizes_there_is_no_figure_of_them(municipality: Municipality) -> None:
    found = figures(municipality)["hall_area_gained"]
    assert found.value is None
    assert "sizes" in str(found.reason) or found.reason


def test_volunteer_hours_count_by_the_rate_of_their_day(
    municipality: Municipality, association: Association, village: Village
) -> None:
    """15 € in 2022, 20 € by hand and 60 € with a machine from 2023."""
    work = make_work(village)
    make_volunteer(work, association, day=date(2022, 12, 30), name="Taina", hours="2")
    make_volunteer(work, association, day=date(2023, 1, 2), name="Taina", hours="3")
    machine = {"hours": "0", "machine_hours": Decimal(1)}
    make_volunteer(work, association, day=date(2023, 1, 3), name="Matti", **machine)
    found = compute(Scope(municipality.pk, date(2022, 1, 1), date(2023, 12, 31)))
    assert found["volunteers"].value == 2
    assert found["volunteer_hours"].value == 6
    assert found["volunteer_value"].value == 2 * 15 + 3 * 20 + 60


def test_few_volunteers_are_hidden_with_their_hours_and_value(
    municipality: Municipality, association: Association, village: Village
) -> None:
    make_volunteer(make_work(village), association)
    shown = suppressed(figures(municipality), LIMITS)
    assert [shown[code].is_suppressed for code in ("volunteers", "volunteer_hours", "volunteer_value")] == [
        True
    ] * 3
    assert (shown["partners"].value, shown["partners"].is_suppressed) == (None, False)
    with translation.override("en"):
        assert "written down" in str(shown["partners"].reason)  # none was ever: that is no 0


def answered(survey: Survey, on: date, numbers: list[int]) -> None:
    version = survey.versions.get()
    question = version.questions.get(code="good_place")
    for number in numbers:
        response = Response.objects.create(
            municipality=survey.municipality, survey=survey, version=version, language="fi", way="link",
            submission_hash=uuid4().hex, deletion_hash=uuid4().hex,
            submitted_at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC),
        )  # fmt: skip
        Answer.objects.create(
            municipality=survey.municipality, response=response, question=question, number=Decimal(number)
        )


def test_the_village_survey_before_and_after(municipality: Municipality, village: Village) -> None:
    answered(
        make_survey(municipality, village, opens_on=date(2025, 1, 1)), date(2025, 2, 1), [2] * 10 + [4] * 2
    )
    answered(make_survey(municipality, village, opens_on=date(2025, 9, 1)), date(2025, 9, 2), [1])
    answered(make_survey(municipality, village, opens_on=date(2026, 5, 1)), date(2026, 5, 2), [4] * 11)
    found = figures(municipality)["village_good_place_change"]
    assert found.value == Decimal("1.67")
    assert (found.n, found.more["start_mean"], found.more["end_mean"]) == (11, Decimal("2.33"), Decimal(4))
    assert not suppressed(figures(municipality), LIMITS)["village_good_place_change"].is_suppressed


def test_a_mean_of_few_answers_is_hidden(municipality: Municipality, village: Village) -> None:
    answered(make_survey(municipality, village, opens_on=date(2025, 1, 1)), date(2025, 2, 1), [2] * 12)
    answered(make_survey(municipality, village, opens_on=date(2026, 5, 1)), date(2026, 5, 2), [4] * 9)
    found = suppressed(figures(municipality), LIMITS)["village_good_place_change"]
    assert (found.value, found.n, found.is_suppressed) == (None, None, True)
    assert set(found.more.values()) == {None}


def test_one_survey_alone_gives_no_change(municipality: Municipality, village: Village) -> None:
    answered(make_survey(municipality, village, opens_on=date(2026, 5, 1)), date(2026, 5, 2), [4] * 12)
    assert figures(municipality)["village_good_place_change"].value is None


def test_a_report_can_be_computed_again_from_its_data(
    municipality: Municipality, association: Association, village: Village
) -> None:
    make_world(municipality)
    work = make_work(village)
    for number in range(6):
        make_volunteer(work, association, name=f"Talkoolainen {number}", hours="2.5")
    make_partner(association, "firm", name="Konefirma", from_on=date(2025, 1, 1))
    data = report_data(Asked(municipality, Period(PERIOD.first, PERIOD.last)))
    assert data["indicators"]["volunteer_value"]["value"] == "300.00"
    assert differences(data) == []
    data["indicators"]["volunteer_value"]["value"] = "301.00"
    data["indicators"]["partners"]["value"] = "2"
    assert len(differences(data)) == 2
