"""Who may see and change what villages hold: a file to a concept, and the walls of all tables."""

from villages.access import places
from villages.access.places import (
    association_read,
    association_write,
    village_read,
    village_write,
    work_read,
    work_write,
)

WALLS = {**places.WALLS}

__all__ = [
    "WALLS",
    "association_read",
    "association_write",
    "village_read",
    "village_write",
    "work_read",
    "work_write",
]
