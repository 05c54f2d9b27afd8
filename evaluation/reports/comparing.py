"""Two reports side by side: figures with their difference, and what was written anew.

Only what both show is compared: a hidden figure has no difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluation.models import Report, ReportDraft
from evaluation.reports.content import sections_of
from evaluation.reports.shown import Shown, all_shown, amount_text
from evaluation.reports.texts import Change, changes


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """`difference` is empty where one of the two is not shown, `±0` where they are the same."""

    now: Shown
    before: str
    difference: str


@dataclass(frozen=True, slots=True)
class ComparedText:
    heading: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Comparison:
    figures: list[ComparedFigure]
    texts: list[ComparedText]


def compared(now: Mapping[str, Any], before: Mapping[str, Any]) -> Comparison:
    """What the newer report shows, beside what the older one showed of the same."""
    figures, earlier = all_shown(dict(now)), all_shown(dict(before))
    codes = dict.fromkeys(
        code for section in sections_of(now) for code in (*section["tiles"], *section["indicators"])
    )
    return Comparison(
        [_figure(figures[code], earlier.get(code)) for code in codes if _is_there(figures.get(code))],
        list(_texts(now, before)),
    )


def _is_there(figure: Shown | None) -> bool:
    return figure is not None and (figure.value is not None or figure.is_suppressed)


def _figure(now: Shown, before: Shown | None) -> ComparedFigure:
    if before is None:
        return ComparedFigure(now, "", "")
    if now.value is None or before.value is None:
        return ComparedFigure(now, before.text, "")
    return ComparedFigure(now, before.text, _signed(now.value - before.value, now.indicator.decimals))


def _signed(difference: Decimal, decimals: int) -> str:
    if not difference:
        return "±0"
    text = amount_text(difference, decimals)
    return f"+{text}" if difference > 0 else text


def _texts(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[ComparedText]:
    old = {section["code"]: section["text"] for section in sections_of(before)}
    return [
        ComparedText(section["heading"], changes(old.get(section["code"], ""), section["text"]))
        for section in sections_of(now)
        if section["text"] != old.get(section["code"], "")
    ]


def last_before(report: Report) -> Report | None:
    """What a published report is compared with: the version it corrects, or the last one of its kind."""
    if report.corrects_id:
        return report.corrects
    older = Report.objects.filter(
        municipality_id=report.municipality_id,
        programme=report.programme,
        template=report.template,
        number__lt=report.number,
        corrected_by=None,
    )
    return older.defer("pdf").order_by("-number", "-version").first()


def last_of(draft: ReportDraft) -> Report | None:
    """What a draft is compared with: the version it corrects, or the last one of its kind."""
    if draft.corrects_id:
        return draft.corrects
    found = Report.objects.filter(
        municipality_id=draft.municipality_id,
        programme=draft.programme,
        template=draft.template,
        corrected_by=None,
    )
    return found.defer("pdf").order_by("-number", "-version").first()
