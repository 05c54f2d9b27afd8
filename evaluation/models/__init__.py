"""Programmes and their funders, reports on their way, and those that were published."""

from evaluation.models.drafts import DraftFigures, ReportDraft, SectionText
from evaluation.models.programmes import Participation, Programme, ProgrammeMember
from evaluation.models.reports import Report, ReportDownload, ReportFile, SigningKey

__all__ = [
    "DraftFigures",
    "Participation",
    "Programme",
    "ProgrammeMember",
    "Report",
    "ReportDownload",
    "ReportDraft",
    "ReportFile",
    "SectionText",
    "SigningKey",
]
