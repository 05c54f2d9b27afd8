"""From answers to scores. An instrument with a missing item has no score: nothing is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from laavu.law.rounding import round_to
from workers.instruments.reading import Pack

Answers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """What is kept of one instrument: its value, None where an item is missing, and what was answered."""

    instrument: str
    value: Decimal | None
    items: Answers


def scores(pack: Pack, answers: Answers) -> list[Score]:
    """Nothing of an instrument without any answer. ValueError for an answer off the scale."""
    given = {item.code: answers[item.code] for item in pack.items if item.code in answers}
    if any(value not in pack.steps for value in given.values()):
        raise ValueError(f"{pack.code}: an answer is not on the scale")
    if pack.rule == "each":
        return [Score(f"{pack.code}_{code}", Decimal(value), {code: value}) for code, value in given.items()]
    if not given:
        return []
    return [Score(pack.code, _value(pack, list(given.values())), given)]


def _value(pack: Pack, values: list[int]) -> Decimal | None:
    count = len(pack.items)
    if len(values) < count:
        return None
    total = sum(values) * pack.factor
    if pack.rule == "mean":
        return round_to(Decimal(total) / count, 2)
    if pack.rule == "percent":
        above = Decimal(sum(values) - count * pack.lowest)
        return round_to(above / (count * (pack.highest - pack.lowest)) * 100, 2)
    return Decimal(total)
