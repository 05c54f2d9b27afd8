"""Every table of the app, a file to a concept."""

from villages.models.answers import Answer, AnswererContact, AnswerPhoto, Response
from villages.models.boards import Board, BoardStep, BoardStepDocument
from villages.models.distances import VillageDistance, VillagePoint
from villages.models.documents import Document, DocumentQuerySet
from villages.models.houses import HouseQuerySet, MaterialCost, Restoration, RestorationQuerySet, VillageHouse
from villages.models.imports import AnswerFile, AnswerImport
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
from villages.models.public import ModelDescription, PublicPage, PublicPhoto, PublicWork
from villages.models.readiness import OfTreasuryQuerySet, ReadinessAnswer, ReadinessCheck, ReadinessTask
from villages.models.resources import AssociationContact, Partner, Premise, ResourceQuerySet, Tool
from villages.models.surveys import Invitation, Question, Survey, SurveyQuerySet, SurveyVersion, new_token
from villages.models.village_services import VillageService, VillageServiceQuerySet
from villages.models.works import UnfinishedWork, UnfinishedWorkQuerySet

__all__ = [
    "Answer",
    "AnswerFile",
    "AnswerImport",
    "AnswerPhoto",
    "AnswererContact",
    "Association",
    "AssociationContact",
    "AssociationMember",
    "AssociationQuerySet",
    "Board",
    "BoardStep",
    "BoardStepDocument",
    "Document",
    "DocumentQuerySet",
    "HouseQuerySet",
    "Invitation",
    "MaterialCost",
    "ModelDescription",
    "NeedQuerySet",
    "OfTreasuryQuerySet",
    "Partner",
    "Premise",
    "PublicPage",
    "PublicPhoto",
    "PublicWork",
    "Question",
    "ReadinessAnswer",
    "ReadinessCheck",
    "ReadinessTask",
    "Receipt",
    "ResourceQuerySet",
    "Response",
    "Restoration",
    "RestorationQuerySet",
    "ServiceOrder",
    "Survey",
    "SurveyQuerySet",
    "SurveyVersion",
    "Tool",
    "UnfinishedWork",
    "UnfinishedWorkQuerySet",
    "Village",
    "VillageDistance",
    "VillageHouse",
    "VillageNeed",
    "VillagePoint",
    "VillageQuerySet",
    "VillageService",
    "VillageServiceQuerySet",
    "WorkPhoto",
    "WorkSource",
    "check_business_id",
    "check_register_number",
    "new_token",
]
