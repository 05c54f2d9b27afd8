"""A report that is being written, and the archive's form of one that is out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evaluation.models import DraftFigures, Programme, Report, ReportDraft, ReportFile, SectionText


def plant_drafts(keep: Callable[[Any], Any], programme: Programme, report: Report, mark: str) -> None:
    common = {"municipality": programme.municipality}
    draft = keep(
        ReportDraft.objects.create(
            **common, template="funder_interim", programme=programme, period=report.period, language="en",
            title=f"{mark} luonnos", started_by=f"{mark} Kirjoittaja",
        )
    )  # fmt: skip
    keep(
        SectionText.objects.create(
            **common, draft=draft, section="summary", text=f"{mark} teksti", saved_by=f"{mark} Kirjoittaja"
        )
    )
    keep(
        DraftFigures.objects.create(**common, draft=draft, data=report.data, counted_by=f"{mark} Kirjoittaja")
    )
    keep(
        ReportFile.objects.create(
            **common, report=report, programme=programme, variant="pdf_a", content=report.pdf
        )
    )
