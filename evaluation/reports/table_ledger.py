"""Whether the sums of a new breakdown, with those of all earlier ones, tell of too few: by linear algebra.

Every published cell is a sum over classes, days and programmes. What anybody can work out is what is a
combination of such cells. Nothing is assumed of how cells are hidden, so this holds the rest to account.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations, product

import numpy as np

from evaluation.indicators.breakdown import OTHERS, Table
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Rule
from evaluation.indicators.differencing import persons
from evaluation.indicators.suppression import Limits
from evaluation.statistics.scope import Scope
from laavu.law.period import ONE_DAY

NEAR = 1e-7
Rows = Mapping[str, Mapping[str, Decimal | None]]
Classes = frozenset[str]
Count = Callable[[Scope], Table]


@dataclass(frozen=True, slots=True)
class Out:
    """A table as it goes out: of what it is, its cells by class and code, codes whose whole is shown."""

    scope: Scope
    rows: Rows
    wholes: frozenset[str]


def tells(new: Out, earlier: Sequence[Out], code: str, exact: Count, limits: Limits) -> bool:
    """Whether a sum of too few follows from the new table and the earlier ones, and not from those alone."""
    tables = {one.scope: exact(one.scope) for one in (new, *earlier)}
    ledger = _Ledger(tables)
    before = [line for one in earlier for line in ledger.lines(one, code)]
    after = [*before, *ledger.lines(new, code)]
    follows, followed = ledger.span([one for _set, one in after]), ledger.span([one for _set, one in before])
    questions = ledger.questions({line[0] for line in after})
    for days in ledger.times():
        rows = [ledger.row(classes, *days, people) for classes, people in questions]
        wanted = np.array(rows).reshape(len(rows), len(follows))
        scope = replace(new.scope, first=days[0], last=days[1] - ONE_DAY, programme_id=None)
        for at in np.flatnonzero(_are_in(wanted, follows) & ~_are_in(wanted, followed)):
            classes, people = questions[at]
            if _is_of_few(classes, scope, people, code, exact, limits):
                return True
    return False


def _are_in(wanted: np.ndarray, span: np.ndarray) -> np.ndarray:
    """For each row of what is wanted, whether it follows from what spans; nothing is not asked for."""
    found: np.ndarray = wanted.any(axis=1) & np.isclose(wanted @ span, wanted, atol=NEAR).all(axis=1)
    return found


People = tuple[bool, int | None]  # inside the programme (None: of everybody), or outside it


def _is_of_few(
    classes: Classes, scope: Scope, people: People, code: str, exact: Count, limits: Limits
) -> bool:
    inside, programme = people
    own = exact(replace(scope, programme_id=programme) if inside else scope)
    n, value = persons(own, classes, code), _sum(own, classes, code)
    if not inside:
        within = exact(replace(scope, programme_id=programme))
        n, value = n - persons(within, classes, code), value - _sum(within, classes, code)
    if not value:
        return False
    if CATALOGUE[code].rule is Rule.COUNT and limits.hides_count(abs(value)):
        return True
    return n < limits.count  # who is partly inside stands behind the rest, too


def _sum(table: Table, classes: Classes, code: str) -> Decimal:
    return sum((row.cells[code].value or Decimal(0) for row in table.rows if row.key in classes), Decimal(0))


class _Ledger:
    """Unknown sums by class, part of the time, and programme; None are those outside all programmes."""

    def __init__(self, tables: Mapping[Scope, Table]) -> None:
        self._tables = tables
        self._classes = frozenset(row.key for table in tables.values() for row in table.rows)
        self._borders = sorted({day for one in tables for day in (one.first, one.last + ONE_DAY)})
        self._programmes = [None, *sorted({one.programme_id for one in tables} - {None}, key=str)]
        self._names = sorted(self._classes)
        self._size = len(self._names) * (len(self._borders) - 1) * len(self._programmes)

    def row(self, classes: Classes, first: date, end: date, people: People) -> np.ndarray:
        """Which of the sums are in one: by class, by part of the time, by programme."""
        inside, programme = people
        of_class = [name in classes for name in self._names]
        in_time = [first <= day < end for day in self._borders[:-1]]
        of_people = [programme is None or (own == programme) == inside for own in self._programmes]
        part = np.outer(of_class, np.outer(in_time, of_people).ravel())
        return part.ravel().astype(float)

    def span(self, lines: Sequence[np.ndarray]) -> np.ndarray:
        """What projects onto all that follows from the lines."""
        if not lines:
            return np.zeros((self._size, self._size))
        matrix = np.array(lines)
        projection: np.ndarray = np.linalg.pinv(matrix) @ matrix
        return projection

    def lines(self, out: Out, code: str) -> Iterator[tuple[Classes, np.ndarray]]:
        """The sums that the table tells, and its whole where that is shown."""
        there = frozenset(row.key for row in self._tables[out.scope].rows)
        named = frozenset(out.rows)
        known = [Classes({key}) for key, cells in out.rows.items() if cells.get(code) is not None]
        if Classes({OTHERS}) in known:
            known.remove(Classes({OTHERS}))
            known.append(self._classes - named)
        if out.rows and OTHERS not in named:  # who is not in the table has nothing
            known += [Classes({key}) for key in self._classes - there]
        if code in out.wholes:
            known.append(self._classes)
        for classes in known:
            end = out.scope.last + ONE_DAY
            yield classes, self.row(classes, out.scope.first, end, (True, out.scope.programme_id))

    def times(self) -> Iterator[tuple[date, date]]:
        return combinations(self._borders, 2)

    def questions(self, sets: set[Classes]) -> list[tuple[Classes, People]]:
        """Whose sums somebody may want: of one class or of those of a published cell, in each programme."""
        people: list[People] = [(True, None)]
        people += [(inside, one) for one in self._programmes[1:] for inside in (True, False)]
        single = {Classes({key}) for key in self._classes}
        return list(product(single | sets, people))
