"""Figures of money from the tables, what reports hide of them, and sums that give them again."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation

from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Figure
from evaluation.indicators.derived import DERIVED, MONEY
from evaluation.indicators.suppression import suppressed
from evaluation.reports.dataset import Asked, data_set, report_data
from evaluation.reports.recomputing import differences
from evaluation.statistics.money import money_facts
from laavu.accounts.models import Municipality
from tests.cast import Cast
from tests.economy import make_assumption
from tests.evaluation.money_world import make_money_world
from tests.evaluation.world import PERIOD
from tests.factories import make_municipality, make_participation, make_programme
from tests.kela import make_kela_list
from workers.models import KelaList, UnemploymentSpell, Worker

GIVEN = MONEY - {"cost_per_sustained_exit"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def figures(municipality: Municipality) -> dict[str, Figure]:
    return compute(Asked(municipality, PERIOD).scope)


def value(found: dict[str, Figure], code: str) -> Decimal:
    amount = found[code].value
    assert amount is not None, f"{code}: {found[code].reason}"
    return amount


def test_every_sum_of_money_has_a_figure_when_everything_is_on_record(cast: Cast) -> None:
    make_money_world(cast.municipality)
    found = figures(cast.municipality)
    assert {code: found[code].reason for code in GIVEN if found[code].value is None} == {}
    assert value(found, "project_money") == Decimal("1440.00")
    assert value(found, "wage_subsidy_state") == 0
    assert value(found, "wage_subsidy") == value(found, "wage_subsidy_municipality") > 0
    assert value(found, "avoided_municipal_share") > 0
    assert value(found, "municipal_tax_effect") < 0
    assert found["net_municipal"].n == 12


def test_the_totals_follow_from_the_sums_and_the_assumptions(cast: Cast) -> None:
    make_money_world(cast.municipality)
    make_assumption(cast.municipality, "work_anyway", ("50", "50", "50"))
    make_assumption(cast.municipality, "displacement", ("0", "0", "0"))
    found = figures(cast.municipality)
    gained = (value(found, "avoided_municipal_share") + value(found, "municipal_tax_effect")) / 2
    paid = value(found, "wage_subsidy") + value(found, "municipal_supplement")
    net = found["net_municipal"]
    assert abs(value(found, "net_municipal") - (gained - paid)) < Decimal("0.02")
    assert net.more["low"] == net.more["likely"] == net.more["high"] == net.value
    avoided = found["avoided_municipal_share"]
    assert avoided.more["likely"] == pytest.approx(avoided.value / 2, abs=Decimal("0.01"))  # type: ignore[operator]


def test_a_person_without_counted_days_is_left_out_and_said(cast: Cast) -> None:
    make_money_world(cast.municipality, counted=7)
    found = figures(cast.municipality)
    avoided = found["avoided_municipal_share"]
    assert (avoided.n, avoided.more["left_out"]) == (7, 5)
    assert found["net_municipal"].value is not None


def test_a_count_that_a_list_from_kela_took_the_place_of_still_counts_for_its_time(cast: Cast) -> None:
    make_money_world(cast.municipality)
    spells = UnemploymentSpell.objects.filter(municipality=cast.municipality)
    before = figures(cast.municipality)["avoided_municipal_share"]
    written = [[one.pk, 800, "2026-01-31", 890, "2026-07-31"] for one in spells]
    kela_list = make_kela_list(cast.municipality, name="heinä.csv")
    changes = [{"created": [], "months": [], "spells": written}]
    KelaList.objects.filter(pk=kela_list.pk).update(
        state="applied", changes=changes, applied_at=timezone.now(), applied_by="Aino"
    )
    spells.update(days_paid=890, days_as_of=date(2026, 7, 31))
    after = figures(cast.municipality)["avoided_municipal_share"]
    assert (after.value, after.n) == (before.value, 12)


def test_the_savings_of_few_never_stand_against_the_costs_of_all(cast: Cast) -> None:
    make_money_world(cast.municipality, counted=5)
    net = figures(cast.municipality)["net_municipal"]
    assert (net.value, "fewer people than not" in str(net.reason)) == (None, True)
    make_money_world(other := make_municipality(), counted=0)
    found = figures(other)
    assert found["avoided_municipal_share"].value is None
    assert "benefit days" in str(found["avoided_municipal_share"].reason)
    assert "avoided share" in str(found["net_municipal"].reason)


def test_nothing_is_divided_by_fewer_than_five(cast: Cast) -> None:
    make_money_world(cast.municipality, people=2)
    found = figures(cast.municipality)
    for code in ("cost_per_placement",):
        assert (found[code].value, "fewer than 5" in str(found[code].reason)) == (None, True)


def test_a_programme_counts_its_own_people(cast: Cast) -> None:
    make_money_world(cast.municipality)
    programme = make_programme(cast.municipality)
    for worker in Worker.objects.filter(municipality=cast.municipality).order_by("id")[:6]:
        make_participation(programme, worker)
    found = compute(Asked(cast.municipality, PERIOD, programme).scope)
    assert (found["project_money"].value, found["project_money"].n) == (Decimal("720.00"), 6)


def test_a_sum_of_few_is_hidden_with_every_total_that_would_tell_it(cast: Cast) -> None:
    make_money_world(cast.municipality, supported=3)
    asked = Asked(cast.municipality, PERIOD)
    shown = suppressed(figures(cast.municipality), asked.limits)
    hidden = {code for code in GIVEN if shown[code].is_suppressed}
    assert hidden == {"municipal_supplement"} | {
        code for code, parts in DERIVED.items() if "municipal_supplement" in parts
    } - {"cost_per_sustained_exit"}
    assert all(set(shown[code].more.values()) <= {None} for code in hidden)


def test_how_few_are_left_out_is_not_told_outside(cast: Cast) -> None:
    make_money_world(cast.municipality, counted=10)
    asked = Asked(cast.municipality, PERIOD)
    shown = suppressed(figures(cast.municipality), asked.limits)
    assert shown["avoided_municipal_share"].more["left_out"] is None
    people = shown["person_months"].n, shown["avoided_municipal_share"].n
    assert None in people  # twelve beside ten would tell of two


def test_a_reports_own_sums_give_every_figure_again(cast: Cast) -> None:
    make_money_world(cast.municipality)
    data = json.loads(json.dumps(report_data(Asked(cast.municipality, PERIOD))))
    assert data["indicators"]["net_municipal"]["value"] is not None
    assert differences(data) == []


@pytest.mark.parametrize(
    "path",
    [
        ("indicators", "net_municipal", "value"),
        ("indicators", "net_public", "low"),
        ("indicators", "avoided_municipal_share", "high"),
        ("indicators", "cost_per_placement", "value"),
        ("cells", "economy", "sums", "municipal_supplement"),
        ("cells", "economy", "assumptions", "work_anyway", "likely"),
        ("cells", "economy", "placements"),
    ],
)
def test_one_changed_number_of_money_is_found(cast: Cast, path: tuple[str, ...]) -> None:
    make_money_world(cast.municipality)
    data = deepcopy(report_data(Asked(cast.municipality, PERIOD)))
    place: Any = data
    for name in path[:-1]:
        place = place[name]
    old = place[path[-1]]
    place[path[-1]] = old + 1 if isinstance(old, int) else str(Decimal(old) + 1)
    assert differences(data) != []


def test_the_output_names_the_assumptions_and_has_the_ends(cast: Cast) -> None:
    make_money_world(cast.municipality)
    entry = data_set(Asked(cast.municipality, PERIOD))["indicators"]["avoided_municipal_share"]
    assert {"low", "likely", "high"} <= entry.keys()
    ends = [Decimal(entry[end]) for end in ("low", "likely", "high")]
    assert ends == sorted(ends)
    cells = report_data(Asked(cast.municipality, PERIOD))["cells"]["economy"]
    assert cells["assumptions"]["work_anyway"]["source"]


def test_as_many_questions_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    scope = Asked(cast.municipality, PERIOD).scope
    make_money_world(cast.municipality, people=2)
    with django_assert_max_num_queries(9) as few:
        money_facts(scope)
    make_money_world(other := make_municipality(), people=9)
    with django_assert_num_queries(len(few.captured_queries)):
        money_facts(Asked(other, PERIOD).scope)
