"""Who may see and change what villages hold: a file to a concept, and the walls of all tables."""

from villages.access import documents, places, surveys
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
    answer_file_read,
    answer_import_write,
    answer_write,
    invitation_read,
    photo_read,
    question_write,
    survey_read,
    survey_write,
)

WALLS = {**places.WALLS, **documents.WALLS, **surveys.WALLS}

__all__ = [
    "WALLS",
    "answer_file_read",
    "answer_import_write",
    "answer_write",
    "association_read",
    "association_write",
    "document_read",
    "invitation_read",
    "money_of",
    "photo_read",
    "question_write",
    "survey_read",
    "survey_write",
    "treasury_read",
    "village_read",
    "village_write",
    "work_read",
    "work_write",
]
