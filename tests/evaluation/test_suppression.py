"""Small numbers are hidden, and cannot be worked out from those that are shown."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure
from evaluation.indicators.relations import FLOW, INSTRUMENTS, RELATIONS, SENSITIVE
from evaluation.indicators.suppression import WITHOUT_END, Limits, only_pairs, suppressed

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


def change(more: Mapping[str, Decimal | int | None], n: int = 12) -> Mapping[str, Decimal | int | None]:
    """What is shown beside a change of so many pairs."""
    found = figures({})
    found["own_meaning_change"] = Figure(code="own_meaning_change", value=Decimal("1.2"), n=n, more=more)
    return suppressed(found, LIMITS)["own_meaning_change"].more


def test_tests_that_tell_hidden_directions_go_with_them() -> None:
    tests: dict[str, Decimal | int | None] = {"sign_p": Decimal("0.006"), "ranks_p": Decimal("0.010")}
    shown = change({"better": 11, "same": 0, "worse": 1} | tests)
    assert (shown["sign_p"], shown["ranks_p"]) == (None, None)
    assert change({"better": 12, "same": 0, "worse": 0} | tests)["sign_p"] == Decimal("0.006")


def test_a_spread_that_tells_hidden_directions_goes_with_them() -> None:
    """Eight stayed and four went up by one: of 12 changes with this mean none else has so small a spread."""
    more: dict[str, Decimal | int | None] = {"better": 4, "same": 8, "worse": 0, "ci_low": Decimal("0.02")}
    assert change(more | {"narrow": 1}) == dict.fromkeys((*more, *FLOW, *WITHOUT_END))
    assert change(more)["ci_low"] == Decimal("0.02")


def test_the_lowest_and_the_highest_value_are_of_one_person_each_and_stay_in_the_city() -> None:
    found = figures({})
    spread: dict[str, Decimal | int | None] = {
        "median": Decimal(2),
        "lowest": Decimal(1),
        "highest": Decimal(48),
    }
    found["counselling_sessions"] = Figure(code="counselling_sessions", value=Decimal(90), n=20, more=spread)
    assert suppressed(found, LIMITS)["counselling_sessions"].more == {"median": Decimal(2)}


EXITS = dict.fromkeys((code for code in CATALOGUE if code.startswith("exits_")), 0)


def test_a_number_hidden_for_its_difference_takes_a_second_one_with_it_when_it_could_be_subtracted() -> None:
    """Published before: 16 = 8 + 8. Now 26 = 17 + 9: one more, and 26 - 17 would tell so."""
    now = figures({"exits": 26, **EXITS, "exits_study": 17, "exits_open_market": 9})
    before = {"exits": 16, "exits_study": 8, "exits_open_market": 8}
    shown = suppressed(now, LIMITS, also=["exits_open_market"], beside=[before])
    assert shown["exits_open_market"].is_suppressed
    assert shown["exits"].is_suppressed or shown["exits_study"].is_suppressed


def test_a_number_hidden_for_its_difference_stands_in_no_flow_of_answers() -> None:
    now = figures({"participants": 43})
    flow = {
        "started": 43,
        "start_answers": 30,
        "end_answers": 20,
        "pairs": 20,
        "better": 20,
        "same": 0,
        "worse": 0,
    }
    now["own_meaning_change"] = Figure(code="own_meaning_change", value=Decimal("1.2"), n=20, more=flow)
    shown = suppressed(now, LIMITS, also=["participants"], beside=[{"participants": 40}])
    assert shown["own_meaning_change"].more["started"] is None
    assert shown["own_meaning_change"].more["pairs"] == 20


def test_numbers_beside_a_change_are_compared_too() -> None:
    more = {"started": 60, "start_answers": 40, "end_answers": 30, "pairs": 25}
    more |= {"better": 12, "same": 6, "worse": 7}
    now = figures({})
    now["own_meaning_change"] = Figure(code="own_meaning_change", value=Decimal("1.2"), n=25, more=more)
    before = {f"own_meaning_change.{name}": number for name, number in {"better": 12, "worse": 6}.items()}
    shown = suppressed(now, LIMITS, beside=[before])["own_meaning_change"].more
    assert [shown[name] for name in ("better", "same", "worse")] == [None, None, None]
    assert shown["end_answers"] == 30


def test_a_small_number_that_old_reports_alone_tell_hides_nothing_in_vain() -> None:
    now = figures({"participants": 40})
    assert suppressed(now, LIMITS, beside=[{"participants": 3}])["participants"].value == 40


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
