"""Tables of villages and surveys."""

from __future__ import annotations

from django.db import models

from villages.models import (
    Answer,
    AnswererContact,
    AnswerFile,
    AnswerImport,
    AnswerPhoto,
    Association,
    AssociationMember,
    Document,
    Invitation,
    Question,
    Response,
    Survey,
    SurveyVersion,
    UnfinishedWork,
    Village,
)

TABLES: dict[type[models.Model], str] = {
    Village: "AAAO. A.... A.... AAAO.",
    Association: "AAAO. A.... A.... AAAO.",
    AssociationMember: "AAAMM A.A.. A.A.. AAA..",
    UnfinishedWork: "AAAO. A.... A.... AAAO.",
    Document: "A..T. A..T. A..T. A..T.",
    Survey: "AA... A.... A.... AA...",
    SurveyVersion: "AA... A.... A.... AA...",
    Question: "AA... A.... A.... AA...",
    Invitation: "AA... A.... A.... AA...",
    Response: "AA... A.... A.... -",
    Answer: "AA... A.... A.... -",
    AnswerPhoto: "AA... A.... A.... -",
    AnswerImport: "A.... A.... A.... -",
    AnswerFile: "A.... A.... A.... -",
    AnswererContact: "A.... A.... A.... -",
}
WITHOUT_HISTORY: dict[type[models.Model], str] = {
    Response: "what a villager has deleted is gone",
    Answer: "goes with its response",
    AnswerPhoto: "goes with its response",
    AnswerImport: "says itself who brought it, when, and what was undone",
    AnswerFile: "written once; can be made again",
    AnswererContact: "what a villager has deleted is gone",
}
