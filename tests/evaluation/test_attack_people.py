"""An attack on whole reports: single people are sought in all that is published of a municipality.

The attacker has every report with its figures, numbers of persons, pictures and cells, knows what each
counts, who was where in which month, and nothing of how numbers are hidden. Each published sum is an equation
over what single people did in single months. A sum of few is told when adding and subtracting equations
leaves nothing but them. `ATTACKS=200` in the environment attacks as many municipalities.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest
from django.db import transaction

from evaluation.indicators import suppression
from evaluation.indicators.side_costs import statutory_percents
from evaluation.reports import beside
from evaluation.reports.dataset import Asked
from evaluation.statistics.small import sign_test
from laavu.law.rounding import round_to
from tests.evaluation.town import PAID, Person, Town, people_of, town_of

pytestmark = pytest.mark.django_db
MUNICIPALITIES = int(os.environ.get("ATTACKS", "6"))
LIMIT = 5
FURTHER = ("n", "better", "same", "worse", "without_end", "reliably_changed", "left_out")
ABSENT = ("sick", "holiday")
RATES = {"hand": 20.0, "machine": 60.0}
Part = tuple[int | str, int, str]  # who, in which month, what
Kinds = tuple[str, ...]
Equation = tuple[
    str, dict[Part, float], Decimal
]  # where it is published, how often each part counts, the sum
Few = frozenset[int | str]


def months_of(asked: Asked) -> range:
    assert asked.period.last is not None
    return range(asked.period.first.month, asked.period.last.month + 1)


class Attack:
    """What one report says, as equations."""

    def __init__(self, town: Town, asked: Asked, data: dict[str, Any]) -> None:
        self.town = town
        self.data = data
        self.months = months_of(asked)
        self.people = {
            at: person for at, person in enumerate(town.people) if person.inside or asked.programme is None
        }

    def value(self, code: str) -> Decimal | None:
        text = self.data["indicators"][code]["value"]
        return None if text is None else Decimal(text)

    def hours(self) -> Iterator[Equation]:
        wholes: dict[str, Kinds] = {"worked_hours": ("work",), "paid_hours": PAID}
        for code, kinds in wholes.items():
            if (total := self.value(code)) is not None:
                yield code, self._hours(self.months, kinds), total
        table = self.data["pictures"]["hours_by_month"]
        lines: dict[str, Kinds] = {"worked": ("work",), "paid_absence": ABSENT}
        for name, kinds in lines.items():
            for month, text in zip(table["categories"], table[name], strict=True):
                if text is not None:
                    yield f"{name} {month}", self._hours([int(month[5:])], kinds), Decimal(text)
        rows = self.data["pictures"]["hours_by_kind"]["rows"]
        named = {row["name"] for row in rows}
        for row in rows:
            if row["amount"] is not None:
                others = tuple(kind for kind in PAID if kind not in named)
                kinds = others if row["name"] == "others" else (row["name"],)
                yield f"kind {row['name']}", self._hours(self.months, kinds), Decimal(row["amount"])
        yield from self._cells("worked", lambda months: self._hours(months, ("work",)))
        yield from self._cells("paid", lambda months: self._hours(months, PAID))

    def _cells(self, column: str, parts: Callable[[Any], dict[Part, float]]) -> Iterator[Equation]:
        rows = [row for row in self.data["cells"].get("months", ()) if column in row]
        named = {int(row["month"][5:]) for row in rows if row["month"]}
        for row in rows:
            months = [int(row["month"][5:])] if row["month"] else [m for m in self.months if m not in named]
            yield f"cell {column} {row['month']}", parts(months), Decimal(row[column])

    def _hours(self, months: Any, kinds: tuple[str, ...]) -> dict[Part, float]:
        return {
            (at, month, kind): 1.0
            for at, person in self.people.items()
            for (month, kind) in person.hours
            if month in months and kind in kinds
        }

    def wages(self) -> Iterator[Equation]:
        for code, costs in (("gross_wages", False), ("side_costs", True)):
            if (total := self.value(code)) is not None:
                yield code, self._wages(self.months, costs=costs), total
        yield from self._cells("gross", lambda months: self._wages(months, costs=False))

    def _wages(self, months: Any, *, costs: bool) -> dict[Part, float]:
        return {
            (at, month, "wage"): _rate(month) if costs else 1.0
            for at, person in self.people.items()
            if person.wage
            for month in {month for month, _kind in person.hours}
            if month in months
        }

    def days(self) -> Iterator[Equation]:
        if (total := self.value("person_months")) is not None:
            yield "person_months", self._days(self.people.values()), total
        names = {}
        for row in self.data["pictures"]["associations"]["rows"]:
            names[row["name"]] = row["amount"]
        for name, amount in names.items():
            if amount is not None:
                yield f"association {name}", self._days(self._of(name, set(names))), Decimal(amount)

    def _of(self, name: str, names: set[str]) -> list[Person]:
        known = self.town.names
        if name == "others":
            return [p for p in self.people.values() if known[p.association] not in names]
        return [p for p in self.people.values() if known[p.association] == name]

    def _days(self, people: Any) -> dict[Part, float]:
        chosen = {id(person) for person in people}
        return {
            (at, month, "day"): 1.0
            for at, person in self.people.items()
            if id(person) in chosen
            for month in range(person.first, person.last + 1)
            if month in self.months
        }

    def begun(self) -> Iterator[Equation]:
        for code in ("placements_in_associations", "new_participants"):
            if (total := self.value(code)) is not None:
                yield code, self._begun(self.months, code), total
        table = self.data["pictures"]["begun"]
        starts = [date.fromisoformat(day) for day in table["categories"]]
        for first, end, number in zip(starts, [*starts[1:], date.max], table["placements"], strict=False):
            months = [m for m in self.months if first <= date(2026, m, 1) < end]
            code = "placements_in_associations"
            yield f"begun {first}", self._begun(months, code), Decimal(number)

    def _begun(self, months: Any, code: str) -> dict[Part, float]:
        return {(at, p.first, code): 1.0 for at, p in self.people.items() if p.first in months}

    def volunteers(self) -> Iterator[Equation]:
        parts: dict[Part, float] = {part: 1.0 for part in self.town.drivers if part[1] in self.months}
        if (total := self.value("volunteer_hours")) is not None:
            yield "volunteer_hours", dict(parts), total
        if (total := self.value("volunteer_value")) is not None:
            yield "volunteer_value", {part: RATES[part[2]] for part in parts}, total
        for amount, rate in self.data["cells"]["community"].get("volunteer_value", ()):
            own = {part: 1.0 for part in parts if RATES[part[2]] == float(rate)}
            yield f"volunteers at {rate}", own, Decimal(amount)


def _rate(month: int) -> float:
    return float(sum(statutory_percents(date(2026, month, 1)).values()))


TOPICS: dict[str, Callable[[Attack], Iterator[Equation]]] = {
    "hours": Attack.hours,
    "wages": Attack.wages,
    "days": Attack.days,
    "begun": Attack.begun,
    "volunteers": Attack.volunteers,
}


def told_of_few(equations: list[Equation]) -> list[Few]:
    """Groups of fewer people than the limit of whom a sum follows."""
    parts = sorted({part for _name, own, _sum in equations for part in own}, key=str)
    if not parts:
        return []
    matrix = np.array([[own.get(part, 0.0) for part in parts] for _name, own, _sum in equations])
    rank = np.linalg.matrix_rank(matrix)
    found = []
    for few in groups_of(parts):
        others = np.array([part[0] not in few for part in parts])
        if rank > (np.linalg.matrix_rank(matrix[:, others]) if others.any() else 0):
            found.append(few)
    return found


def groups_of(parts: list[Part]) -> list[Few]:
    """Groups to look for: everybody alone, who did the same in the same months, and two of such together."""
    by: dict[Any, set[int | str]] = defaultdict(set)
    for who, month, what in parts:
        for trait in (who, (month, what), what, month):
            by[trait].add(who)
    owned: dict[int | str, set[Any]] = defaultdict(set)
    for who, month, what in parts:
        owned[who].add((month, what))
    for who, own in owned.items():
        by[frozenset(own)].add(who)
    small = {frozenset(own) for own in by.values() if 0 < len(own) < LIMIT}
    small |= {a | b for a, b in combinations(sorted(small, key=sorted_key), 2) if len(a | b) < LIMIT}
    return sorted(small, key=sorted_key)


def sorted_key(few: Few) -> tuple[int, str]:
    return len(few), str(sorted(map(str, few)))


def numbers_told(data: dict[str, Any]) -> Iterator[str]:
    """Numbers of 1 to 4 persons as they stand, single people's values, and tests that one direction fits."""
    yield from (f"{name}: {number}" for name, number in numbers_of(data) if 0 < number < LIMIT)
    for code, entry in data["indicators"].items():
        yield from (f"{code}: {name}" for name in ("lowest", "highest", "fewest") if name in entry)
        if entry.get("sign_p") is not None and entry.get("better") is None:
            yield from directions_told(code, entry)


def directions_told(code: str, entry: dict[str, Any]) -> Iterator[str]:
    pairs, told = entry["n"], Decimal(entry["sign_p"])
    fits = {
        (max(up, down), min(up, down))
        for up in range(pairs + 1)
        for down in range(pairs + 1 - up)
        if round_to(Decimal(str(sign_test(up, down))), 3) == told
    }
    if len(fits) == 1:
        yield f"{code}: directions {fits}"


def between_reports(town: Town) -> Iterator[str]:
    """Numbers of people of which one report has 1 to 4 more than another that lies inside it."""
    for (inner, small), (outer, large) in ((a, b) for a in town.out for b in town.out if a is not b):
        inside = set(months_of(inner)) <= set(months_of(outer))
        if inside and not (outer.programme and not inner.programme):
            before = dict(numbers_of(small))
            for name, number in numbers_of(large):
                if 0 < abs(number - before.get(name, number)) < LIMIT:
                    yield f"{name}: {before[name]} {number}"


def in_several(town: Town) -> Iterator[str]:
    """Numbers of people that two reports count twice, beside the report of the whole time: 1 to 4."""
    for (one, first), (two, second) in combinations(town.out, 2):
        for whole, third in town.out:
            times = [set(months_of(asked)) for asked in (one, two, whole)]
            if times[0] | times[1] != times[2] or times[2] in times[:2]:
                continue
            same = one.programme == two.programme == whole.programme
            before = dict(numbers_of(first)), dict(numbers_of(second))
            for name, number in numbers_of(third):
                known = all(name in numbers for numbers in before)
                if known and (same or name.startswith("volunteer")):
                    twice = before[0][name] + before[1][name] - number
                    if 0 < twice < LIMIT:
                        yield f"{name}: {twice} of {number}"


def numbers_of(data: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Numbers of people that a report shows."""
    for code, entry in data["indicators"].items():
        if entry["value"] is not None and entry["unit"] in ("person", "placement"):
            yield code, int(Decimal(entry["value"]))
        numbers = {name: entry.get(name) for name in FURTHER} | entry.get("flow", {})
        yield from ((f"{code} {name}", number) for name, number in numbers.items() if number is not None)


def found_by_attack(town: Town) -> list[str]:
    attacks = [Attack(town, asked, data) for asked, data in town.out]
    found = [line for _asked, data in town.out for line in numbers_told(data)]
    found += between_reports(town)
    found += in_several(town)
    for topic, equations in TOPICS.items():
        all_of = [equation for attack in attacks for equation in equations(attack)]
        found += [f"{topic} of {sorted(map(str, few))}" for few in told_of_few(all_of)]
    return found


def shown_in(town: Town) -> int:
    """How much is shown, so that hiding everything is no way through."""
    attacks = [Attack(town, asked, data) for asked, data in town.out]
    return sum(len(list(equations(attack))) for attack in attacks for equations in TOPICS.values())


def test_nobody_is_told_by_all_that_is_published() -> None:
    chance, shown = Random(20261129), 0
    for number in range(MUNICIPALITIES):
        with transaction.atomic():
            town = town_of(chance)
            assert found_by_attack(town) == [], (number, [str(asked.period) for asked, _data in town.out])
            shown += shown_in(town)
            transaction.set_rollback(True)  # the next one may have its code
    assert shown > 8 * MUNICIPALITIES


def quarters_and_half(chance: Random) -> Town:
    """A municipality that has published both quarters and the half-year, in any order."""
    town, periods = people_of(chance), [(1, 3), (4, 6), (1, 6)]
    chance.shuffle(periods)
    for first, last in periods:
        town.publish(first, last, programme=False)
    return town


def test_few_who_were_there_in_both_quarters_are_not_told() -> None:
    chance = Random(12)
    for _number in range(MUNICIPALITIES):
        with transaction.atomic():
            town = quarters_and_half(chance)
            assert found_by_attack(town) == []
            transaction.set_rollback(True)


def test_the_attack_finds_who_was_there_in_both_quarters_when_nothing_holds_it_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside, "told_by_covers", lambda *_given, **_limit: [])
    assert list(in_several(quarters_and_half(Random(12))))


def test_the_equations_are_what_the_reports_say() -> None:
    """The attack would prove nothing with equations that do not hold."""
    town = town_of(Random(4))
    town.publish(1, 6, programme=False)
    for asked, data in town.out:
        for name, parts, total in Attack(town, asked, data).hours():
            exact = sum(town.people[int(who)].hours[month, kind] for who, month, kind in parts)
            assert exact == total, name


def test_the_attack_finds_people_when_only_small_sums_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "told_sums", lambda *_given, **_limit: set())
    monkeypatch.setattr(suppression, "SINGLE", ())
    chance = Random(20261129)
    assert sum(bool(found_by_attack(town_of(chance))) for _number in range(4)) > 2
