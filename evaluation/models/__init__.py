"""Programmes with their targets and funders, the reports that were published, and who else reads them."""

from evaluation.models.programmes import Participation, Programme, ProgrammeMember
from evaluation.models.reports import Report, ReportDownload, SigningKey
from evaluation.models.sharing import ApiToken, ApiUse, ShareLink, ShareUse
from evaluation.models.targets import IndicatorTarget

__all__ = [
    "ApiToken",
    "ApiUse",
    "IndicatorTarget",
    "Participation",
    "Programme",
    "ProgrammeMember",
    "Report",
    "ReportDownload",
    "ShareLink",
    "ShareUse",
    "SigningKey",
]
