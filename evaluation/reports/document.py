"""The report as a document: one context for the page and for the paper, made of the data set alone."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.definition import Viewpoint
from evaluation.reports.pictures import charts
from evaluation.reports.shown import Group, Shown, all_shown, groups
from laavu.shared.formats import day
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
DATA_FILE = "laavu-data.json"
ESF_PLUS_FROM = date(2021, 1, 1)
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
        "first": day(date.fromisoformat(data["from"])),
        "last": day(date.fromisoformat(data["to"])),
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
    left_out = other_funds(date.fromisoformat(data["programme_from"]) if data["programme_from"] else None)
    found = {group.viewpoint.value: group for group in groups(figures) if group.viewpoint not in left_out}
    changes = [figures[code] for code in ("work_ability_change", "life_satisfaction_change")]
    return {
        "data": data,
        "edition": edition,
        "title": title_of(data),
        "law_checked_on": day(date.fromisoformat(data["law_checked_on"])),
        "report_number": number_of(data, edition),
        "first": date.fromisoformat(data["from"]),
        "last": date.fromisoformat(data["to"]),
        "figures": figures,
        "key_figures": [figures[code] for code in KEY_FIGURES],
        "changes": changes,
        "flow_rows": _side_by_side(change.flow + change.directions for change in changes),
        "groups": found,
        "fund_groups": [group for group in found.values() if group.viewpoint in FUNDS],
        "charts": charts(data, figures),
        "not_counted": _reasons(found[Viewpoint.ECONOMY.value]),
        "methods": [(group.name, _methods(group)) for group in found.values()],
        "fund_reasons": [
            (group.name, _reasons(group)) for group in found.values() if group.viewpoint in FUNDS
        ],
    }


def other_funds(programme_from: date | None) -> tuple[Viewpoint, ...]:
    """The funds whose indicators are not the programme's: those of 2021–2027 count for programmes from 2021.

    None: without a programme, neither counts.
    """
    if programme_from is None:
        return FUNDS
    return (Viewpoint.FUND_PLUS,) if programme_from < ESF_PLUS_FROM else (Viewpoint.FUND,)


def _reasons(group: Group) -> list[tuple[str, str]]:
    """Why figures of the group are not there: their names together, and the reason that they share."""
    names: dict[str, list[str]] = {}
    for figure in group.figures:
        if figure.value is None and not figure.is_suppressed:
            names.setdefault(figure.reason, []).append(_label(figure))
    return [(", ".join(found), reason) for reason, found in names.items()]


def _methods(group: Group) -> list[tuple[str, str, str]]:
    """How the group's figures are counted: their names together, the method and the source they share."""
    names: dict[tuple[str, str], list[str]] = {}
    for figure in group.figures:
        if figure.value is not None or figure.is_suppressed:
            shared = (figure.entry["method"], str(figure.indicator.source))
            names.setdefault(shared, []).append(_label(figure))
    return [(", ".join(found), method, source) for (method, source), found in names.items()]


def _label(figure: Shown) -> str:
    """The code alone where many figures share one method, else the name."""
    return figure.code if figure.indicator.viewpoint in FUNDS else str(figure.name)


def _side_by_side(columns: Iterable[list[tuple[str, str]]]) -> list[tuple[str, list[str]]]:
    """Rows of a table: each label once, with its number from every column."""
    return [(cells[0][0], [number for _label, number in cells]) for cells in zip(*columns, strict=True)]


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
        DATA_FILE,
        json.dumps(data, ensure_ascii=False, indent=2).encode(),
        "application/json",
        _("The figures of this report as data"),
    )
    return render_pdf("evaluation/pdf/report.html", context, document=document, attachments=[attachment])
