"""The report as a document: one context for the page and for the paper, made of the data set alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.definition import Viewpoint
from evaluation.reports import texts
from evaluation.reports.answers import answers_context
from evaluation.reports.assumed import assumed, with_ends
from evaluation.reports.attached import DATA_FILE, attachments
from evaluation.reports.content import sections_of
from evaluation.reports.links import addresses
from evaluation.reports.pictures import charts
from evaluation.reports.shown import Group, Shown, all_shown, groups
from evaluation.reports.table_texts import ReportTable, report_tables
from evaluation.reports.targets import shown_targets, with_targets
from evaluation.reports.templates import Layout
from laavu.shared.charts import AnyChart, LineChart, TornadoChart
from laavu.shared.formats import day
from laavu.shared.pdf import Document, Variant, render_variants

__all__ = ["DATA_FILE", "Edition", "Section", "report_context", "report_pdf", "report_pdfs", "title_of"]

ESF_PLUS_FROM = date(2021, 1, 1)
FUNDS = (Viewpoint.FUND_PLUS, Viewpoint.FUND)
LONG_TABLE = 12  # rows of a line's table that still stand beside it; bars grow with their table
POOLED = {"works", "associations"}
TIGHTER = ({"fit": "close"}, {"fit": "closest"})  # of what has to stay on one page
PAPER: tuple[Variant, ...] = ("pdf/ua-1", "pdf/a-3a")


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """Which edition of a report: without a number it is not published."""

    written_at: datetime
    number: int | None = None
    version: int = 1
    correction_reason: str = ""
    published_by: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """`is_long`: its table has too many rows to stand beside it on paper. `is_pooled`: parts are together."""

    chart: AnyChart
    is_long: bool
    is_pooled: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A section as it is shown. `without`: names of figures that are not there, and why."""

    code: str
    heading: str
    paragraphs: list[texts.Paragraph]
    tiles: list[Shown]
    figures: list[Shown]
    without: list[tuple[str, str]]
    pictures: list[Picture]
    blocks: list[str]
    tables: list[ReportTable]

    @property
    def is_empty(self) -> bool:
        return not (self.paragraphs or self.tiles or self.figures or self.pictures or self.blocks)


def title_of(data: Mapping[str, Any]) -> str:
    """The report's title: its own, or one of the period in the language that is active."""
    if data.get("title"):
        return str(data["title"])
    return _("Group employment %(first)s–%(last)s: evaluation") % {
        "first": day(date.fromisoformat(data["from"])),
        "last": day(date.fromisoformat(data["to"])),
    }


def number_of(data: Mapping[str, Any], edition: Edition) -> str:
    """What names the report on every page."""
    if edition.number is None:
        return _("%(place)s, internal: not for publication") % {"place": data["municipality_name"]}
    return _("Report %(code)s/%(number)s, version %(version)s") % {
        "code": data["municipality"],
        "number": edition.number,
        "version": edition.version,
    }


def report_context(
    data: dict[str, Any], edition: Edition, links: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What both templates show. `links`: where each figure opens into its rows; without: nowhere."""
    links = links or {}
    figures = {code: replace(figure, address=links.get(code, "")) for code, figure in all_shown(data).items()}
    left_out = other_funds(date.fromisoformat(data["programme_from"]) if data["programme_from"] else None)
    found = {group.viewpoint.value: group for group in groups(figures) if group.viewpoint not in left_out}
    targets = shown_targets(data, figures)
    figures |= with_targets(targets)
    layout = data.get("layout", Layout.CHAPTERS.value)
    drawn = charts(data, figures)
    sections = [_section(one, data, figures, drawn) for one in sections_of(data)]
    return {
        "data": data,
        "edition": edition,
        "title": title_of(data),
        "template_name": data.get("template_name", ""),
        "layout": layout,
        "has_cover": layout == Layout.CHAPTERS,
        "law_checked_on": day(date.fromisoformat(data["law_checked_on"])),
        "report_number": number_of(data, edition),
        "first": date.fromisoformat(data["from"]),
        "last": date.fromisoformat(data["to"]),
        "figures": figures,
        "all_sections": sections,
        "sections": [section for section in sections if not section.is_empty],
        "targets": targets,
        "reviewed_on": _day(data.get("review", {}).get("reviewed_on")),
        "assumed": assumed(data),
        "with_ends": with_ends(figures),
        "groups": found,
        "fund_groups": [group for group in found.values() if group.viewpoint in FUNDS],
        "methods": [(group.name, _methods(group)) for group in found.values()],
        "fund_reasons": [
            (group.name, reasons(group.figures)) for group in found.values() if group.viewpoint in FUNDS
        ],
    } | answers_context(figures)


def _section(
    section: Mapping[str, Any],
    data: Mapping[str, Any],
    figures: Mapping[str, Shown],
    drawn: Mapping[str, AnyChart],
) -> Section:
    named = [figures[code] for code in section["indicators"] if code in figures]
    pictures = [(name, drawn[name]) for name in section["pictures"] if name in drawn]
    return Section(
        code=section["code"],
        heading=section["heading"],
        paragraphs=texts.paragraphs(section["text"], figures, texts.facts(data)),
        tiles=[figures[code] for code in section["tiles"] if code in figures],
        figures=[figure for figure in named if figure.value is not None or figure.is_suppressed],
        without=reasons(named),
        pictures=[Picture(chart, _is_long(chart), name in POOLED) for name, chart in pictures],
        blocks=[block for block in section["blocks"] if block != "fund" or data["programme"]],
        tables=report_tables(data, section.get("by", ())),
    )


def _day(text: str | None) -> str:
    return day(date.fromisoformat(text)) if text else ""


def _is_long(chart: AnyChart) -> bool:
    if isinstance(chart, TornadoChart):  # its names are sentences
        return True
    return isinstance(chart, LineChart) and len(chart.categories) > LONG_TABLE


def other_funds(programme_from: date | None) -> tuple[Viewpoint, ...]:
    """The funds whose indicators are not the programme's: those of 2021–2027 count for programmes from 2021.

    None: without a programme, neither counts.
    """
    if programme_from is None:
        return FUNDS
    return (Viewpoint.FUND_PLUS,) if programme_from < ESF_PLUS_FROM else (Viewpoint.FUND,)


def reasons(figures: Iterable[Shown]) -> list[tuple[str, str]]:
    """Why figures are not there: their names together, and the reason that they share."""
    names: dict[str, list[str]] = {}
    for figure in figures:
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


def report_pdf(data: dict[str, Any], edition: Edition) -> bytes:
    """The tagged PDF in the active language, with its data inside. Raises PdfError."""
    return report_pdfs(data, edition, PAPER[:1])[0]


def report_pdfs(data: dict[str, Any], edition: Edition, variants: Iterable[Variant] = PAPER) -> list[bytes]:
    """As `report_pdf`, in each of the variants: laid out once. The data set gets the sums of its files."""
    context = report_context(data, edition, addresses(data))
    document = Document(
        title=context["title"],
        author=data["municipality_name"],
        number=context["report_number"],
        subject=data["programme_name"],
        written_at=edition.written_at,
    )
    return render_variants(
        "evaluation/pdf/report.html",
        context,
        document=document,
        attachments=attachments(data),
        variants=variants,
        tighter=TIGHTER if data.get("one_page") else (),
    )
