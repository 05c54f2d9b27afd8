"""Every table of the app, a file to a concept."""

from villages.models.answers import Answer, AnswererContact, AnswerPhoto, Response
from villages.models.documents import Document, DocumentQuerySet
from villages.models.houses import HouseQuerySet, MaterialCost, Restoration, RestorationQuerySet, VillageHouse
from villages.models.needs import NeedQuerySet, VillageNeed, WorkSource
from villages.models.orders import Receipt, ServiceOrder
from villages.models.photos import WorkPhoto
from villages.models.places import (
    Association,
    AssociationMember,
    AssociationQuerySet,
    Village,
    VillageQuerySet,
    check_business_id,
    check_register_number,
)
from villages.models.surveys import Invitation, Question, Survey, SurveyQuerySet, SurveyVersion, new_token
from villages.models.works import UnfinishedWork, UnfinishedWorkQuerySet

__all__ = [
    "Answer",
    "AnswerPhoto",
    "AnswererContact",
    "Association",
    "AssociationMember",
    "AssociationQuerySet",
    "Document",
    "DocumentQuerySet",
    "HouseQuerySet",
    "Invitation",
    "MaterialCost",
    "NeedQuerySet",
    "Question",
    "Receipt",
    "Response",
    "Restoration",
    "RestorationQuerySet",
    "ServiceOrder",
    "Survey",
    "SurveyQuerySet",
    "SurveyVersion",
    "UnfinishedWork",
    "UnfinishedWorkQuerySet",
    "Village",
    "VillageHouse",
    "VillageNeed",
    "VillageQuerySet",
    "WorkPhoto",
    "WorkSource",
    "check_business_id",
    "check_register_number",
    "new_token",
]
