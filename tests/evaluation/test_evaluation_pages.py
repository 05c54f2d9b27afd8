import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Opens
from tests.cast import Cast, assert_coordinators_only, client_of, text_of
from tests.evaluation.world import ASKED, make_world
from tests.factories import make_measurement, make_relationship, make_worker

PAGE = "evaluation"


def test_the_page_shows_figures_with_how_they_are_counted(cast: Cast) -> None:
    make_world(cast.municipality)
    page = text_of(client_of(cast.coordinator).get(reverse(PAGE), ASKED))
    assert "12 persons" in page
    assert "72.00 h" in page
    assert "720.00 €" in page
    assert "How is it computed?" in page


def test_a_chosen_programme_brings_the_funds_indicators(cast: Cast) -> None:
    programme = make_world(cast.municipality)
    client = client_of(cast.coordinator)
    assert "eeco03" not in text_of(client.get(reverse(PAGE), ASKED))
    page = text_of(client.get(reverse(PAGE), ASKED | {"programme": programme.code}))
    assert "eeco03" in page


def test_an_address_without_a_question_shows_the_usual_period(cast: Cast) -> None:
    answer = client_of(cast.evaluator).get(reverse(PAGE))
    assert answer.status_code == 200
    assert answer.context["asked"].period.first.day == 1


def test_a_last_day_before_the_first_is_refused_with_words(cast: Cast) -> None:
    answer = client_of(cast.coordinator).get(reverse(PAGE), {"from": "2026-02-01", "to": "2026-01-01"})
    assert answer.status_code == 422
    assert "The last day is before the first." in text_of(answer)


def test_a_programme_of_another_municipality_is_no_choice(cast: Cast) -> None:
    other = make_world(cast.elsewhere, people=1)
    answer = client_of(cast.coordinator).get(reverse(PAGE), ASKED | {"programme": other.code})
    assert answer.status_code == 422


def test_htmx_gets_the_figures_alone(cast: Cast) -> None:
    page = text_of(client_of(cast.coordinator).get(reverse(PAGE), ASKED, headers={"HX-Request": "true"}))
    assert 'id="figures"' in page
    assert "<html" not in page


@pytest.mark.parametrize("kind", ["administrator", "treasurer", "supervisor", "funder"])
def test_others_than_coordinators_and_evaluators_are_refused(cast: Cast, kind: str) -> None:
    client = client_of(getattr(cast, kind))
    assert client.get(reverse(PAGE)).status_code == 403
    assert client.get(reverse("evaluation_download", args=["json"])).status_code == 403
    assert client.get(reverse("evaluation_rows", args=["participants"])).status_code == 403


def test_a_stranger_sees_the_own_municipality_alone(cast: Cast) -> None:
    make_world(cast.municipality)
    figures = client_of(cast.stranger).get(reverse(PAGE), ASKED).context["figures"]
    assert [figure.value for figure in figures][:2] == ["0", "0"]


def test_pages_are_only_read(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    for address in (reverse(PAGE), reverse("evaluation_rows", args=["employed"])):
        assert client.post(address).status_code == 405


def test_the_page_marks_what_a_report_hides(cast: Cast) -> None:
    make_relationship(make_worker(cast.municipality), date(2026, 1, 7))
    page = text_of(client_of(cast.coordinator).get(reverse(PAGE), ASKED))
    assert "hidden in reports" in page


def test_a_coordinator_sees_no_mean_of_few_and_an_evaluator_does(cast: Cast) -> None:
    for _number in range(3):
        worker = make_worker(cast.municipality)
        make_relationship(worker, date(2026, 1, 7))
        make_measurement(worker, "start", "3", on=date(2026, 1, 8))
        make_measurement(worker, "end", "7", on=date(2026, 5, 8))
    (change,) = _changes(cast.coordinator)
    assert change.value is None
    assert "fewer than 10 pairs" in change.reason
    (change,) = _changes(cast.evaluator)
    assert change.amount == "4.00"


def _changes(user: Any) -> list[Any]:
    answer = client_of(user).get(reverse(PAGE), ASKED)
    return [change for change in answer.context["changes"] if change.code == "work_ability_change"]


def test_the_page_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    make_world(cast.municipality, people=2)
    client.get(reverse(PAGE), ASKED)
    with django_assert_max_num_queries(50) as few:
        client.get(reverse(PAGE), ASKED)
    make_world(cast.municipality, people=12)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse(PAGE), ASKED)


@pytest.mark.parametrize(
    ("file_format", "start"), [("json", b"{"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")]
)
def test_downloads_have_small_numbers_hidden(cast: Cast, file_format: str, start: bytes) -> None:
    make_relationship(make_worker(cast.municipality), date(2026, 1, 7))
    answer = client_of(cast.coordinator).get(reverse("evaluation_download", args=[file_format]), ASKED)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(start)
    if file_format == "csv":
        assert content.decode().count("Internal: for the city alone") == len(CATALOGUE)
    if file_format == "json":
        assert b'"internal_use": true' in content
        assert b'"participants": {\n      "value": null' in content


def test_an_unknown_kind_of_file_is_not_found(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    assert client.get(reverse("evaluation_download", args=["doc"]), ASKED).status_code == 404


def test_every_figure_opens_into_as_many_rows_as_it_counts(cast: Cast) -> None:
    programme = make_world(cast.municipality)
    client = client_of(cast.coordinator)
    asked = ASKED | {"programme": programme.code}
    figures = _indicators(client, asked)
    sums = {
        "person_months": 12,
        "work_months": 12,
        "wage_months": 12,
        "worked_hours": 24,
        "paid_hours": 24,
        "gross_wages": 24,
        "side_costs": 24,
    }
    for code, indicator in CATALOGUE.items():
        if indicator.opens in {Opens.NOTHING, Opens.PAIRS}:
            continue
        answer = client.get(reverse("evaluation_rows", args=[code]), asked)
        assert answer.status_code == 200, code
        value = figures[code]["value"]
        if value is not None:
            assert answer.context["page"].count == sums.get(code, int(float(value))), code
        export = client.get(reverse("evaluation_rows_export", args=[code, "csv"]), asked)
        lines = b"".join(export.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
        assert len(lines) == 1 + answer.context["page"].count, code


def _indicators(client: Any, asked: dict[str, str]) -> Any:
    answer = client.get(reverse("evaluation_download", args=["json"]), asked)
    return json.loads(b"".join(answer.streaming_content))["indicators"]


def test_rows_of_people_are_for_coordinators(cast: Cast) -> None:
    assert_coordinators_only(cast, reverse("evaluation_rows", args=["participants"]))
    assert_coordinators_only(cast, reverse("evaluation_rows_export", args=["participants", "csv"]))


def test_single_answers_are_for_evaluators_by_client_number(cast: Cast) -> None:
    make_world(cast.municipality)
    address = reverse("evaluation_rows", args=["work_ability_change"])
    assert client_of(cast.coordinator).get(address, ASKED).status_code == 403
    page = text_of(client_of(cast.evaluator).get(address, ASKED))
    assert "4.00" in page
    assert "Virtanen" not in page


def test_figures_without_rows_are_not_found(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    for code in ("grants", "eeco02", "nothing"):
        assert client.get(reverse("evaluation_rows", args=[code]), ASKED).status_code == 404
