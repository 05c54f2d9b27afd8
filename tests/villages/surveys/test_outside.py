"""Counts that leave the municipality tell of nobody, whichever sheets are laid side by side."""

from fractions import Fraction
from random import Random

import pytest

from tests.cast import Cast, client_of
from tests.factories import make_village
from tests.surveys import make_survey
from tests.villages.surveys.test_results import at, fill
from villages.models import Survey, Village
from villages.surveys.hiding import REST, WHOLE, Cell, Column, Table
from villages.surveys.outside import outside

LIMIT = 5


def table(columns: dict[Column, list[int]], *, sums_up: bool = True) -> Table:
    """Of counts by column; the whole is their sum."""
    rows = len(next(iter(columns.values())))
    values: dict[Cell, int] = {
        (f"c{row}", key): counts[row] for key, counts in columns.items() for row in range(rows)
    }
    values |= {(f"c{row}", WHOLE): sum(counts[row] for counts in columns.values()) for row in range(rows)}
    return Table(values, LIMIT, sums_up)


Line = dict[Cell, Fraction]


def less(line: Line, pivot: Cell, other: Line) -> Line:
    """The line without the pivot, by taking the other away as often as it takes."""
    factor = line.get(pivot, Fraction(0))
    mixed = {
        cell: line.get(cell, Fraction(0)) - factor * other.get(cell, Fraction(0)) for cell in {*line, *other}
    }
    return {cell: value for cell, value in mixed.items() if value}


def sums_of(solved: Table) -> list[Line]:
    codes, columns = {code for code, _column in solved.values}, {column for _code, column in solved.values}
    rows = [
        {cell: Fraction(1 if cell[1] != WHOLE else -1) for cell in solved.hidden if cell[0] == code}
        for code in codes
    ]
    return rows + [
        {cell: Fraction(1) for cell in solved.hidden if cell[1] == column}
        for column in columns
        if solved.sums_up
    ]


def worked_out(solved: Table) -> set[Cell]:
    """Hidden cells that the sums determine: found by elimination, in another way than the code does."""
    reduced: dict[Cell, Line] = {}
    for line in sums_of(solved):
        for pivot, other in reduced.items():
            line = less(line, pivot, other)
        if line:
            pivot = min(line, key=str)
            line = {cell: value / line[pivot] for cell, value in line.items()}
            reduced = {key: less(other, pivot, line) for key, other in reduced.items()} | {pivot: line}
    return {pivot for pivot, line in reduced.items() if len(line) == 1}


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([10, 3, 20], [None, None, 20]),
        ([3, 4, 20], [None, None, 20]),
        ([1, 1, 20], [None, None, None]),
        ([0, 6, 20], [0, 6, 20]),
        ([2, 0, 9], [None, 0, None]),
    ],
)
def test_small_numbers_cannot_be_worked_out_from_the_whole(counts: list[int], told: list[int | None]) -> None:
    solved = Table({(f"c{row}", WHOLE): count for row, count in enumerate(counts)}, LIMIT, sums_up=True)
    assert solved.hide()
    assert [None if cell in solved.hidden else value for cell, value in solved.values.items()] == told


@pytest.mark.parametrize("sums_up", [True, False])
@pytest.mark.parametrize("seed", range(60))
def test_no_small_number_follows_from_all_sheets_together(seed: int, sums_up: bool) -> None:
    chance = Random(seed)
    rows, villages = chance.randint(2, 6), chance.randint(1, 5)
    columns: dict[Column, list[int]] = {
        number: [chance.choice((0, 1, 3, 4, 5, 7, 9, 20)) for _row in range(rows)]
        for number in range(villages)
    }
    if chance.random() < 0.7:
        columns[REST] = [chance.choice((0, 0, 1, 3, 6)) for _row in range(rows)]
    made = {key: counts for key, counts in columns.items() if sum(counts) >= LIMIT}
    if not made:
        return
    solved = table(made, sums_up=sums_up)
    if not solved.hide():
        return
    small = {cell for cell, value in solved.values.items() if 0 < value < LIMIT}
    known = worked_out(solved)
    assert small <= solved.hidden
    assert not known & small
    assert known == solved.follows()


def test_something_is_left_to_tell() -> None:
    solved = table({1: [30, 20, 10], 2: [12, 8, 9], REST: [6, 7, 5]})
    assert solved.hide()
    assert solved.hidden == {(f"c{row}", REST) for row in range(3)}


@pytest.fixture
def villages(cast: Cast) -> list[Village]:
    return [make_village(cast.municipality, name=name) for name in ("Äijälä", "Yläpää", "Alapää")]


@pytest.fixture
def survey(cast: Cast, villages: list[Village]) -> Survey:
    return make_survey(cast.municipality, *villages)


def counts(survey: Survey, village: Village | None, code: str = "good_place") -> dict[str, int | None]:
    for result in outside(survey, "fi").of(village).results:
        if result.asked.code == code:
            return {one.code: one.count for one in result.counts}
    return {}


@pytest.mark.django_db
def test_the_whole_less_one_village_does_not_tell_of_another(survey: Survey, villages: list[Village]) -> None:
    fill(survey, 12, villages[0], good_place=4)
    fill(survey, 8, villages[0], good_place=2)
    fill(survey, 2, villages[1], good_place=4)
    fill(survey, 1, villages[1], good_place=2)
    whole = counts(survey, None)
    assert (whole["4"], whole["2"]) == (14, 9)
    assert counts(survey, villages[1]) == {}
    assert counts(survey, villages[0]) == {}
    assert outside(survey, "fi").of(villages[0]).count is None


@pytest.mark.django_db
def test_a_village_is_told_when_what_remains_is_large_enough(survey: Survey, villages: list[Village]) -> None:
    fill(survey, 12, villages[0], good_place=4)
    fill(survey, 8, villages[0], good_place=2)
    fill(survey, 6, villages[1], good_place=4)
    fill(survey, 5, villages[2], good_place=2)
    assert (counts(survey, None)["4"], counts(survey, None)["2"]) == (18, 13)
    assert (counts(survey, villages[0])["4"], counts(survey, villages[0])["2"]) == (12, 8)
    assert outside(survey, "fi").of(villages[0]).count == 20


@pytest.mark.django_db
def test_one_choice_of_a_village_does_not_follow_from_the_others(
    survey: Survey, villages: list[Village]
) -> None:
    fill(survey, 12, villages[0], good_place=4)
    fill(survey, 8, villages[0], good_place=2)
    fill(survey, 9, villages[1], good_place=4)
    fill(survey, 3, villages[1], good_place=2)
    sheets = [counts(survey, one) for one in (None, villages[0], villages[1])]
    assert sheets[2]["2"] is None
    assert sum(one["2"] is None for one in sheets) > 1
    assert sum(one["4"] is None for one in sheets) > 1


@pytest.mark.django_db
def test_forms_of_no_village_are_protected_as_well(survey: Survey, villages: list[Village]) -> None:
    fill(survey, 12, villages[0], needs=["yard"])
    fill(survey, 3, None, needs=["yard", "errands"])
    assert counts(survey, villages[0], "needs") == {}
    assert counts(survey, None, "needs")["yard"] == 15


@pytest.mark.django_db
def test_the_sheet_of_a_village_says_when_nothing_may_be_told(
    cast: Cast, survey: Survey, villages: list[Village]
) -> None:
    fill(survey, 12, villages[0], good_place=4)
    fill(survey, 3, villages[1], good_place=4)
    address = at(survey, "survey_sheet", "fi", "pdf") + f"?village={villages[0].public_id}"
    answer = client_of(cast.coordinator).get(address)
    assert answer.status_code == 200
    assert outside(survey, "fi").of(villages[0]).results == []
