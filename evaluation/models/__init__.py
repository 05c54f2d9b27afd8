"""Programmes and their funders, and the reports that were published."""

from evaluation.models.economy import Assumption, AssumptionKind, TaxRate
from evaluation.models.programmes import Participation, Programme, ProgrammeMember
from evaluation.models.reports import Report, ReportDownload, SigningKey

__all__ = [
    "Assumption",
    "AssumptionKind",
    "Participation",
    "Programme",
    "ProgrammeMember",
    "Report",
    "ReportDownload",
    "SigningKey",
    "TaxRate",
]
