"""Decisions on wage subsidy and on the municipality's own supports."""

from __future__ import annotations

from typing import Any

from placements.models import DecisionGrounds, Placement
from tests import factories as make


def plant_decisions(keep: Any, placement: Placement, mark: str) -> None:
    decision = keep(
        make.make_decision(placement, diary_number=f"{mark}/1/2026", payer=f"{mark} työllisyysalue")
    )
    keep(
        DecisionGrounds.objects.create(
            municipality=placement.municipality, decision=decision, facts={"age": 40}, answer={"steps": []}
        )
    )
    support = keep(make.make_support(placement.municipality, name=f"{mark} lisä"))
    keep(make.make_supplement(placement, support, diary_number=f"{mark}/2/2026"))
