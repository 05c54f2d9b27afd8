"""Programmes with their targets and funders, reports on their way and published, and who else reads them."""

from evaluation.models.drafts import DraftFigures, ReportDraft, SectionText
from evaluation.models.economy import Assumption, AssumptionKind, TaxRate
from evaluation.models.programmes import Participation, Programme, ProgrammeMember
from evaluation.models.reports import Report, ReportDownload, ReportFile, SigningKey
from evaluation.models.sharing import ApiToken, ApiUse, ShareLink, ShareUse
from evaluation.models.targets import IndicatorTarget

__all__ = [
    "ApiToken",
    "ApiUse",
    "Assumption",
    "AssumptionKind",
    "DraftFigures",
    "IndicatorTarget",
    "Participation",
    "Programme",
    "ProgrammeMember",
    "Report",
    "ReportDownload",
    "ReportDraft",
    "ReportFile",
    "SectionText",
    "ShareLink",
    "ShareUse",
    "SigningKey",
    "TaxRate",
]
