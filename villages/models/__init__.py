"""Every table of the app, a file to a concept."""

from villages.models.answers import Answer, AnswererContact, AnswerPhoto, Response
from villages.models.documents import Document, DocumentQuerySet
from villages.models.imports import AnswerFile, AnswerImport
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
    "AnswerFile",
    "AnswerImport",
    "AnswerPhoto",
    "AnswererContact",
    "Association",
    "AssociationMember",
    "AssociationQuerySet",
    "Document",
    "DocumentQuerySet",
    "Invitation",
    "Question",
    "Response",
    "Survey",
    "SurveyQuerySet",
    "SurveyVersion",
    "UnfinishedWork",
    "UnfinishedWorkQuerySet",
    "Village",
    "VillageQuerySet",
    "check_business_id",
    "check_register_number",
    "new_token",
]
