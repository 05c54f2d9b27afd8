"""Who may see and change what villages hold: a file to a concept, and the walls of all tables."""

from villages.access import documents, places
from villages.access.documents import document_read, money_of, treasury_read
from villages.access.places import (
    association_read,
    association_write,
    village_read,
    village_write,
    work_read,
    work_write,
)

WALLS = {**places.WALLS, **documents.WALLS}

__all__ = [
    "WALLS",
    "association_read",
    "association_write",
    "document_read",
    "money_of",
    "treasury_read",
    "village_read",
    "village_write",
    "work_read",
    "work_write",
]
