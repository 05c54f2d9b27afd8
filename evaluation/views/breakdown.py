"""Figures by gender, age, village, association or group, for the city's own use with small numbers hidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.forms import AskedForm, usual_period
from evaluation.indicators.breakdown import Cell, Table
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import DIMENSIONS, UNITS, Dimension
from evaluation.reports.breakdowns import breakdowns
from evaluation.reports.dataset import Asked
from evaluation.reports.tables import class_name
from evaluation.views.sections import sections
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_for
from laavu.shared import formats
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.parts import Chip
from laavu.shared.sheets import Column, Kind


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as text: headings with their units, and rows of a name and its cells."""

    label: str
    headings: list[str]
    rows: list[tuple[str, list[tuple[str, str]]]]
    has_hidden: bool


@require_safe
@allowed(access.evaluation)
def breakdown(request: HttpRequest, dimension: str) -> HttpResponse:
    by = _dimension(dimension)
    form = _form(request)
    context: dict[str, Any] = {"form": form, "sections": sections("breakdown"), "dimension": DIMENSIONS[by]}
    query = request.GET.urlencode()
    context["chips"] = [
        Chip(str(name), reverse("breakdown", args=[each.value]) + (f"?{query}" if query else ""), each is by)
        for each, name in DIMENSIONS.items()
    ]
    if form.is_valid():
        context |= {
            "asked": form.asked,
            "tables": [_shown(table) for table in _tables(form.asked, by)],
            "xlsx": reverse("breakdown_export", args=[by.value, "xlsx"]),
            "csv": reverse("breakdown_export", args=[by.value, "csv"]),
            "query": query,
        }
    template = "evaluation/breakdown_tables.html" if wants_part(request) else "evaluation/breakdown.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_safe
@allowed(access.evaluation)
def breakdown_export(request: HttpRequest, dimension: str, file_format: str) -> FileResponse:
    by, form = _dimension(dimension), _form(request)
    if not form.is_valid():
        raise Http404
    columns = [
        Column(str(DIMENSIONS[by]), width=36),
        Column(_("Code"), width=26),
        Column(_("Indicator"), width=40),
        Column(_("Value"), Kind.DECIMAL),
        Column(_("Unit")),
        Column(_("Hidden"), Kind.YES_NO),
        Column(_("From"), Kind.DAY),
        Column(_("To"), Kind.DAY),
    ]
    name = _("internal: breakdown by %(dimension)s") % {"dimension": DIMENSIONS[by]}
    return sheet_response(name, file_format, columns, _lines(form.asked, by))


def _dimension(text: str) -> Dimension:
    try:
        return Dimension(text)
    except ValueError as error:
        raise Http404 from error


def _form(request: HttpRequest) -> AskedForm:
    return AskedForm(usual_period(timezone.localdate()) | request.GET.dict(), actor=actor(request))


def _tables(asked: Asked, by: Dimension) -> list[Table]:
    """The asked ones of all: they are made safe together, so a cell is hidden on every page or on none."""
    with acting_for(asked.municipality):
        return [table for table in breakdowns(asked) if table.dimension is by]


def _shown(table: Table) -> ShownTable:
    codes = table.family.codes
    headings = [f"{CATALOGUE[code].name} ({UNITS[CATALOGUE[code].unit]})" for code in codes]
    rows = [
        (
            class_name(table, row),
            [(_text(code, row.cells[code]), heading) for code, heading in zip(codes, headings, strict=True)],
        )
        for row in table.rows
    ]
    hidden = any(cell.is_suppressed for row in table.rows for cell in row.cells.values())
    return ShownTable(str(table.family.label), headings, rows, hidden)


def _text(code: str, cell: Cell) -> str:
    if cell.is_suppressed or cell.value is None:
        return _("hidden")
    return formats.number(cell.value, CATALOGUE[code].decimals)


def _lines(asked: Asked, by: Dimension) -> Iterator[list[Any]]:
    for table in _tables(asked, by):
        for row in table.rows:
            for code, cell in row.cells.items():
                value: Decimal | None = cell.value
                indicator = CATALOGUE[code]
                yield [
                    class_name(table, row), code, str(indicator.name), value, str(UNITS[indicator.unit]),
                    cell.is_suppressed, asked.period.first, asked.period.last,
                ]  # fmt: skip
