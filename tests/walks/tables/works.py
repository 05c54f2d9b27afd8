"""Tables of needs, pictures, village houses, service orders and volunteer hours."""

from __future__ import annotations

from django.db import models

from placements.models import VolunteerEntry
from villages.models import (
    MaterialCost,
    Receipt,
    Restoration,
    ServiceOrder,
    VillageHouse,
    VillageNeed,
    WorkPhoto,
    WorkSource,
)

TABLES: dict[type[models.Model], str] = {
    VillageNeed: "AAAO. A.... A.... AAAO.",
    WorkSource: "AA... A.... A.... AA...",
    WorkPhoto: "AAAO. A..O. A..O. AAAO.",
    VillageHouse: "AAAO. A.... A.... AAAO.",
    Restoration: "AAAO. A.... A.... AAAO.",
    MaterialCost: "AAAO. A.... A.... AAAO.",
    ServiceOrder: "A..T. A..T. A..T. A..T.",
    Receipt: "AA.T. ..... A..T. -",
    VolunteerEntry: "AA.O. A..O. A..O. AA.O.",
}
GROW_ONLY: set[type[models.Model]] = {Receipt}
WITHOUT_HISTORY: dict[type[models.Model], str] = {Receipt: "only added, never changed"}
