"""How many people were there in several periods: their numbers beside that of the whole time tell it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from evaluation.indicators.solving import Row, System

Numbers = Mapping[str, Sequence[int]]  # published of the same days, by name; several where corrected
NEW = None  # instead of numbers: those of the new report


@dataclass(frozen=True, slots=True)
class Cover:
    """Reports of the same people whose periods (`parts`) together are that of another (`whole`).

    Who is in one of the parts is in the whole, and the other way round. So the parts' numbers are together
    larger than the whole's by those who are in more than one of them, once for each further part.
    """

    whole: Numbers | None
    parts: tuple[Numbers | None, ...]


def with_overlaps(
    system: System, now: Mapping[str, int], covers: Sequence[Cover]
) -> tuple[System, dict[str, int]]:
    """The system with these equations too, and the published numbers in them by names of their own."""
    rows, true, before = list(system.rows), dict(system.true), dict[str, int]()
    for name in now:
        for at, (row, known) in enumerate(_rows(name, covers)):
            values = known | {name: now[name]}
            overlap = sum(factor * values[one] for one, factor in row.items())
            if overlap < 0:
                continue  # does not hold here: nobody can solve by it
            rest = f"{name} in several periods {at}"
            true |= known | {rest: overlap}
            before |= known
            rows.append((row | {rest: -1}, 0))
    return System(tuple(rows), true), before


def _rows(name: str, covers: Sequence[Cover]) -> Iterator[tuple[Row, dict[str, int]]]:
    """For each cover in which all numbers are known, parts less whole; the published ones, named."""
    for cover in covers:
        places = (*cover.parts, cover.whole)
        choices = [(None,) if one is NEW else one.get(name, ()) for one in places]
        for chosen in product(*choices):
            names = [name if value is None else f"{name}@{value}" for value in chosen]
            row = Counter(names[:-1])
            row[names[-1]] -= 1
            known = {one: value for one, value in zip(names, chosen, strict=True) if value is not None}
            if row[name]:
                yield dict(row), known
