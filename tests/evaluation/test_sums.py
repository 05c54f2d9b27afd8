"""What sums tell together: by adding and subtracting them, down to parts of too few people."""

import numpy as np

from evaluation.indicators.sums import People, Table

LIMIT = 5


def people(*numbers: int) -> list[People]:
    """Columns of so many people each, nobody in two."""
    names = iter(range(1000))
    return [frozenset(next(names) for _number in range(number)) for number in numbers]


def table(rows: list[list[float]], behind: list[People]) -> Table:
    return Table(np.array(rows), behind, limit=LIMIT)


def test_a_sum_of_few_is_not_shown() -> None:
    assert table([[1, 0], [0, 1]], people(8, 2)).safe([0, 1], []) == [0]


def test_a_whole_without_its_large_part_tells_the_small_one() -> None:
    found = table([[1, 1], [1, 0]], people(8, 1))
    assert found.safe([0, 1], []) == [0]
    assert found.safe([1, 0], []) == [1]


def test_two_small_parts_hide_each_other_when_they_are_of_enough_people() -> None:
    assert table([[1, 1, 1], [1, 0, 0]], people(8, 3, 3)).safe([0, 1], []) == [0, 1]


def test_two_small_parts_of_the_same_person_do_not() -> None:
    one: People = frozenset({"one"})
    assert table([[1, 1, 1], [1, 0, 0]], [*people(8), one, one]).safe([0, 1], []) == [0]


def test_parts_that_come_apart_in_two_steps_are_found() -> None:
    """Neither row alone is of few; their difference is, and only beside a third one."""
    rows: list[list[float]] = [[1, 1, 0, 1], [1, 0, 1, 0], [0, 0, 1, 0]]
    assert table(rows, people(9, 2, 7, 2)).told([0, 1]) == 0
    assert table(rows, people(9, 1, 7, 3)).told([0, 1, 2]) == 1


def test_another_factor_in_each_year_tells_both_years() -> None:
    """Wages, and costs at two rates: two equations for two years."""
    rows = [[1.0, 1.0], [0.22, 0.24]]
    assert table(rows, people(9, 1)).safe([0, 1], []) == [0]
    assert table([[1.0, 1.0], [0.22, 0.22]], people(9, 1)).safe([0, 1], []) == [0, 1]


def test_what_is_told_already_holds_nothing_back() -> None:
    rows: list[list[float]] = [[1, 1, 0], [1, 0, 0], [0, 0, 1]]
    assert table(rows, people(8, 1, 9)).safe([2], [0, 1]) == [2]


def test_the_same_sum_twice_tells_nothing_new() -> None:
    assert table([[1, 1], [1, 1]], people(8, 1)).safe([1], [0]) == [1]


def test_many_small_parts_are_safe_as_long_as_they_stay_together() -> None:
    singles = [1] * 30
    whole = [1.0] * 31
    large = [1.0, *([0.0] * 30)]
    assert table([whole, large], people(50, *singles)).safe([0, 1], []) == [0, 1]
