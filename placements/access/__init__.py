"""Who may see and change what placements hold: a file to a concept, and the walls of all tables."""

from placements.access import work
from placements.access.work import (
    at_work,
    group_read,
    group_write,
    hours_write,
    import_read,
    placement_read,
    placement_write,
)

WALLS = {**work.WALLS}

__all__ = [
    "WALLS",
    "at_work",
    "group_read",
    "group_write",
    "hours_write",
    "import_read",
    "placement_read",
    "placement_write",
]
