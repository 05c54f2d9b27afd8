"""An attack on breakdowns: small cells and small sums are solved for from all tables and figures together.

The attacker knows which classes there are, which figure is the whole of which column, who is among whom, and
nothing of how numbers are hidden. `ATTACKS=200` in the environment attacks as many municipalities.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

import pytest

from evaluation.indicators import pooling
from evaluation.indicators.breakdown import FAMILIES, OTHERS, OVERLAPPING, Cell, Family, Row, Table
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Dimension, Figure, Rule
from evaluation.indicators.pooling import suppressed_tables
from evaluation.indicators.suppression import Limits, suppressed
from tests.evaluation.test_attack import one_value

LIMITS = Limits(count=5, pairs=10)
MUNICIPALITIES = int(os.environ.get("ATTACKS", "20"))
PEOPLE, PLACEMENTS, HOURS = FAMILIES[:3]
# Of two codes of one class, the second counts some of those whom the first counts.
AMONG = {
    "new_participants": "participants",
    "employed": "participants",
    "employed_by_associations": "employed",
}


@dataclass(frozen=True)
class Person:
    """Classes by dimension (several associations, for some), flags by code, and placements by association."""

    classes: dict[Dimension, tuple[str, ...]]
    codes: frozenset[str]
    sums: Decimal

    def placed(self, dimension: Dimension) -> tuple[str, ...]:
        return self.classes[dimension] if "employed_by_associations" in self.codes else ()


@dataclass(frozen=True)
class Place:
    """A municipality: its exact tables, what of them is published, and the published figures."""

    exact: list[Table]
    tables: list[Table]
    totals: dict[str, int]


def people_of(chance: Random) -> list[Person]:
    number = chance.choice((6, 9, 14, 22, 40, 75, 160))
    sizes = dict(zip(Dimension, (3, 5, 7, 5, 4), strict=True))
    weights = {by: [chance.choice((0.02, 0.1, 0.4, 1)) for _class in range(n)] for by, n in sizes.items()}
    shares = [chance.choice((0.05, 0.3, 0.7, 0.95, 1)) for _code in range(3)]
    return [_person(chance, weights, shares) for _number in range(number)]


def _person(chance: Random, weights: dict[Dimension, list[float]], shares: list[float]) -> Person:
    times = 2 if chance.random() < 0.15 else 1
    classes = {}
    for by, own in weights.items():
        found = chance.choices(range(len(own)), own, k=1)
        if by in OVERLAPPING and times > 1:  # another one: each placement is with one
            found.append((found[0] + 1) % len(own))
        classes[by] = tuple(f"{by}{at}" for at in found)
    codes = {"participants"}
    if chance.random() < shares[0]:
        codes.add("new_participants")
    if chance.random() < shares[1]:
        codes.add("employed")
        if chance.random() < shares[2]:
            codes.add("employed_by_associations")
    return Person(classes, frozenset(codes), Decimal(chance.randrange(1, 400)))


def table_of(people: list[Person], family: Family, by: Dimension) -> Table:
    found: dict[str, dict[str, Cell]] = {}
    for name in sorted({key for person in people for key in person.classes[by]}):
        own = [person for person in people if name in person.classes[by]]
        cells = {code: cell_of(own, family, code, by) for code in family.codes}
        if any(cell.value for cell in cells.values()):
            found[name] = cells
    return Table(family, by, tuple(Row(name, name, cells) for name, cells in found.items()))


def cell_of(own: list[Person], family: Family, code: str, by: Dimension) -> Cell:
    if family is PEOPLE:
        number = sum(code in person.codes for person in own)
        return Cell(Decimal(number), number)
    placed = [person for person in own if person.placed(by)]
    if CATALOGUE[code].rule is Rule.COUNT:
        placements = sum(1 if by in OVERLAPPING else len(person.placed(Dimension.GROUP)) for person in placed)
        return Cell(Decimal(placements), len(placed))
    total = sum((person.sums / len(person.placed(by)) for person in placed), Decimal(0))
    return Cell(total, len(placed))


def figures_of(people: list[Person]) -> dict[str, Figure]:
    placed = [person for person in people if "employed_by_associations" in person.codes]
    counts = {code: sum(code in person.codes for person in people) for code in PEOPLE.codes}
    placements = sum(len(person.placed(Dimension.ASSOCIATION)) for person in placed)
    total = sum((person.sums for person in placed), Decimal(0))
    found = {code: Figure(code=code, value=None, reason="not asked") for code in CATALOGUE}
    for code, number in counts.items():
        found[code] = Figure(code=code, value=Decimal(number), n=number)
    for code in ("person_months", "paid_hours", "worked_hours"):
        found[code] = Figure(code=code, value=total, n=len(placed))
    found["placements_in_associations"] = Figure(
        code="placements_in_associations", value=Decimal(placements), n=len(placed)
    )
    return found


def place_of(chance: Random, publish: Callable[..., list[Table]] = suppressed_tables) -> Place:
    people = people_of(chance)
    exact = [table_of(people, family, by) for family in (PEOPLE, PLACEMENTS, HOURS) for by in family.by]
    figures = figures_of(people)
    shown = suppressed(figures, LIMITS)
    totals = {code: int(figure.value) for code, figure in shown.items() if figure.value is not None}
    return Place(exact, publish(exact, figures, shown, LIMITS), totals)


def found_by_attack(place: Place) -> list[str]:
    """Cells of 1 to 4 that are told without doubt, and sums of so few persons that follow from others."""
    exact = {table.name: table for table in place.exact}
    found: list[str] = []
    for table in place.tables:
        found += counts_told(table, exact[table.name], place.totals)
        found += sums_told(table, exact[table.name])
    return found


@dataclass
class Unknowns:
    """Equations over one whole number for each name."""

    names: list[tuple[str, str]]
    rows: list[list[float]]
    totals: list[int]

    def know(self, parts: dict[tuple[str, str], float], total: int) -> None:
        self.rows.append([parts.get(name, 0.0) for name in self.names])
        self.totals.append(total)

    def is_told(self, name: tuple[str, str]) -> bool:
        return one_value(self.rows, self.totals, self.names.index(name), len(self.names))


def counts_told(table: Table, exact: Table, totals: dict[str, int]) -> Iterator[str]:
    codes = [code for code in table.family.codes if CATALOGUE[code].rule is Rule.COUNT]
    unknowns = what_is_shown(table, exact, codes, totals)
    for row in exact.rows:
        for code in codes:
            number = int(row.cells[code].value or 0)
            if 0 < number < LIMITS.count and unknowns.is_told((row.key, code)):
                yield f"{table.name} {row.key} {code}: {number}"


def what_is_shown(table: Table, exact: Table, codes: list[str], totals: dict[str, int]) -> Unknowns:
    """An unknown for each class and code, and for those who are in a code and not in the next inside it."""
    keys = [row.key for row in exact.rows]
    rests = [(key, code) for key in keys for code in codes if code in AMONG]
    names = [(key, code) for key in keys for code in codes]
    found = Unknowns([*names, *((key, f"not {code}") for key, code in rests)], [], [])
    for key, code in rests:
        found.know({(key, AMONG[code]): 1, (key, code): -1, (key, f"not {code}"): -1}, 0)
    for code in codes:
        if code in totals:
            found.know({(key, code): 1 for key in keys}, totals[code])
    shown = {row.key for row in table.rows}
    for row in table.rows:
        own = [row.key] if row.key != OTHERS else [key for key in keys if key not in shown]
        for code in codes:
            if (value := row.cells[code].value) is not None:
                found.know({(key, code): 1 for key in own}, int(value))
    return found


def sums_told(table: Table, exact: Table) -> Iterator[str]:
    """A column's sum less what is shown of it is the sum of the hidden: these have to be enough persons."""
    shown = {row.key for row in table.rows}
    for code in table.family.codes:
        if CATALOGUE[code].rule is not Rule.SUM:
            continue
        hidden = {row.key for row in table.rows if row.cells[code].is_suppressed}
        pooled = {row.key for row in exact.rows if row.key not in shown}
        for part in (pooled - hidden, (hidden - {OTHERS}) | (pooled if OTHERS in hidden else set())):
            numbers = [row.cells[code].n or 0 for row in exact.rows if row.key in part]
            persons = max(numbers, default=0) if table.dimension in OVERLAPPING else sum(numbers)
            if 0 < persons < LIMITS.count:
                yield f"{table.name} {code}: a sum of {persons}"


def test_nothing_small_can_be_solved_from_breakdowns_and_figures() -> None:
    chance = Random(20261129)
    shown = 0
    for _number in range(MUNICIPALITIES):
        place = place_of(chance)
        assert found_by_attack(place) == []
        shown += sum(
            not cell.is_suppressed for t in place.tables for row in t.rows for cell in row.cells.values()
        )
    assert shown > MUNICIPALITIES * 10, "a check that hides everything would be of no use"


def test_the_attack_finds_small_numbers_when_nothing_is_hidden() -> None:
    chance = Random(20261129)
    found = [found_by_attack(place_of(chance, lambda tables, *_more: list(tables))) for _number in range(8)]
    assert sum(map(bool, found)) > 4


def test_the_attack_finds_them_when_only_small_cells_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pooling, "from_first_told", lambda *_given, **_limit: [])
    monkeypatch.setattr(pooling, "_pooled", lambda table, _limits: table)
    chance = Random(20261129)
    found = [found_by_attack(place_of(chance)) for _number in range(8)]
    assert sum(map(bool, found)) > 2
