"""Tables of programmes and reports."""

from __future__ import annotations

from django.db import models

from evaluation.models import (
    Participation,
    Programme,
    ProgrammeMember,
    Report,
    ReportDownload,
    SigningKey,
)

TABLES: dict[type[models.Model], str] = {
    Programme: "AAA.O AA... AA... AAA.O",
    Participation: "AA... A.... A.... AA...",
    ProgrammeMember: "AAAMM AAA.. AAA.. AAAMM",
    Report: "AAA.O ..... AA... -",
    SigningKey: "AA... ..... AA... -",
    ReportDownload: "AAAMM ..... AAAAA -",
}
GROW_ONLY: set[type[models.Model]] = {Report, ReportDownload, SigningKey}
WITHOUT_HISTORY: dict[type[models.Model], str] = {
    Report: "only grows: a correction is a new row",
    ReportDownload: "only grows",
    SigningKey: "only grows",
}
