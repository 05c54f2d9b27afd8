"""Every table of the app, a file to a concept."""

from villages.models.documents import Document, DocumentQuerySet
from villages.models.places import (
    Association,
    AssociationMember,
    AssociationQuerySet,
    Village,
    VillageQuerySet,
    check_business_id,
    check_register_number,
)
from villages.models.works import UnfinishedWork, UnfinishedWorkQuerySet

__all__ = [
    "Association",
    "AssociationMember",
    "AssociationQuerySet",
    "Document",
    "DocumentQuerySet",
    "UnfinishedWork",
    "UnfinishedWorkQuerySet",
    "Village",
    "VillageQuerySet",
    "check_business_id",
    "check_register_number",
]
