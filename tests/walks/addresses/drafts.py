"""Reports that are being written."""

from __future__ import annotations

from evaluation.models import Report, ReportDraft
from tests.walks.addresses.kinds import EVALUATORS, READERS, act, form, page

DRAFTS = {
    "report_new": form(EVALUATORS),
    "report_compare": page(READERS, Report),
    "draft_detail": page(EVALUATORS, ReportDraft),
    "draft_save": act(EVALUATORS, ReportDraft),
    "draft_pdf": page(EVALUATORS, ReportDraft, is_data=True),
    "draft_compare": page(EVALUATORS, ReportDraft),
    "draft_return": form(EVALUATORS, ReportDraft),
    "draft_step": act(EVALUATORS, ReportDraft, others={"step": "takaisin"}),
}
