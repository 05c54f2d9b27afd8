"""Programmes with their targets and funders, reports on their way and published, who else reads them;
feedback, problems, and what is done about them."""

from evaluation.models.development import ActionLink, ActionReading, DevelopmentAction, Problem
from evaluation.models.drafts import DraftFigures, ReportDraft, SectionText
from evaluation.models.economy import Assumption, AssumptionKind, TaxRate
from evaluation.models.feedback import Feedback, FeedbackContact
from evaluation.models.programmes import Participation, Programme, ProgrammeMember
from evaluation.models.reports import Report, ReportDownload, ReportFile, SigningKey
from evaluation.models.sharing import ApiToken, ApiUse, ShareLink, ShareUse
from evaluation.models.targets import IndicatorTarget

__all__ = [
    "ActionLink",
    "ActionReading",
    "ApiToken",
    "ApiUse",
    "Assumption",
    "AssumptionKind",
    "DevelopmentAction",
    "DraftFigures",
    "Feedback",
    "FeedbackContact",
    "IndicatorTarget",
    "Participation",
    "Problem",
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
