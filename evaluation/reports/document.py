"""The report as a document: one context for the page and for the paper, made of the data set alone."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.definition import Viewpoint
from evaluation.reports.pictures import charts
from evaluation.reports.shown import all_shown, groups
from laavu.shared.pdf import Attachment, Document, render_pdf

KEY_FIGURES = (
    "participants",
    "employed",
    "employed_by_associations",
    "employing_associations",
    "person_months",
    "worked_hours",
    "unfinished_work_done",
    "gross_wages",
)
FUNDS = (Viewpoint.FUND_PLUS, Viewpoint.FUND)


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """Which edition of a report: without a number it is not published."""

    written_at: datetime
    number: int | None = None
    version: int = 1
    correction_reason: str = ""
    published_by: str = ""


def title_of(data: dict[str, Any]) -> str:
    """The report's title, in the language that is active."""
    return _("Group employment %(first)s–%(last)s: evaluation") % {
        "first": day_text(data["from"]),
        "last": day_text(data["to"]),
    }


def number_of(data: dict[str, Any], edition: Edition) -> str:
    """What names the report on every page."""
    if edition.number is None:
        return _("%(place)s, not published") % {"place": data["municipality_name"]}
    return _("Report %(code)s/%(number)s, version %(version)s") % {
        "code": data["municipality"],
        "number": edition.number,
        "version": edition.version,
    }


def report_context(data: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """What both templates show."""
    figures = all_shown(data)
    found = {group.viewpoint.value: group for group in groups(figures)}
    return {
        "data": data,
        "edition": edition,
        "title": title_of(data),
        "report_number": number_of(data, edition),
        "first": date.fromisoformat(data["from"]),
        "last": date.fromisoformat(data["to"]),
        "figures": figures,
        "key_figures": [figures[code] for code in KEY_FIGURES],
        "changes": [figures[code] for code in ("work_ability_change", "life_satisfaction_change")],
        "groups": found,
        "fund_groups": [found[fund.value] for fund in FUNDS if fund.value in found],
        "charts": charts(data, figures),
        "missing": [
            figure
            for figure in figures.values()
            if figure.value is None and figure.indicator.viewpoint not in FUNDS
        ],
    }


def report_pdf(data: dict[str, Any], edition: Edition) -> bytes:
    """The tagged PDF in the active language, with the data set inside. Raises PdfError."""
    context = report_context(data, edition)
    document = Document(
        title=context["title"],
        author=data["municipality_name"],
        number=context["report_number"],
        subject=data["programme_name"],
        written_at=edition.written_at,
    )
    attachment = Attachment(
        "laavu-data.json",
        json.dumps(data, ensure_ascii=False, indent=2).encode(),
        "application/json",
        _("The figures of this report as data"),
    )
    return render_pdf("evaluation/pdf/report.html", context, document=document, attachments=[attachment])


def day_text(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day}.{day.month}.{day.year}"
