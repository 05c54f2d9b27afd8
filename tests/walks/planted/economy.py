"""An assumption and a tax percentage of the municipality."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from laavu.accounts.models import Municipality
from laavu.law.period import Period
from tests.economy import make_assumption, make_tax_rate

# A municipality has each once: the two whose rows lie in one have them for different times.
YEARS = (2026, 2025, 2024)


def plant_economy(keep: Callable[[Any], Any], municipality: Municipality, mark: str, turn: int) -> None:
    year = YEARS[turn]
    period = Period(date(year, 1, 1), date(year, 12, 31))
    keep(make_assumption(municipality, source=f"{mark} päätös", period=period))
    rate = make_tax_rate(municipality, year)
    rate.source = f"{mark} valtuusto"
    rate.save()
    keep(rate)
