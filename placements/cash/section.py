"""What the money page says of the cash line."""

from datetime import date
from typing import Any

from laavu.accounts.actor import Actor
from placements.cash.picture import picture_of
from placements.cash.shown import verdict
from villages.models import Association

MONTHS = 12


def cash_section(_who: Actor, association: Association, on: date) -> dict[str, Any]:
    """The line's one sentence; without a stated balance none."""
    picture = picture_of(association, today=on, months=MONTHS)
    line = picture.line
    return {"association": association, "verdict": verdict(line, picture.covers) if line else None}
