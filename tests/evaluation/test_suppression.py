"""Small numbers are hidden, and cannot be worked out from those that are shown."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure
from evaluation.indicators.relations import INSTRUMENTS, RELATIONS, SENSITIVE
from evaluation.indicators.suppression import Limits, only_pairs, suppressed

LIMITS = Limits(count=5, pairs=10)


def figures(numbers: Mapping[str, int]) -> dict[str, Figure]:
    return {
        code: Figure(code=code, value=Decimal(number), n=number)
        if (number := numbers.get(code)) is not None
        else Figure(code=code, value=None, reason="not asked")
        for code in CATALOGUE
    }


def hidden(numbers: Mapping[str, int]) -> set[str]:
    return {code for code, figure in suppressed(figures(numbers), LIMITS).items() if figure.is_suppressed}


@pytest.mark.parametrize(("number", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_counts_from_one_to_four_are_hidden(number: int, is_hidden: bool) -> None:
    assert ("participants" in hidden({"participants": number})) is is_hidden


def test_a_hidden_figure_has_neither_value_nor_number_but_a_reason() -> None:
    figure = suppressed(figures({"participants": 3}), LIMITS)["participants"]
    assert (figure.value, figure.n) == (None, None)
    assert "5" in str(figure.reason)


def test_sums_of_few_persons_are_hidden() -> None:
    found = figures({})
    found["worked_hours"] = Figure(code="worked_hours", value=Decimal("812.50"), n=4)
    assert suppressed(found, LIMITS)["worked_hours"].is_suppressed


def test_a_part_is_hidden_when_the_rest_would_be_too_small() -> None:
    assert hidden({"participants": 50, "employed": 20, "employed_by_associations": 18}) == {
        "employed_by_associations"
    }


def test_a_part_stays_when_nobody_is_left_over() -> None:
    assert hidden({"participants": 50, "employed": 20, "employed_by_associations": 20}) == set()


def test_a_hidden_part_takes_a_second_one_with_it_when_it_could_be_subtracted() -> None:
    found = hidden({"eeco01": 60, "eeco02": 57, "eeco05": 3, "co01": 57, "co05": 3})
    assert {"eeco02", "eeco05", "co01", "co05"} <= found


def test_two_codes_of_one_number_are_hidden_together() -> None:
    found = hidden({"eeco01": 60, "eeco02": 58, "eeco03": 56, "co01": 58, "co02": 56})
    assert ("eeco03" in found) == ("co02" in found)
    assert ("eeco02" in found) == ("co01" in found)


def test_ages_that_overlap_do_not_tell_the_group_between_them() -> None:
    ages = {"eeco01": 100, "eeco06": 6, "eeco07": 20, "eeco08": 30, "co06": 23, "co07": 30}
    assert hidden(ages) & {"co06", "eeco06", "eeco07"}  # 6 + 20 - 23 = 3 persons aged 25 to 29


def test_changes_of_fewer_than_ten_pairs_are_hidden_with_their_interval() -> None:
    found = figures({})
    more: dict[str, Decimal | int | None] = {
        "ci_low": Decimal("0.1"),
        "ci_high": Decimal("0.9"),
        "started": 40,
        "pairs": 9,
    }
    found["work_ability_change"] = Figure(code="work_ability_change", value=Decimal("0.5"), n=9, more=more)
    figure = suppressed(found, LIMITS)["work_ability_change"]
    assert figure.is_suppressed
    assert figure.more == {
        "ci_low": None, "ci_high": None, "started": 40, "pairs": None, "start_answers": None,
        "end_answers": None,
    }  # fmt: skip


def test_directions_of_few_answers_are_hidden_together() -> None:
    found = figures({})
    more = {"better": 8, "same": 3, "worse": 0}
    found["work_ability_change"] = Figure(code="work_ability_change", value=Decimal("0.5"), n=11, more=more)
    shown = suppressed(found, LIMITS)["work_ability_change"].more
    assert [shown[name] for name in ("better", "same", "worse")] == [None, None, None]


def test_inside_the_city_only_changes_of_few_pairs_are_hidden() -> None:
    found = figures({"participants": 2})
    found["work_ability_change"] = Figure(code="work_ability_change", value=Decimal("0.5"), n=9)
    shown = only_pairs(found, LIMITS)
    assert not shown["participants"].is_suppressed
    assert shown["work_ability_change"].is_suppressed


@given(st.fixed_dictionaries({code: st.integers(0, 20) for code in ("a", "b", "rest")}))
def test_no_small_part_can_be_subtracted_from_its_whole(numbers: dict[str, int]) -> None:
    whole = sum(numbers.values())
    counts = {"eeco01": whole, "eeco02": numbers["a"], "eeco05": numbers["b"]}
    shown = suppressed(figures(counts), LIMITS)
    if shown["eeco01"].value is None:
        return
    visible = [code for code in ("eeco02", "eeco05") if shown[code].value is not None]
    left = whole - sum(counts[code] for code in visible)
    parts = 3 - len(visible)
    if parts == 1:  # what is left is one known group
        assert not 0 < left < LIMITS.count
    assert all(not 0 < counts[code] < LIMITS.count for code in visible)


def test_relations_name_indicators_that_exist() -> None:
    rests = {relation.rest_name for relation in RELATIONS}
    named = {name for relation in RELATIONS for name in (relation.whole, *relation.parts)} - rests
    assert {name.partition(".")[0] for name in named} | set(INSTRUMENTS) | set(SENSITIVE) <= set(CATALOGUE)
