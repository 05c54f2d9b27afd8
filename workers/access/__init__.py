"""Who may see and change what is known of people: a file to a concept, and the walls of all tables."""

from workers.access import people, statements
from workers.access.people import (
    _writable,
    benefit_month_write,
    kela_list_write,
    relationship_write,
    spell_write,
    worker_read,
    worker_write,
)

WALLS = {**people.WALLS, **statements.WALLS}

__all__ = [
    "WALLS",
    "_writable",
    "benefit_month_write",
    "kela_list_write",
    "relationship_write",
    "spell_write",
    "worker_read",
    "worker_write",
]
