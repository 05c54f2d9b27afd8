"""What a lasting exit cost: by those who were really reached six months later, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, repeat

import pytest
from django.utils import translation

from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Figure
from evaluation.indicators.suppression import suppressed
from evaluation.reports.dataset import Asked, report_data
from evaluation.reports.recomputing import differences
from tests.cast import Cast
from tests.counselling import make_exit, make_follow_up
from tests.evaluation.money_world import make_money_world
from tests.evaluation.world import PERIOD
from tests.factories import make_worker

CODE = "cost_per_sustained_exit"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def leave(cast: Cast, **situations: int) -> None:
    """People who left in October and were asked in April."""
    for situation in chain.from_iterable(repeat(name, number) for name, number in situations.items()):
        left = make_exit(make_worker(cast.municipality), date(2025, 10, 15))
        make_follow_up(left, date(2026, 4, 15), situation)


def counted(cast: Cast) -> dict[str, Figure]:
    return compute(Asked(cast.municipality, PERIOD).scope)


def test_public_money_is_divided_by_work_without_subsidy_and_study(cast: Cast) -> None:
    make_money_world(cast.municipality)
    leave(cast, open_market=7, study=6, subsidised=9, not_reached=5)
    found = counted(cast)
    codes = ("wage_subsidy_municipality", "wage_subsidy_state", "municipal_supplement", "project_money")
    paid = sum((found[code].value or Decimal(0) for code in codes), Decimal(0))
    assert found[CODE].n == 13
    assert abs((found[CODE].value or Decimal(0)) - paid / 13) < Decimal("0.02")


def test_without_any_follow_up_it_says_so(cast: Cast) -> None:
    make_money_world(cast.municipality)
    assert "no follow-up" in str(counted(cast)[CODE].reason)


def test_fewer_than_five_are_not_divided_by(cast: Cast) -> None:
    make_money_world(cast.municipality)
    leave(cast, open_market=4, not_reached=8)
    assert (counted(cast)[CODE].value, "fewer than 5" in str(counted(cast)[CODE].reason)) == (None, True)


def test_what_is_not_divided_has_no_number_to_hide(cast: Cast) -> None:
    make_money_world(cast.municipality)
    leave(cast, open_market=3, study=1, not_reached=8)
    exact = counted(cast)
    assert (exact[CODE].value, exact[CODE].n) == (None, None)
    shown = suppressed(exact, Asked(cast.municipality, PERIOD).limits)
    assert shown[CODE].reason == exact[CODE].reason


def test_a_divisor_that_tells_of_few_is_hidden_with_its_cost(cast: Cast) -> None:
    """Eight in work and six studying, thirteen lasting: one would be in subsidised work."""
    make_money_world(cast.municipality)
    leave(cast, open_market=7, study=6, subsidised=1)
    shown = suppressed(counted(cast), Asked(cast.municipality, PERIOD).limits)
    known = (shown["follow_ups_in_work"].value, shown["follow_ups_in_study"].value, shown[CODE].value)
    assert None in known


def test_a_report_computes_it_again(cast: Cast) -> None:
    make_money_world(cast.municipality)
    leave(cast, open_market=7, study=6, subsidised=9)
    data = report_data(Asked(cast.municipality, PERIOD))
    assert data["indicators"][CODE]["value"] is not None
    assert differences(data) == []
    data["cells"]["economy"]["lasting_exits"] = 12
    assert any(line.startswith(CODE) for line in differences(data))
