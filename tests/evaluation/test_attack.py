"""An attack on published figures: classes of people that nobody can see are solved for from what is shown.

The attacker knows what every code counts and nothing of how numbers are hidden. Of everybody who takes
part the attacker seeks a class (an age, an education, a kind of work …) that is surely of 1 to 4 persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp

from evaluation.indicators import suppression
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure
from evaluation.indicators.suppression import Limits, suppressed

LIMITS = Limits(count=5, pairs=10)
MUNICIPALITIES = 200
# How people differ: in each trait everybody is of exactly one class, and a code counts some classes.
CODES: dict[str, dict[str, tuple[str, ...]]] = {
    "work": {
        "employed": ("association", "elsewhere"),
        "employed_by_associations": ("association",),
    },
    "begin": {"new_participants": ("new",)},
    "age": {
        "eeco06": ("0–17",),
        "eeco07": ("18–24", "25–29"),
        "eeco08": ("55–",),
        "co06": ("0–17", "18–24"),
        "co07": ("55–",),
    },
    "labour": {
        "eeco02": ("short", "long"), "co01": ("short", "long"),
        "eeco03": ("long",), "co02": ("long",),
        "eeco05": ("employed",), "co05": ("employed",),
    },
    "education": {
        "eeco09": ("low",), "co09": ("low",), "eeco10": ("middle",), "co10": ("middle",),
        "eeco11": ("high",), "co11": ("high",),
    },
    "ability": {"eeco12": ("disability",), "co16": ("disability",)},
    "origin": {
        "eeco14": ("foreign", "foreign and minority"),
        "eeco15": ("minority", "foreign and minority"),
        "co15": ("foreign", "minority", "foreign and minority"),
    },
    "citizenship": {"eeco13": ("third country",)},
    "home": {"eeco16": ("homeless",), "co18": ("homeless",)},
    "leaving": {"eecr02": ("study",), "cr02": ("study",), "eecr04": ("job",), "cr04": ("job",)},
    "qualifying": {"eecr03": ("qualified",), "cr03": ("qualified",)},
    "searching": {"eecr01": ("searching",)},
    "destination": {
        "exits": (
            *("market", "subsidised", "study", "rehabilitation", "service", "retired", "ill", "unemployed"),
            *("moved", "elsewhere", "unknown"),
        ),
        "exits_open_market": ("market",), "exits_subsidised": ("subsidised",), "exits_study": ("study",),
        "exits_rehabilitation": ("rehabilitation",), "exits_service": ("service",),
        "exits_retirement": ("retired",), "exits_illness": ("ill",), "exits_unemployed": ("unemployed",),
        "exits_moved": ("moved",), "exits_other": ("elsewhere",), "exits_unknown": ("unknown",),
    },
    "learning": {"competences": ("learnt",)},
    "answering": {"asked": ("answered", "refused"), "refusals": ("refused",)},
    "later": {
        "eecr05": ("young in work", "old in work"), "cr06": ("young in work", "old in work"),
        "cr08": ("old in work",),
    },
    "better": {"eecr06": ("better",), "cr07": ("better",)},
}  # fmt: skip
REST = {
    "work": ("none",), "begin": ("old",), "age": ("30–54", "not known"), "labour": ("other",),
    "education": ("not known",), "ability": ("no",), "origin": ("no",), "citizenship": ("no",),
    "home": ("no",), "leaving": ("stays",), "qualifying": ("no",), "searching": ("no",),
    "destination": ("stays",), "learning": ("no",), "answering": ("not asked",), "later": ("not known",),
    "better": ("no",),
}  # fmt: skip
EVERYBODY = ("participants", "eeco01")
CLASSES = {
    trait: tuple(dict.fromkeys((*(c for counted in codes.values() for c in counted), *REST[trait])))
    for trait, codes in CODES.items()
}
People = dict[str, Counter[str]]


def people_of(chance: Random) -> People:
    """A municipality: how many are of each class of each trait."""
    number = chance.choice((6, 9, 14, 22, 40, 75, 160))
    found: People = {}
    for trait, classes in CLASSES.items():
        weights = [chance.choice((0, 0.02, 0.1, 0.4, 1)) for _class in classes]
        weights[-1] += 0.01
        found[trait] = Counter(chance.choices(classes, weights, k=number))
    return found


def figures_of(people: People) -> dict[str, Figure]:
    number = sum(people["age"].values())
    counts = dict.fromkeys(EVERYBODY, number) | {
        code: sum(people[trait][c] for c in counted)
        for trait, codes in CODES.items()
        for code, counted in codes.items()
    }
    return {
        code: Figure(code=code, value=Decimal(counts[code]), n=counts[code])
        if code in counts
        else Figure(code=code, value=None, reason="not asked")
        for code in CATALOGUE
    }


def found_by_attack(people: People, shown: Mapping[str, int]) -> list[str]:
    """Classes of 1 to 4 persons whose number the shown figures leave no doubt about."""
    found = []
    for trait, classes in CLASSES.items():
        rows, totals = [], []
        for code in EVERYBODY:
            if code in shown:
                rows.append([1.0] * len(classes))
                totals.append(shown[code])
        for code, counted in CODES[trait].items():
            if code in shown:
                rows.append([float(c in counted) for c in classes])
                totals.append(shown[code])
        for at, name in enumerate(classes):
            if 0 < people[trait][name] < LIMITS.count and one_value(rows, totals, at, len(classes)):
                found.append(f"{trait}: {name}")
    return found


def one_value(rows: list[list[float]], totals: Iterable[int], at: int, width: int) -> bool:
    if not rows:
        return False
    known = list(totals)
    cost = np.zeros(width)
    cost[at] = 1
    constraint = LinearConstraint(np.array(rows), known, known)
    ends = [milp(sign * cost, constraints=constraint, integrality=np.ones(width)) for sign in (1, -1)]
    if any(end.status in (3, 4) for end in ends):  # the true numbers fit: what is not bounded is no answer
        return False
    assert all(end.success for end in ends)
    lowest, highest = (round(float(end.fun)) for end in ends)
    return lowest == -highest


def shown_of(figures: Mapping[str, Figure]) -> dict[str, int]:
    return {code: int(figure.value) for code, figure in figures.items() if figure.value is not None}


def municipalities() -> list[People]:
    chance = Random(20261122)
    return [people_of(chance) for _number in range(MUNICIPALITIES)]


def test_nothing_small_can_be_solved_from_what_is_published() -> None:
    for people in municipalities():
        shown = shown_of(suppressed(figures_of(people), LIMITS))
        assert found_by_attack(people, shown) == [], shown


def test_the_attack_finds_small_numbers_when_only_they_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "from_first_told", lambda *_given, **_limit: [])
    found = [
        found_by_attack(people, shown_of(suppressed(figures_of(people), LIMITS)))
        for people in municipalities()
    ]
    assert sum(map(bool, found)) > MUNICIPALITIES // 4


def test_the_attack_finds_small_numbers_when_nothing_is_hidden() -> None:
    found = [found_by_attack(people, shown_of(figures_of(people))) for people in municipalities()]
    assert sum(map(bool, found)) > MUNICIPALITIES // 2


def test_most_of_a_large_municipality_stays_shown() -> None:
    """A check that hides everything would pass the attack and be of no use."""
    people = {
        trait: Counter({name: 40 + 7 * at for at, name in enumerate(classes)})
        for trait, classes in CLASSES.items()
    }
    people = {trait: Counter(_to_sum(counts, 400)) for trait, counts in people.items()}
    figures = figures_of(people)
    assert shown_of(suppressed(figures, LIMITS)) == shown_of(figures)


def _to_sum(counts: Counter[str], total: int) -> dict[str, int]:
    last = list(counts)[-1]
    return {**counts, last: counts[last] + total - sum(counts.values())}
