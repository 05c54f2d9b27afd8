"""Tables of what associations have, their readiness and boards, village services, and public pages."""

from __future__ import annotations

from django.db import models

from villages.models import (
    AssociationContact,
    Board,
    BoardStep,
    BoardStepDocument,
    ModelDescription,
    Partner,
    Premise,
    PublicPage,
    PublicPhoto,
    PublicWork,
    ReadinessAnswer,
    ReadinessCheck,
    ReadinessTask,
    Tool,
    VillageService,
)

TABLES: dict[type[models.Model], str] = {
    AssociationContact: "A..O. A..T. A..T. A..O.",
    Premise: "AAAO. A..T. A..T. AAAO.",
    Tool: "AAAO. A..T. A..T. AAAO.",
    Partner: "AAAO. A..T. A..T. AAAO.",
    VillageService: "AAAO. A.... A.... AAAO.",
    ReadinessCheck: "AAAT. A.... A.... AAAT.",
    ReadinessAnswer: "AAAT. A..T. A..T. AAAT.",
    ReadinessTask: "AAAT. A..T. A..T. AAAT.",
    Board: "AAAO. A.... A.... AAAO.",
    BoardStep: "AAAO. A..T. A..T. AAAO.",
    BoardStepDocument: "A..T. A..T. A..T. A..T.",
    PublicPage: "A..T. A..T. A..T. A..T.",
    PublicWork: "A..T. A..T. A..T. A..T.",
    PublicPhoto: "A..T. A..T. A..T. A..T.",
    ModelDescription: "A.... A.... A.... A....",
}
