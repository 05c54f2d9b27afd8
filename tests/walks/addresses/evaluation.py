"""Evaluation, programmes, reports."""

from __future__ import annotations

from typing import Any

from evaluation.models import Participation, Programme, ProgrammeMember, Report
from tests.walks.addresses.kinds import (
    COORDINATOR,
    EVALUATORS,
    READERS,
    file,
    form,
    page,
)

ONE_FIGURE: dict[str, Any] = {"others": {"code": "unfinished_work_found"}}
ONE_BREAKDOWN: dict[str, Any] = {"others": {"dimension": "village"}}
EVALUATION = {
    "evaluation": page(EVALUATORS),
    "evaluation_download": file(EVALUATORS),
    "evaluation_rows": page(COORDINATOR, **ONE_FIGURE),
    "evaluation_rows_export": file(COORDINATOR, **ONE_FIGURE),
    "indicator_catalogue": page(READERS),
    "indicator_catalogue_export": file(READERS),
    "breakdown": page(EVALUATORS, **ONE_BREAKDOWN),
    "breakdown_export": file(EVALUATORS, **ONE_BREAKDOWN),
    "programme_targets": page(EVALUATORS, Programme),
    "programme_targets_edit": form(EVALUATORS, Programme),
    "programme_indicators": form(EVALUATORS, Programme),  # what has values cannot be left out
    "programme_list": page(EVALUATORS),
    "programme_new": form(EVALUATORS),
    "programme_detail": page(EVALUATORS, Programme),
    "programme_edit": form(EVALUATORS, Programme),
    "participation_new": form(COORDINATOR, Programme),
    "participation_end": form(COORDINATOR, Participation),
    "programme_member_new": form(EVALUATORS, Programme),
    "programme_member_end": form(EVALUATORS, ProgrammeMember),
    "report_list": page(READERS),
    "report_detail": page(READERS, Report),
    "report_correct": form(EVALUATORS, Report),
    "report_download": file(READERS, Report),
}
