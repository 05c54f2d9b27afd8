"""An attack on published sums of money: who knows the formulas seeks the sum of fewer than five people."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

import numpy as np
import pytest

from evaluation.economy.assumptions import DEFAULTS, chosen
from evaluation.indicators import suppression
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure
from evaluation.indicators.suppression import Limits, suppressed

LIMITS = Limits(count=5, pairs=10)
MUNICIPALITIES = 200
BASE = (
    "wage_subsidy_municipality", "wage_subsidy_state", "municipal_supplement", "project_money",
    "avoided_municipal_share", "avoided_state_share", "municipal_tax_effect",
)  # fmt: skip
LEFT = float(chosen(DEFAULTS).remaining)
# What everybody can read in the methods: each total as so much of each sum.
FORMULAS: dict[str, tuple[float, ...]] = {
    "wage_subsidy": (1, 1, 0, 0, 0, 0, 0),
    "net_municipal": (-1, 0, -1, 0, LEFT, 0, LEFT),
    "net_public": (-1, -1, -1, -1, LEFT, LEFT, LEFT),
    "cost_per_placement": (1, 1, 1, 1, 0, 0, 0),
    "cost_per_person_month": (1, 1, 1, 1, 0, 0, 0),
}


def figures_of(chance: Random) -> dict[str, Figure]:
    """A municipality: who has money in which sum."""
    number = chance.choice((6, 9, 14, 40))
    people = range(number)
    inside = {
        code: [one for one in people if chance.random() < chance.choice((0, 0.1, 0.3, 1))] for code in BASE
    }
    inside["avoided_state_share"] = inside["avoided_municipal_share"]
    counts = {"person_months": number, "placements_in_associations": number, "worked_hours": number}
    sizes = {code: len(members) for code, members in inside.items()} | counts
    sizes["wage_subsidy"] = len({*inside["wage_subsidy_municipality"], *inside["wage_subsidy_state"]})
    sizes |= dict.fromkeys(FORMULAS.keys() - {"wage_subsidy"}, number)
    return {
        code: Figure(code=code, value=Decimal(100 * sizes[code]), n=sizes[code])
        if code in sizes
        else Figure(code=code, value=None, reason="not asked")
        for code in CATALOGUE
    }


def found_by_attack(figures: Mapping[str, Figure], shown: Mapping[str, Figure]) -> list[str]:
    """Sums of 1 to 4 people that follow from the shown ones by linear algebra."""
    unit = np.eye(len(BASE))
    rows = [unit[at] for at, code in enumerate(BASE) if shown[code].value is not None]
    rows += [np.array(row) for code, row in FORMULAS.items() if shown[code].value is not None]
    known = np.array(rows).reshape(len(rows), len(BASE))
    rank = np.linalg.matrix_rank(known) if rows else 0
    return [
        code
        for at, code in enumerate(BASE)
        if LIMITS.hides_count(figures[code].n) and np.linalg.matrix_rank(np.vstack([known, unit[at]])) == rank
    ]


def attacked() -> int:
    chance = Random(20261129)
    found = 0
    for _number in range(MUNICIPALITIES):
        figures = figures_of(chance)
        found += bool(found_by_attack(figures, suppressed(figures, LIMITS)))
    return found


def test_no_sum_of_few_follows_from_what_is_published() -> None:
    assert attacked() == 0


def test_the_attack_finds_sums_when_totals_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "DERIVED", {})
    assert attacked() > MUNICIPALITIES // 4


def test_a_large_municipality_keeps_its_totals() -> None:
    figures = {
        code: Figure(code=code, value=Decimal(1000), n=40)
        if code in {*BASE, *FORMULAS, "person_months", "placements_in_associations", "worked_hours"}
        else Figure(code=code, value=None, reason="not asked")
        for code in CATALOGUE
    }
    shown = suppressed(figures, LIMITS)
    assert all(shown[code].value is not None for code in (*BASE, *FORMULAS))
