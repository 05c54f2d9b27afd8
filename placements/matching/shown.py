"""Pairs as pages show them: reasons in words by weight, never a number to rank by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placements.matching.reasons import Pair
from placements.matching.words import text_of


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of a list: who or which place, and the reasons as sentences."""

    row: Any
    blockers: Sequence[str]
    cautions: Sequence[str]
    fits: Sequence[str]


def shown(pair: Pair, row: Any) -> Shown:
    return Shown(
        row,
        [text_of(one) for one in pair.blockers],
        [text_of(one) for one in pair.cautions],
        [text_of(one) for one in pair.fits],
    )


def people_shown(pairs: Sequence[Pair], people: Mapping[int, Any]) -> list[Shown]:
    return [shown(pair, people[pair.person.key]) for pair in pairs]


def openings_shown(pairs: Sequence[Pair], openings: Mapping[int, Any]) -> list[Shown]:
    return [shown(pair, openings[pair.opening.key]) for pair in pairs]
