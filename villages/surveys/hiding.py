"""Which counts of one question may be told, of the whole and of villages at once.

The counts are a table: choices below one another; beside one another the whole, the villages of which
something is told, and all other forms together. The whole of a row is the sum of the others; where each form
has one choice, the sum of a column is known as well. So a hidden count may follow from others. Hidden is what
is small, and then as much more as it takes: no small count follows from the sums, and those that stay unknown
in a sum are together at least the limit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Literal

WHOLE: Literal["whole"] = "whole"
REST: Literal["rest"] = "rest"
Column = int | Literal["whole", "rest"]
Cell = tuple[str, Column]
Beside = Mapping[str, list[tuple[Cell, str]]]
UNBOUND = "a line whose sum is not known"


@dataclass(slots=True)
class Table:
    """Counts by choice and column. `sums_up`: each form has one choice. Solve it with `hide`."""

    values: Mapping[Cell, int]
    limit: int
    sums_up: bool
    hidden: set[Cell] = field(default_factory=set)

    def hide(self) -> bool:
        """Find what must not be told. False when there is nothing left by which it could be hidden."""
        small = {cell for cell, value in self.values.items() if self._is_small(value)}
        self.hidden = small | {cell for cell in self.values if cell[1] == REST}
        while (more := self._wanting()) is not None:
            if not more:
                return False
            self.hidden |= more
        return True

    @property
    def has_parts(self) -> bool:
        """Whether the whole stands beside its parts."""
        return any(column != WHOLE for _code, column in self.values)

    def follows(self) -> set[Cell]:
        """Hidden cells whose count follows from the sums.

        Rows and columns are points, and a hidden cell joins its row and its column: its count can change
        while all sums stay exactly when it lies on a circle. Lines whose sum is not known are one point.
        """
        return set(_bridges(self._beside(self.hidden)))

    def _wanting(self) -> set[Cell] | None:
        """What has to be hidden beside the rest; empty when nothing is left. None when nothing is wanting."""
        followed = self.follows()
        told = sorted((cell for cell in followed if self._is_small(self.values[cell])), key=self._cost)
        if told:
            return self._circle(told[0]) or set()
        for line in self._sums():
            left = [cell for cell in line if cell in self.hidden and cell not in followed]
            if self._is_small(sum(self.values[cell] for cell in left)):
                return self._added(cell for cell in line if cell not in left)
        return None

    def _added(self, line: Iterable[Cell]) -> set[Cell]:
        """The cheapest of the cells, with what it takes that it does not follow itself."""
        for cell in sorted(line, key=self._cost):
            circle = self._circle(cell)
            if circle is not None:
                return circle | {cell}
        return set()

    def _circle(self, cell: Cell) -> set[Cell] | None:
        """The cheapest shown cells that put this one on a circle of hidden ones; None where none is."""
        beside = self._beside(self.values)
        start, goal = self._points(cell)
        steps = count()
        queue: list[tuple[int, int, str, tuple[Cell, ...]]] = [(0, 0, start, ())]
        seen: set[str] = set()
        while queue:
            cost, _step, point, path = heappop(queue)
            if point == goal:
                return {one for one in path if one not in self.hidden}
            if point in seen:
                continue
            seen.add(point)
            for one, other in beside[point]:
                if one != cell and other not in seen:
                    price = 0 if one in self.hidden else self._cost(one)[0]
                    heappush(queue, (cost + price, next(steps), other, (*path, one)))
        return None

    def _sums(self) -> Iterator[list[Cell]]:
        """Cells that add up to something known; where the whole of a row is hidden its parts do not."""
        lines: dict[str, list[Cell]] = defaultdict(list)
        for cell in self.values:
            if self.has_parts and cell[1] != WHOLE and (cell[0], WHOLE) not in self.hidden:
                lines[f"row {cell[0]}"].append(cell)
            if self.sums_up:
                lines[f"column {cell[1]}"].append(cell)
        yield from lines.values()

    def _points(self, cell: Cell) -> tuple[str, str]:
        return (
            f"row {cell[0]}" if self.has_parts else UNBOUND,
            f"column {cell[1]}" if self.sums_up else UNBOUND,
        )

    def _beside(self, cells: Iterable[Cell]) -> Beside:
        """By point the cells that lead on from it, and where to."""
        found: dict[str, list[tuple[Cell, str]]] = defaultdict(list)
        for cell in sorted(cells, key=str):
            row, column = self._points(cell)
            found[row].append((cell, column))
            found[column].append((cell, row))
        return found

    def _is_small(self, value: int) -> bool:
        return 0 < value < self.limit

    def _cost(self, cell: Cell) -> tuple[int, str]:
        """The whole is worth more than a village, a large count more than a small; nought hides little."""
        value = self.values[cell] or 4 * self.limit
        return value + (1_000_000 if cell[1] == WHOLE else 0), f"{cell}"


def _bridges(beside: Beside) -> Iterator[Cell]:
    """Cells without which their two points would not hang together."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}

    def visit(point: str, by: Cell | None) -> Iterator[Cell]:
        order[point] = lowest[point] = len(order)
        for cell, other in beside[point]:
            if other not in order:
                yield from visit(other, cell)
                lowest[point] = min(lowest[point], lowest[other])
                if lowest[other] > order[point]:
                    yield cell
            elif cell != by:
                lowest[point] = min(lowest[point], order[other])

    for point in beside:
        if point not in order:
            yield from visit(point, None)
