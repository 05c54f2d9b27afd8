"""What several published sums tell together of too few people, by linear algebra.

Each sum is a row over columns; a column is a part of the whole with the people behind it, so a row says how
often the sum counts that part. Whoever adds and subtracts sums reaches every combination of rows. A
combination tells of too few when all parts that are left in it are of fewer people than the limit.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

import numpy as np

NEAR = 1e-7
SQUARE = 1e-12  # sizes of squares, beside the largest
MOST_GROUPS = 24  # more of them are not looked through one by one: all is taken as told
People = frozenset[Hashable]


class Table:
    """Rows over the same columns, and who is behind each column."""

    def __init__(self, rows: np.ndarray, people: Sequence[People], *, limit: int) -> None:
        self.rows = rows
        self.people = people
        self._limit = limit
        self._is_big = np.array([len(one) >= limit for one in people], dtype=bool)

    def safe(self, wanted: Sequence[int], known: Iterable[int]) -> list[int]:
        """Which of the wanted rows can be shown beside the known ones, the first ones first.

        What the known ones tell by themselves is told already, and holds nothing back.
        """
        shown = list(known)
        return self._added(list(wanted), shown, self.told([*shown]))

    def _added(self, wanted: list[int], shown: list[int], before: int) -> list[int]:
        if not wanted:
            return []
        if self.told([*shown, *wanted]) <= before:
            shown += wanted
            return wanted
        if len(wanted) == 1:
            return []
        half = len(wanted) // 2
        return [
            *self._added(wanted[:half], shown, before),
            *self._added(wanted[half:], shown, before),
        ]

    def told(self, shown: Sequence[int]) -> int:
        """How many independent sums of too few people follow from these rows."""
        if not len(shown) or not len(self.people):
            return 0
        rows = np.unique(self.rows[list(shown)], axis=0)
        small = rows[:, ~self._is_big]
        left = _left_null(rows[:, self._is_big]) @ small
        people = [one for one, big in zip(self.people, self._is_big, strict=True) if not big]
        return self._told(left, people)

    def _told(self, found: np.ndarray, people: Sequence[People]) -> int:
        """`found`: all combinations that are of small columns alone, as rows."""
        while True:
            found = _basis(found)
            if not len(found):
                return 0
            groups = _together(found, people)
            # Parts that every combination has or lacks together count as one: they may be of enough people.
            large = [columns for columns in groups if len(_union(people, columns)) >= self._limit]
            if not large:
                break
            outside = found[:, [column for columns in large for column in columns]]
            found = _left_null(outside) @ found
        if len(groups) > MOST_GROUPS:
            return len(found)
        few = [
            _left_null(found[:, ~inside]) @ found for inside in self._inside(groups, people, found.shape[1])
        ]
        return len(_basis(np.vstack(few)))

    def _inside(
        self, groups: Sequence[Sequence[int]], people: Sequence[People], width: int
    ) -> Iterable[np.ndarray]:
        """Which columns are of the same too few people, for each way of being too few."""
        owned = [_union(people, columns) for columns in groups]
        sets: set[People] = set()
        for size in range(1, self._limit):
            for some in combinations(owned, size):
                union = frozenset().union(*some)
                if len(union) < self._limit:
                    sets.add(union)
        for union in sets:
            inside = np.zeros(width, dtype=bool)
            for columns, own in zip(groups, owned, strict=True):
                inside[list(columns)] = own <= union
            yield inside


def _union(people: Sequence[People], columns: Iterable[int]) -> People:
    return frozenset().union(*(people[column] for column in columns))


def _together(rows: np.ndarray, people: Sequence[People]) -> list[list[int]]:
    """Columns that are multiples of each other in these rows; columns of nothing left out."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    for at in range(len(people)):
        column = rows[:, at]
        size = np.linalg.norm(column)
        if size > NEAR:
            column = column / size
            first = column[np.abs(column) > NEAR][0]
            groups[(np.round(column * np.sign(first), 5) + 0.0).tobytes()].append(at)
    return list(groups.values())


def _left_null(rows: np.ndarray) -> np.ndarray:
    """Weights of rows by which their sum is nothing in every column."""
    if not rows.shape[1]:
        return np.eye(rows.shape[0])
    sizes, vectors = np.linalg.eigh(rows @ rows.T)  # far fewer rows than columns
    return np.asarray(vectors[:, sizes < SQUARE * max(1.0, float(sizes[-1]))].T)


def _basis(rows: np.ndarray) -> np.ndarray:
    """Independent rows of length 1 that give the same combinations."""
    if not rows.size:
        return np.zeros((0, rows.shape[1]))
    _left, sizes, right = np.linalg.svd(rows, full_matrices=False)
    return np.asarray(right[sizes > NEAR])
