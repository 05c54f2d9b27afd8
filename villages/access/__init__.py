"""Who may see and change what villages hold: a file to a concept, and the walls of all tables."""

from villages.access import associations, distances, documents, places, surveys, works
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
    answer_file_read,
    answer_import_write,
    answer_write,
    invitation_read,
    photo_read,
    question_write,
    survey_read,
    survey_write,
)
from villages.access.works import (
    cost_write,
    house_write,
    need_write,
    order_read,
    receipt_read,
    restoration_write,
    work_photo_read,
    worksite,
)

WALLS = {
    **places.WALLS,
    **distances.WALLS,
    **documents.WALLS,
    **surveys.WALLS,
    **associations.WALLS,
    **works.WALLS,
}

__all__ = [
    "WALLS",
    "answer_file_read",
    "answer_import_write",
    "answer_write",
    "association_member_write",
    "association_read",
    "association_write",
    "cost_write",
    "document_read",
    "house_write",
    "in_associations",
    "invitation_read",
    "may_write",
    "money_of",
    "need_write",
    "order_read",
    "own_treasury",
    "own_write",
    "photo_read",
    "question_write",
    "receipt_read",
    "restoration_write",
    "service_write",
    "survey_read",
    "survey_write",
    "treasury_read",
    "village_read",
    "village_write",
    "work_photo_read",
    "work_read",
    "work_write",
    "worksite",
]
