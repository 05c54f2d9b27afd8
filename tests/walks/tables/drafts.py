"""Tables of reports on their way, and of the forms in which published ones are kept."""

from __future__ import annotations

from django.db import models

from evaluation.models import DraftFigures, ReportDraft, ReportFile, SectionText

TABLES: dict[type[models.Model], str] = {
    ReportDraft: "AA... AA... AA... AA...",
    SectionText: "AA... AA... AA... AA...",
    DraftFigures: "AA... AA... AA... -",
    ReportFile: "AAA.O ..... AA... -",
}
GROW_ONLY: set[type[models.Model]] = {ReportFile}
WITHOUT_HISTORY: dict[type[models.Model], str] = {
    DraftFigures: "a working copy: counted anew whenever somebody asks",
    ReportFile: "only grows",
}
