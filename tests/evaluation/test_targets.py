"""A programme's targets: chosen, set in one grid, and shown beside what was reached."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from evaluation.indicators.targets import Target, counted_period, periods_of, targets_of
from evaluation.models import IndicatorTarget, Programme
from evaluation.targets.setting import last_change
from laavu.law.period import Period
from tests.cast import Cast, client_of, make_cast
from tests.evaluation.world import make_world
from tests.factories import make_programme
from tests.sharing import make_target

pytestmark = pytest.mark.django_db
WHOLE = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return make_world(cast.municipality)


def address(name: str, programme: Programme) -> str:
    return reverse(name, args=[programme.public_id])


def grid_of(programme: Programme, **values: str) -> dict[str, str]:
    return {
        "seen": str(last_change(programme)),
        **{name.replace("__", "-"): text for name, text in values.items()},
    }


def test_periods_are_the_whole_programme_and_its_years(cast: Cast) -> None:
    long = make_programme(cast.municipality, period=Period(date(2024, 6, 1), date(2026, 3, 31)))
    assert periods_of(long, date(2026, 5, 1)) == [
        Period(date(2024, 6, 1), date(2026, 3, 31)),
        Period(date(2024, 6, 1), date(2024, 12, 31)),
        Period(date(2025, 1, 1), date(2025, 12, 31)),
        Period(date(2026, 1, 1), date(2026, 3, 31)),
    ]


def test_a_period_is_counted_up_to_the_day() -> None:
    assert counted_period(WHOLE, date(2026, 5, 1)) == Period(date(2026, 1, 1), date(2026, 5, 1))
    assert counted_period(WHOLE, date(2027, 5, 1)) == WHOLE
    assert counted_period(WHOLE, date(2025, 12, 31)) is None


def test_reports_get_targets_in_the_catalogues_order(programme: Programme) -> None:
    make_target(programme, "worked_hours", target="900")
    make_target(programme, "participants", target="20", baseline="4", source="Hakemus")
    make_target(programme, "gone_from_the_catalogue", target="1")
    assert targets_of(programme) == (
        Target("participants", WHOLE, Decimal(4), date(2026, 1, 1), "Hakemus", Decimal(20)),
        Target("worked_hours", WHOLE, None, None, "", Decimal(900)),
    )
    assert targets_of(programme, Period(date(2026, 1, 1), date(2026, 3, 31))) == ()


@pytest.mark.parametrize(
    ("target", "baseline", "actual", "percent"),
    [
        ("20", None, "12", 60),
        ("20", "4", "25", 125),
        (None, None, "12", None),
        ("20", None, None, None),
        ("0", None, "12", None),
        ("3", "8", "5", None),
    ],
)
def test_how_much_of_a_target_is_reached(
    target: str | None, baseline: str | None, actual: str | None, percent: int | None
) -> None:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    asked = Target("participants", WHOLE, number(baseline), None, "", number(target))
    assert asked.reached_percent(number(actual)) == percent


def test_indicators_are_chosen_and_left_out_again(cast: Cast, programme: Programme) -> None:
    browser = client_of(cast.coordinator)
    browser.post(address("programme_indicators", programme), {"codes": ["participants", "employed"]})
    assert set(programme.targets.values_list("code", flat=True)) == {"participants", "employed"}
    browser.post(address("programme_indicators", programme), {"codes": ["employed"]})
    assert set(programme.targets.values_list("code", flat=True)) == {"employed"}


def test_an_indicator_with_a_target_is_not_left_out(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="20")
    answer = client_of(cast.coordinator).post(address("programme_indicators", programme), {"codes": []})
    assert answer.status_code == 422
    assert "These have a start value or a target: empty them first. Participants" in answer.content.decode()
    assert programme.targets.count() == 1


def test_the_grid_keeps_what_was_typed_in_one_go(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants")
    make_target(programme, "worked_hours")
    page = address("programme_targets_edit", programme)
    answer = client_of(cast.coordinator).post(
        page,
        grid_of(
            programme,
            participants__baseline="4", participants__baseline_on="1.1.2026",
            participants__baseline_source="Hakemus", participants__target="20",
            worked_hours__target="1 234,50",
        ),
    )  # fmt: skip
    assert answer.status_code == 302
    kept = {row.code: (row.baseline, row.baseline_on, row.target) for row in programme.targets.all()}
    assert kept == {
        "participants": (Decimal(4), date(2026, 1, 1), Decimal(20)),
        "worked_hours": (None, None, Decimal("1234.50")),
    }


def test_targets_of_a_year_stand_beside_those_of_the_whole(cast: Cast) -> None:
    programme = make_programme(cast.municipality, period=Period(date(2025, 1, 1), date(2026, 12, 31)))
    make_target(programme, "participants", target="40")
    page = address("programme_targets_edit", programme) + "?from=2026-01-01&to=2026-12-31"
    client_of(cast.coordinator).post(page, grid_of(programme, participants__target="15"))
    assert [(row.period, row.target) for row in targets_of(programme)] == [
        (Period(date(2025, 1, 1), date(2026, 12, 31)), Decimal(40)),
        (WHOLE, Decimal(15)),
    ]


def test_a_half_start_value_is_refused_and_nothing_typed_is_lost(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants")
    answer = client_of(cast.coordinator).post(
        address("programme_targets_edit", programme),
        grid_of(programme, participants__baseline="4", participants__target="21"),
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "A start value has its day and its source." in text
    assert 'value="21"' in text
    assert programme.targets.get().target is None


def test_who_saves_second_is_told_and_overwrites_nothing(cast: Cast, programme: Programme) -> None:
    row = make_target(programme, "participants")
    shown = grid_of(programme, participants__target="30")
    row.target = Decimal(25)
    row.save()
    answer = client_of(cast.coordinator).post(address("programme_targets_edit", programme), shown)
    assert answer.status_code == 422
    assert "Somebody else saved targets" in answer.content.decode()
    assert programme.targets.get().target == Decimal(25)
    assert 'value="30"' in answer.content.decode()


@time_machine.travel("2026-07-15")
def test_the_page_shows_start_target_actual_and_leads_to_the_rows(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="20", baseline="4", source="Hakemus")
    text = client_of(cast.coordinator).get(address("programme_targets", programme)).content.decode()
    assert "Hakemus" in text
    assert "60" in text
    rows = f"/arviointi/rivit/participants/?from=2026-01-01&amp;to=2026-07-15&amp;programme={programme.code}"
    assert rows in text
    assert "0 of 1 targets have been reached" in text


@time_machine.travel("2026-07-15")
def test_an_evaluator_sees_figures_and_no_rows(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="20")
    text = client_of(cast.evaluator).get(address("programme_targets", programme)).content.decode()
    assert "/arviointi/rivit/participants/" not in text


def test_each_change_is_told_in_the_history(cast: Cast, programme: Programme) -> None:
    make_target(programme, "participants", target="20")
    IndicatorTarget.objects.update(target=Decimal(22))
    text = client_of(cast.coordinator).get(address("programme_targets", programme)).content.decode()
    assert "22" in text
