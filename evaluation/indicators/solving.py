"""What anybody can work out about a number that is not shown from those that are, by linear algebra."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from evaluation.indicators.relations import Relation

NEAR = 1e-6
Row = dict[str, int]
Bounds = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class System:
    """Equations `row = total` over whole numbers that are never below 0; `true` has every number's value."""

    rows: tuple[tuple[Row, int], ...]
    true: Mapping[str, int]


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


def told(system: System, shown: Iterable[str], asked: Sequence[str], *, limit: int) -> set[str]:
    """Those of the asked numbers that are surely below the limit for who knows the shown ones."""
    names = sorted({name for row, _total in system.rows for name in row})
    place = {name: at for at, name in enumerate(names)}
    visible = set(shown)
    left = np.zeros((len(system.rows), len(names)))
    right = np.zeros(len(system.rows))
    for at, (row, total) in enumerate(system.rows):
        right[at] = total
        for name, factor in row.items():
            left[at, place[name]] = factor
    bounds: list[Bounds] = [
        (system.true[name], system.true[name]) if name in visible else (0, None) for name in names
    ]
    found = {name for name in asked if name in visible}
    return found | {
        name
        for name in asked
        if name not in visible and name in place and _highest(left, right, bounds, place[name]) < limit
    }


def _highest(left: np.ndarray, right: np.ndarray, bounds: list[Bounds], at: int) -> float:
    cost = np.zeros(left.shape[1])
    cost[at] = -1
    found = linprog(cost, A_eq=left, b_eq=right, bounds=bounds, method="highs")
    if found.status == 3:  # without an upper end
        return float("inf")
    if found.status != 0:
        raise ValueError("the published numbers contradict each other")
    return float(np.floor(-found.fun + NEAR))


def near(system: System, name: str, shown: Iterable[str]) -> set[str]:
    """Shown numbers that a chain of equations joins to the name without another shown one between."""
    visible, reached, waiting = set(shown), {name}, [name]
    while waiting:
        current = waiting.pop()
        for row, _total in system.rows:
            if current in row:
                for other in row.keys() - reached:
                    reached.add(other)
                    if other not in visible:
                        waiting.append(other)
    return reached & visible
