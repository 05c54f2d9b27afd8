"""Who may see and change what villages hold: a file to a concept, and the walls of all tables."""

from villages.access import associations, documents, places, surveys
from villages.access.associations import (
    association_member_write,
    in_associations,
    may_write,
    own_treasury,
    own_write,
    service_write,
)
from villages.access.documents import document_read, money_of, treasury_read
from villages.access.places import (
    association_read,
    association_write,
    village_read,
    village_write,
    work_read,
    work_write,
)
from villages.access.surveys import (
    answer_write,
    invitation_read,
    photo_read,
    question_write,
    survey_read,
    survey_write,
)

WALLS = {**places.WALLS, **documents.WALLS, **surveys.WALLS, **associations.WALLS}

__all__ = [
    "WALLS",
    "answer_write",
    "association_member_write",
    "association_read",
    "association_write",
    "document_read",
    "in_associations",
    "invitation_read",
    "may_write",
    "money_of",
    "own_treasury",
    "own_write",
    "photo_read",
    "question_write",
    "service_write",
    "survey_read",
    "survey_write",
    "treasury_read",
    "village_read",
    "village_write",
    "work_read",
    "work_write",
]
