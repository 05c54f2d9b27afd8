from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.access import may_open_rows
from evaluation.forms import AskedForm, usual_period
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Indicator, Opens, Viewpoint
from evaluation.indicators.suppression import only_pairs, suppressed
from evaluation.opened import Opened, opened
from evaluation.reports.dataset import Asked
from evaluation.reports.document import other_funds
from evaluation.reports.entries import entries
from evaluation.reports.files import FORMATS, content
from evaluation.reports.shown import Group, Shown, groups, shown
from evaluation.views.sections import evaluation_crumb, sections
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.shared import formats
from laavu.shared.http import file_response, sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Figure

KEY_FIGURES = ("participants", "employed", "person_months", "worked_hours")
FUNDS = (Viewpoint.FUND_PLUS, Viewpoint.FUND)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in a table of the page: where it opens, and whether a report would hide it."""

    figure: Shown
    address: str
    is_hidden_outside: bool


@require_safe
@allowed(access.evaluation)
def evaluation(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    context: dict[str, Any] = {"form": form, "sections": sections("evaluation")}
    if form.is_valid():
        context |= _figures(actor(request), form.asked, _query(form))
    template = "evaluation/figures.html" if wants_part(request) else "evaluation/evaluation.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_safe
@allowed(access.evaluation)
def evaluation_download(request: HttpRequest, file_format: str) -> FileResponse:
    """The figures for the city's own use: small numbers are hidden, whoever takes them, and the file says
    that it is internal. What leaves the city is a published report."""
    form = _form(request)
    if file_format not in FORMATS or not form.is_valid():
        raise Http404
    with acting_for(form.asked.municipality):
        written = content(form.asked, file_format, at=timezone.now())
    return file_response(BytesIO(written), _name(form.asked), file_format)


@require_safe
@allowed(access.evaluation)
def evaluation_rows(request: HttpRequest, code: str) -> HttpResponse:
    found, form = _opened(request, code)
    page = page_of(found.rows, request.GET, *found.order)
    lines = [_row(found, row) for row in page.in_order(found.decorated)]
    query = _query(form)
    context = {
        "indicator": CATALOGUE[code],
        "asked": form.asked,
        "page": page,
        "columns": found.columns,
        "lines": lines,
        "query": query,
        "crumbs": [evaluation_crumb(query)],
        "xlsx": reverse("evaluation_rows_export", args=[code, "xlsx"]),
        "csv": reverse("evaluation_rows_export", args=[code, "csv"]),
    }
    return render(request, "evaluation/rows.html", context)


@require_safe
@allowed(access.evaluation)
def evaluation_rows_export(request: HttpRequest, code: str, file_format: str) -> FileResponse:
    found = _opened(request, code)[0]
    rows = found.decorated.filter(pk__in=found.rows.values("pk")).order_by(*found.order)
    return sheet_response(
        str(CATALOGUE[code].name), file_format, found.columns, (found.cells(row) for row in rows)
    )


def _form(request: HttpRequest) -> AskedForm:
    """What the address asks; the usual period where it names no day."""
    data = request.GET.dict()
    return AskedForm(usual_period(timezone.localdate()) | data, actor=actor(request))


def _query(form: AskedForm) -> str:
    """The question as a query string that can be shared."""
    asked = form.asked
    text = f"from={asked.period.first}&to={asked.period.last}"
    return f"{text}&programme={asked.programme.code}" if asked.programme else text


def _figures(who: Actor, asked: Asked, query: str) -> dict[str, Any]:
    """The figures as this user may see them. Counted for the municipality: means hide what is single."""
    with acting_for(asked.municipality):
        exact = compute(asked.scope)
    seen = exact if who.is_evaluator else only_pairs(exact, asked.limits)
    outside = suppressed(exact, asked.limits)
    figures = {code: shown(code, entry) for code, entry in entries(seen).items()}
    lines = {
        code: Line(figure, _address(who, asked, code, query), outside[code].is_suppressed)
        for code, figure in figures.items()
    }
    left_out = other_funds(asked.programme.period.first if asked.programme else None)
    kept = [group for group in groups(figures) if group.viewpoint not in left_out]
    return {
        "asked": asked,
        "query": query,
        "figures": [_key_figure(lines[code], asked) for code in KEY_FIGURES],
        "groups": [_with_lines(group, lines) for group in kept],
        "changes": _changes(kept),
        "hidden_count": sum(line.is_hidden_outside for line in lines.values()),
        "downloads": [
            (name.upper(), f"{reverse('evaluation_download', args=[name])}?{query}") for name in FORMATS
        ],
    }


def _with_lines(group: Group, lines: dict[str, Line]) -> tuple[Group, list[Line], list[Shown]]:
    """The group's figures, those of which there are none apart: what is hidden or 0 is a figure."""
    without = [f for f in group.figures if f.value is None and not f.is_suppressed]
    return group, [lines[f.code] for f in group.figures if f not in without], without


def _changes(kept: list[Group]) -> list[Shown]:
    """The changes of what anybody was asked."""
    found = [figure for group in kept for figure in group.figures if figure.code.endswith("_change")]
    return [figure for figure in found if figure.entry.get("flow")]


def _address(who: Actor, asked: Asked, code: str, query: str) -> str:
    """Where the figure opens into its rows; empty where this user may not, or it has none."""
    indicator = CATALOGUE[code]
    has_rows = indicator.viewpoint not in FUNDS or (asked.programme and indicator.gives)
    if not has_rows or indicator.opens is Opens.NOTHING or not _may_open(who, indicator):
        return ""
    return f"{reverse('evaluation_rows', args=[code])}?{query}"


def _may_open(who: Actor, indicator: Indicator) -> bool:
    return may_open_rows(who, single_answers=indicator.opens is Opens.PAIRS)


def _key_figure(line: Line, asked: Asked) -> Figure:
    figure = line.figure
    return Figure(
        str(figure.name), figure.amount, figure.unit, formats.period(asked.period), address=line.address
    )


def _opened(request: HttpRequest, code: str) -> tuple[Opened, AskedForm]:
    """The rows behind a figure: 404 for no such figure or question, 403 for those who may not open it."""
    form = _form(request)
    if code not in CATALOGUE or not form.is_valid():
        raise Http404
    if not _may_open(actor(request), CATALOGUE[code]):
        raise PermissionDenied
    found = opened(code, form.asked.scope)
    if found is None:
        raise Http404
    return found, form


def _row(found: Opened, row: Any) -> tuple[str, list[tuple[str, str]]]:
    """The address of the row's page, if it has one, and its cells as text with their kinds."""
    cells = zip(found.cells(row), found.columns, strict=True)
    address = row.get_absolute_url() if found.has_address and hasattr(row, "get_absolute_url") else ""
    return address, [(_cell(cell), column.kind.value) for cell, column in cells]


def _cell(value: Any) -> str:
    """A cell of the page as text: days and numbers as people write them."""
    if hasattr(value, "year"):
        return formats.day(value)
    if value is None or isinstance(value, str):
        return value or ""
    return formats.number(value, 0 if isinstance(value, int) else 2)


def _name(asked: Asked) -> str:
    parts: Mapping[str, Any] = {"first": asked.period.first, "last": asked.period.last}
    return slugify(_("internal evaluation %(first)s %(last)s") % parts)
