"""A pack of evidence, sealed as the program does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from laavu.law.period import month_of
from placements.evidence.making import Made, stored
from placements.models import EvidenceFile, Placement


def plant_evidence(keep: Callable[[Any], Any], placement: Placement, mark: str) -> None:
    row = EvidenceFile(
        municipality=placement.municipality, association=placement.association, placement=placement,
        kind="pack", period=month_of(date(2026, 3, 1)), title=f"{mark} todisteet",
    )  # fmt: skip
    made = Made(f"{mark} Tekijä", datetime(2026, 4, 1, tzinfo=UTC))
    keep(stored(row, b"%PDF-1.7 " + mark.encode(), made))
