"""Tables of feedback, problems and development actions."""

from __future__ import annotations

from django.db import models

from evaluation.models import (
    ActionLink,
    ActionReading,
    DevelopmentAction,
    Feedback,
    FeedbackContact,
    Problem,
)

TABLES: dict[type[models.Model], str] = {
    # Whoever has a role sees what they said themselves.
    Feedback: "AAMMM AA... AAMMM AAMMM",
    FeedbackContact: "A.... A.... A.... -",
    Problem: "AA... AA... AA... AA...",
    DevelopmentAction: "AA... AA... AA... AA...",
    ActionLink: "AA... AA... AA... AA...",
    ActionReading: "AA... ..... AA... -",
}
GROW_ONLY: set[type[models.Model]] = {ActionReading}
WITHOUT_HISTORY: dict[type[models.Model], str] = {
    FeedbackContact: "what is removed leaves nothing behind",
    ActionReading: "only added, never changed",
}
