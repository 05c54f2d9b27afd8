"""The page of money: four columns, each line with formula and assumption, nothing that ranks people."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Cast, client_of, text_of
from tests.economy import make_assumption
from tests.evaluation.money_world import make_money_world
from tests.evaluation.world import ASKED
from tests.factories import make_placement, make_worker

PAGE = "economy"


def test_the_page_has_a_column_for_each_payer_and_says_how_each_line_is_computed(cast: Cast) -> None:
    make_money_world(cast.municipality)
    answer = client_of(cast.coordinator).get(reverse(PAGE), ASKED)
    page = text_of(answer)
    for heading in ("Municipality", "State and EU funds", "Wellbeing services county", "Association"):
        assert f'class="number">{heading}</th>' in page
    lines = {str(shown.line.code): shown for shown in answer.context["lines"]}
    assert lines["avoided_municipal_share"].line.municipality > 0
    assert lines["municipal_tax_effect"].line.municipality < 0
    assert lines["wage_subsidy_municipality"].line.municipality == (
        -lines["wage_subsidy_municipality"].line.association
    )
    assert "1535/1992" in page
    assert all(str(shown.line.how) for shown in answer.context["lines"])


def test_the_totals_of_the_columns_are_those_of_the_figures(cast: Cast) -> None:
    make_money_world(cast.municipality)
    lines = client_of(cast.coordinator).get(reverse(PAGE), ASKED).context["lines"]
    total = lines[-1].line
    assert total.is_total
    for column in ("municipality", "state", "association"):
        parts = [getattr(shown.line, column) for shown in lines[:-1]]
        assert abs(sum(part for part in parts if part is not None) - getattr(total, column)) < 0.05


def test_no_line_has_anything_for_the_wellbeing_county(cast: Cast) -> None:
    make_money_world(cast.municipality)
    answer = client_of(cast.evaluator).get(reverse(PAGE), ASKED)
    assert {shown.cells[2] for shown in answer.context["lines"]} == {"–"}
    assert "Nothing is counted for the wellbeing services county" in text_of(answer)


def test_assumptions_stand_with_their_source_and_the_picture_with_a_table(cast: Cast) -> None:
    make_money_world(cast.municipality)
    make_assumption(cast.municipality, source="Työllisyysjaosto 9 §")
    make_assumption(cast.municipality, "work_value", ("0", "5", "10"))
    answer = client_of(cast.evaluator).get(reverse(PAGE), ASKED)
    page = text_of(answer)
    assert "Työllisyysjaosto 9 §" in page
    assert "Show the figures as a table" in page
    assert len(answer.context["tornado"].swings) >= 2
    assert "Worth of the work" in page


def test_what_is_not_on_record_is_told_with_the_number_of_people(cast: Cast) -> None:
    make_money_world(cast.municipality, counted=8)
    page = text_of(client_of(cast.coordinator).get(reverse(PAGE), ASKED))
    assert "benefit days counted before the work began: 4 persons" in page


def test_the_page_names_nobody_and_its_rows_have_no_euros(cast: Cast) -> None:
    make_money_world(cast.municipality)
    client = client_of(cast.coordinator)
    assert "Virtanen" not in text_of(client.get(reverse(PAGE), ASKED))
    rows = text_of(client.get(reverse("evaluation_rows", args=["wage_subsidy_municipality"]), ASKED))
    assert "Virtanen" in rows
    assert "€" not in rows


def test_rows_of_money_are_for_coordinators(cast: Cast) -> None:
    address = reverse("evaluation_rows", args=["avoided_municipal_share"])
    assert client_of(cast.evaluator).get(address, ASKED).status_code == 403
    make_money_world(cast.municipality)
    assert address not in text_of(client_of(cast.evaluator).get(reverse(PAGE), ASKED))


def test_without_anything_on_record_the_page_says_so(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    make_placement(worker, cast.association, first=date(2026, 2, 1), last=date(2026, 5, 1))
    page = text_of(client_of(cast.coordinator).get(reverse(PAGE), ASKED))
    assert "It can be computed for nobody" in page
    assert "Not computed" in page


@pytest.mark.parametrize("kind", ["administrator", "treasurer", "supervisor", "funder"])
def test_others_are_refused(cast: Cast, kind: str) -> None:
    client = client_of(getattr(cast, kind))
    assert client.get(reverse(PAGE)).status_code == 403
    assert client.get(reverse("share_forecast")).status_code == 403


def test_a_stranger_sees_the_own_municipality_alone(cast: Cast) -> None:
    make_money_world(cast.municipality)
    lines = client_of(cast.stranger).get(reverse(PAGE), ASKED).context["lines"]
    assert not any(amount for shown in lines for amount in shown.line.cells)


def test_bad_days_are_refused_and_what_was_asked_stays(cast: Cast) -> None:
    answer = client_of(cast.coordinator).get(reverse(PAGE), {"from": "2026-02-01", "to": "2026-01-01"})
    assert answer.status_code == 422
    assert "The last day is before the first." in text_of(answer)
    assert "2026-02-01" in text_of(answer)


def test_htmx_gets_the_sums_alone(cast: Cast) -> None:
    page = text_of(client_of(cast.coordinator).get(reverse(PAGE), ASKED, headers={"HX-Request": "true"}))
    assert 'id="economy"' in page
    assert "<html" not in page


def test_the_pages_are_only_read(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    assert client.post(reverse(PAGE)).status_code == 405
    assert client.post(reverse("share_forecast")).status_code == 405


def test_the_page_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    make_money_world(cast.municipality, people=2)
    client.get(reverse(PAGE), ASKED)
    with django_assert_max_num_queries(30) as few:
        client.get(reverse(PAGE), ASKED)
    for _number in range(7):
        worker = make_worker(cast.municipality)
        make_placement(worker, cast.association, first=date(2026, 2, 1), last=date(2026, 5, 1))
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse(PAGE), ASKED)
