"""What anybody can work out about a number that is not shown from those that are, by linear algebra."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from evaluation.indicators.relations import Relation

NEAR = 1e-6
Row = dict[str, int]


@dataclass(frozen=True, slots=True)
class System:
    """Equations `row = total` over whole numbers that are never below 0; `true` has every number's value."""

    rows: tuple[tuple[Row, int], ...]
    true: Mapping[str, int]
    beside: Mapping[str, set[str]] = field(init=False)  # the numbers in equations with each

    def __post_init__(self) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for row, _total in self.rows:
            for name in row:
                found[name] |= row.keys()
        object.__setattr__(self, "beside", found)


def system_of(relations: Iterable[Relation], numbers: Mapping[str, int]) -> System:
    """The relations among those numbers that are there; what is left over is a number of its own."""
    true, rows = dict(numbers), []
    for relation in relations:
        parts = [part for part in relation.parts if part in true]
        if relation.whole not in true or not parts:
            continue
        row = {relation.whole: 1} | dict.fromkeys(parts, -1)
        left = true[relation.whole] - sum(true[part] for part in parts)
        if left < 0:
            continue  # does not hold here: nobody can solve by it
        if relation.rest or left:
            true[relation.rest_name] = left
            row[relation.rest_name] = -1
        rows.append((row, 0))
    return System(tuple(rows), true)


def from_first_told(system: System, shown: Iterable[str], asked: Sequence[str], *, limit: int) -> list[str]:
    """The asked numbers from the first on that is surely below the limit, without those that are safe.

    Hiding more never tells more: what is left out here need not be asked again when more is hidden.
    """
    parts = _Parts(system, set(shown))
    for at, name in enumerate(asked):
        if parts.tells(name, limit):
            return [name, *(other for other in asked[at + 1 :] if other not in parts.safe)]
    return []


class _Parts:
    """The system in its parts that share no hidden number: a number depends on those of its own part."""

    def __init__(self, system: System, visible: set[str]) -> None:
        self.visible = visible
        self._system = system
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        for at, (row, _total) in enumerate(system.rows):
            for name in row.keys() - visible:
                self._rows_of[name].append(at)
        self._found: dict[str, tuple[list[int], list[str]]] = {}
        self.safe: set[str] = set()

    def tells(self, name: str, limit: int) -> bool:
        """Whether the number is surely below the limit.

        Each answer of the solver is a way in which all may be: what is large enough in it needs no other.
        """
        if name in self.visible:
            return True
        if name in self.safe:
            return False
        highest, way = self.highest(name)
        self.safe |= {one for one, value in way.items() if _whole(value) >= limit}
        return highest < limit

    def highest(self, name: str) -> tuple[float, Mapping[str, float]]:
        """The largest whole number that it can be, infinite where nothing holds it; a way in which it is."""
        rows, names = self._part(name)
        if not rows:
            return float("inf"), {}
        place = {one: at for at, one in enumerate(names)}
        left, right = np.zeros((len(rows), len(names))), np.zeros(len(rows))
        for at, (row, total) in enumerate(self._system.rows[number] for number in rows):
            right[at] = total
            for one, factor in row.items():
                if one in place:
                    left[at, place[one]] = factor
                else:
                    right[at] -= factor * self._system.true[one]
        most, values = _highest(left, right, place[name])
        return most, dict(zip(names, values, strict=False))

    def _part(self, name: str) -> tuple[list[int], list[str]]:
        """The equations and the hidden numbers that hang together with this one."""
        if name not in self._found:
            names, rows, waiting = {name}, set[int](), [name]
            while waiting:
                for at in self._rows_of.get(waiting.pop(), ()):
                    if at not in rows:
                        rows.add(at)
                        new = self._system.rows[at][0].keys() - self.visible - names
                        names |= new
                        waiting += new
            part = sorted(rows), sorted(names)
            self._found |= dict.fromkeys(names, part)
        return self._found[name]


def _highest(left: np.ndarray, right: np.ndarray, at: int) -> tuple[float, Sequence[float]]:
    cost = np.zeros(left.shape[1])
    cost[at] = -1
    found = linprog(cost, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
    if found.status == 4:  # unbounded or contradictory: without its short cuts the solver says which
        found = linprog(
            cost, A_eq=left, b_eq=right, bounds=(0, None), method="highs", options={"presolve": False}
        )
    if found.status == 3:  # without an upper end
        return float("inf"), ()
    if found.status != 0:
        raise ValueError("the published numbers contradict each other")
    return _whole(-found.fun), found.x.tolist()


def _whole(value: float) -> float:
    return float(np.floor(value + NEAR))


def near(system: System, name: str, shown: Iterable[str]) -> set[str]:
    """Shown numbers that a chain of equations joins to the name without another shown one between."""
    visible, reached, waiting = set(shown), {name}, [name]
    while waiting:
        for other in system.beside.get(waiting.pop(), set()) - reached:
            reached.add(other)
            if other not in visible:
                waiting.append(other)
    return reached & visible
