"""Every table of the app, a file to a concept."""

from villages.models.answers import Answer, AnswererContact, AnswerPhoto, Response
from villages.models.boards import Board, BoardStep, BoardStepDocument
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
from villages.models.public import ModelDescription, PublicPage, PublicWork
from villages.models.readiness import OfTreasuryQuerySet, ReadinessAnswer, ReadinessCheck, ReadinessTask
from villages.models.resources import AssociationContact, Partner, Premise, ResourceQuerySet, Tool
from villages.models.surveys import Invitation, Question, Survey, SurveyQuerySet, SurveyVersion, new_token
from villages.models.village_services import VillageService, VillageServiceQuerySet
from villages.models.works import UnfinishedWork, UnfinishedWorkQuerySet

__all__ = [
    "Answer",
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
    "Invitation",
    "ModelDescription",
    "OfTreasuryQuerySet",
    "Partner",
    "Premise",
    "PublicPage",
    "PublicWork",
    "Question",
    "ReadinessAnswer",
    "ReadinessCheck",
    "ReadinessTask",
    "ResourceQuerySet",
    "Response",
    "Survey",
    "SurveyQuerySet",
    "SurveyVersion",
    "Tool",
    "UnfinishedWork",
    "UnfinishedWorkQuerySet",
    "Village",
    "VillageQuerySet",
    "VillageService",
    "VillageServiceQuerySet",
    "check_business_id",
    "check_register_number",
    "new_token",
]
