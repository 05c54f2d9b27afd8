"""An attack on the breakdowns of several reports together: what lies between two of them is solved for.

The attacker has all published tables and figures of a municipality, knows which classes there are, which time
and people each report is of, and nothing of how numbers are hidden. `ATTACKS=200` in the environment attacks
as many municipalities.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from random import Random

import numpy as np
import pytest

from evaluation.indicators import pooling
from evaluation.indicators.breakdown import FAMILIES, OTHERS, Cell, Family, Row, Table
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Dimension, Figure
from evaluation.indicators.suppression import Limits, suppressed
from evaluation.reports import tables as published
from evaluation.reports.earlier import Published, is_comparable, told_by_difference
from evaluation.statistics.scope import Scope
from tests.evaluation.test_attack import one_value

LIMITS = Limits(count=5, pairs=10)
MUNICIPALITIES = int(os.environ.get("ATTACKS", "12"))
PEOPLE, PLACEMENTS, HOURS = FAMILIES[:3]
PROGRAMME = 7
START = date(2024, 1, 1)
MONTH = timedelta(days=30)  # every month of this calendar
BORDERS = (0, 3, 6, 12, 18, 24)
PERIODS = ((0, 6), (6, 12), (0, 12), (12, 24), (0, 24), (0, 3), (0, 18), (6, 18))
ADDITIVE = ("new_participants", "placements_in_associations", "person_months", "paid_hours")


@dataclass(frozen=True)
class Person:
    """In which months the person takes part and works; classes by dimension; whether in the programme."""

    first: int
    last: int
    works: frozenset[int]
    hours: Decimal
    classes: dict[Dimension, str]
    programme: bool

    def is_in(self, scope: Scope) -> bool:
        return self.programme or scope.programme_id is None


@dataclass(frozen=True)
class Out:
    """A published report: of what it is, its tables, its figures."""

    scope: Scope
    tables: list[Table]
    totals: dict[str, Decimal]


def day(month: int) -> date:
    return START + month * MONTH


def scope_of(first: int, end: int, programme: int | None) -> Scope:
    return Scope(1, day(first), day(end) - timedelta(days=1), programme)


def months_of(scope: Scope) -> range:
    return range((scope.first - START).days // 30, ((scope.last - START).days + 1) // 30)


def people_of(chance: Random) -> list[Person]:
    number = chance.choice((14, 25, 40, 75, 160))
    sizes = dict(zip(Dimension, (3, 5, 6, 4, 4), strict=True))
    weights = {by: [chance.choice((0.03, 0.2, 0.5, 1)) for _class in range(n)] for by, n in sizes.items()}
    in_programme, late = chance.choice((0.3, 0.8, 0.97)), chance.choice((0.03, 0.2, 0.6))
    found = []
    for _number in range(number):
        first = chance.randrange(0, 24) if chance.random() < late else chance.randrange(0, 3)
        last = min(23, first + chance.choice((0, 2, 5, 11, 23)))
        works = frozenset(month for month in range(first, last + 1) if chance.random() < 0.8)
        classes = {by: f"{by}{chance.choices(range(len(own)), own)[0]}" for by, own in weights.items()}
        hours = Decimal(chance.randrange(1, 150))
        found.append(Person(first, last, works, hours, classes, chance.random() < in_programme))
    return found


def counted(own: Sequence[Person], scope: Scope, code: str) -> tuple[Decimal, int]:
    """The value of a code over these people in the scope, and how many persons are behind it."""
    months = set(months_of(scope))
    there = [one for one in own if one.is_in(scope)]
    if code in ("paid_hours", "worked_hours"):
        found = [one for one in there if one.works & months]
        return sum((len(one.works & months) * one.hours for one in found), Decimal(0)), len(found)
    present = [one for one in there if months & set(range(one.first, one.last + 1))]
    if code == "person_months":
        total = sum(len(months & set(range(one.first, one.last + 1))) for one in present)
        return Decimal(total), len(present)
    if code != "participants":  # everybody begins work on the first day, in an association
        present = [one for one in present if one.first in months]
    return Decimal(len(present)), len(present)


class Town:
    """A municipality that publishes one report after the other."""

    def __init__(self, people: list[Person]) -> None:
        self.people = people
        self.out: list[Out] = []

    def table(self, scope: Scope, family: Family, by: Dimension) -> Table:
        rows = []
        for name in sorted({one.classes[by] for one in self.people}):
            own = [one for one in self.people if one.classes[by] == name]
            cells = {code: Cell(*counted(own, scope, code)) for code in family.codes}
            if family.name != "works" and any(cell.value for cell in cells.values()):
                rows.append(Row(name, name, cells))
        return Table(family, by, tuple(rows))

    def figures(self, scope: Scope) -> dict[str, Figure]:
        found = {code: Figure(code=code, value=None, reason="not asked") for code in CATALOGUE}
        for family in (PEOPLE, PLACEMENTS, HOURS):
            for code in family.codes:
                value, n = counted(self.people, scope, code)
                found[code] = Figure(code=code, value=value, n=n)
        return found

    def publish(self, scope: Scope) -> None:
        figures = self.figures(scope)
        earlier = [self._known(one) for one in self.out]
        told = told_by_difference(scope, figures, {}, earlier, LIMITS, self.figures)
        shown = suppressed(figures, LIMITS, also=told.codes)
        tables = published.published_tables(scope, figures, shown, LIMITS, earlier, told, self.table)
        totals = {code: one.value for code, one in shown.items() if one.value is not None}
        self.out.append(Out(scope, tables, totals))

    def _known(self, one: Out) -> Published:
        figures = self.figures(one.scope)
        tables = {
            table.name: {
                row.key: {code: cell.value for code, cell in row.cells.items()} for row in table.rows
            }
            for table in one.tables
        }
        shown = {code: (value, figures[code].n) for code, value in one.totals.items()}
        return Published(one.scope, shown, tables=tables)


def town_of(chance: Random) -> Town:
    town = Town(people_of(chance))
    for _number in range(chance.choice((2, 3, 4))):
        first, end = chance.choice(PERIODS)
        town.publish(scope_of(first, end, chance.choice((None, None, PROGRAMME))))
    return town


def classes_shown(town: Town, one: Out, table: Table, code: str) -> Iterator[tuple[frozenset[str], Decimal]]:
    """Which classes together have how much of the code, by the published table and its figure."""
    exact = town.table(one.scope, table.family, table.dimension)
    everything = frozenset(person.classes[table.dimension] for person in town.people)
    named = {row.key for row in table.rows}
    for row in table.rows:
        if (value := row.cells[code].value) is not None:
            yield everything - named if row.key == OTHERS else frozenset({row.key}), value
    if OTHERS not in named:  # who is not in the table has nothing
        for name in everything - {row.key for row in exact.rows}:
            yield frozenset({name}), Decimal(0)
    if code in one.totals:
        yield everything, one.totals[code]


Atom = tuple[str, int, bool]  # class, part of the time, whether in the programme


def atoms_of(town: Town, by: Dimension) -> list[Atom]:
    classes = sorted({one.classes[by] for one in town.people})
    return [
        (name, at, inside) for name in classes for at in range(len(BORDERS) - 1) for inside in (True, False)
    ]


def is_inside(atom: Atom, classes: frozenset[str], scope: Scope) -> bool:
    name, at, programme = atom
    months = months_of(scope)
    in_time = months.start <= BORDERS[at] and BORDERS[at + 1] <= months.stop
    return name in classes and in_time and (programme or scope.programme_id is None)


def sums_told(town: Town, name: str, code: str) -> Iterator[str]:
    """Sums over some days of some classes that follow from all published ones, and are of 1 to 4 persons."""
    there = [(one, table) for one in town.out for table in one.tables if table.name == name]
    by = next((table.dimension for _one, table in there), Dimension.GENDER)
    atoms = atoms_of(town, by)
    rows, sets = [], {frozenset({one.classes[by]}) for one in town.people}
    for one, table in there:
        for classes, _value in classes_shown(town, one, table, code):
            rows.append([float(is_inside(atom, classes, one.scope)) for atom in atoms])
            sets.add(classes)
    if not rows:
        return
    left = np.linalg.pinv(np.array(rows)) @ np.array(rows)
    for classes, (start, end), programme in product(sets, combinations(BORDERS, 2), (None, PROGRAMME, 0)):
        wanted = wanted_of(atoms, classes, start, end, programme)
        if np.allclose(wanted @ left, wanted, atol=1e-7):
            own = [one for one in town.people if one.classes[by] in classes]
            own = [one for one in own if programme is None or one.programme == bool(programme)]
            _value, n = counted(own, scope_of(start, end, None), code)
            if LIMITS.hides_count(n):
                yield f"{name} {code} {sorted(classes)} {start}-{end} {programme}: {n}"


def wanted_of(
    atoms: list[Atom], classes: frozenset[str], start: int, end: int, programme: int | None
) -> np.ndarray:
    """Which atoms are asked for. `programme` 0: those outside it."""
    scope = scope_of(start, end, None)
    return np.array(
        [
            float(is_inside(atom, classes, scope) and (programme is None or atom[2] == bool(programme)))
            for atom in atoms
        ]
    )


def counts_told(town: Town, name: str) -> Iterator[str]:
    """How many more people one report has than another in some classes, where that is 1 to 4 and certain."""
    there = [(one, table) for one in town.out for table in one.tables if table.name == name]
    for (inner, small), (outer, large) in ((a, b) for a in there for b in there if a is not b):
        if not is_comparable(inner.scope, outer.scope) or not _holds(outer.scope, inner.scope):
            continue
        by = small.dimension
        names = sorted({one.classes[by] for one in town.people})
        rows, totals = [], []
        for one, table, parts in ((inner, small, (1, 0)), (outer, large, (1, 1))):
            for classes, value in classes_shown(town, one, table, "participants"):
                inside = [float(name in classes) for name in names]
                rows.append([*(parts[0] * x for x in inside), *(parts[1] * x for x in inside)])
                totals.append(int(value))
        for at, key in enumerate(names):
            own = [one for one in town.people if one.classes[by] == key]
            sizes = [int(counted(own, one.scope, "participants")[0]) for one in (inner, outer)]
            more = sizes[1] - sizes[0]
            if 0 < more < LIMITS.count and one_value(rows, totals, len(names) + at, 2 * len(names)):
                yield f"{name} {key}: {more} more"


def _holds(outer: Scope, inner: Scope) -> bool:
    in_time = outer.first <= inner.first and inner.last <= outer.last
    return in_time and outer.programme_id in (None, inner.programme_id)


def found_by_attack(town: Town) -> list[str]:
    found: list[str] = []
    for family, codes in ((PLACEMENTS, ADDITIVE[1:3]), (HOURS, ADDITIVE[3:]), (PEOPLE, ADDITIVE[:1])):
        for by in family.by:
            for code in codes:
                found += sums_told(town, f"{family.name}:{by}", code)
    for by in PEOPLE.by:
        found += counts_told(town, f"people:{by}")
    return found


def test_nothing_small_lies_between_published_breakdowns() -> None:
    chance = Random(20261130)
    cells = 0
    for _number in range(MUNICIPALITIES):
        town = town_of(chance)
        assert found_by_attack(town) == [], [one.scope for one in town.out]
        tables = [table for one in town.out[1:] for table in one.tables]
        cells += sum(cell.value is not None for t in tables for row in t.rows for cell in row.cells.values())
    assert cells > MUNICIPALITIES * 10, "a check that shows nothing after the first report would be of no use"


def test_the_attack_finds_what_lies_between_when_each_report_is_made_safe_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pooling, "apart", lambda _table, pooled, _beside, _limits: pooled)
    monkeypatch.setattr(pooling, "hidden_before", lambda _table, _beside: set())
    monkeypatch.setattr(published, "tells", lambda *_given: False)
    chance = Random(20261130)
    found = [found_by_attack(town_of(chance)) for _number in range(8)]
    assert sum(map(bool, found)) > 3
