"""The indicator catalogue: what each code means and how it is counted, to search, print and take along."""

import json
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.access import may_read_reports
from evaluation.indicators.described import Described, all_described, names
from evaluation.views.sections import sections
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.shared.filters import asked_words
from laavu.shared.http import file_response, sheet_response, wants_part
from laavu.shared.sheets import Column

LANGUAGES = (("fi", "suomi"), ("sv", "svenska"), ("en", "English"))


@require_safe
@allowed(may_read_reports)
def indicator_catalogue(request: HttpRequest) -> HttpResponse:
    query = asked_words(request.GET)
    found = [entry for entry in all_described() if _matches(entry, query)]
    context: dict[str, Any] = {
        "groups": [(name, list(entries)) for name, entries in groupby(found, lambda entry: entry.viewpoint)],
        "count": len(found),
        "query": query,
        "sections": sections("indicator_catalogue") if access.evaluation(actor(request)) else [],
        "downloads": [
            (form.upper(), reverse("indicator_catalogue_export", args=[form]))
            for form in ("csv", "xlsx", "json")
        ],
    }
    template = "evaluation/catalogue_rows.html" if wants_part(request) else "evaluation/catalogue.html"
    return render(request, template, context)


@require_safe
@allowed(may_read_reports)
def indicator_catalogue_export(_request: HttpRequest, file_format: str) -> FileResponse:
    """The whole catalogue with the names in all three languages, the rest in the reader's."""
    name = _("indicator catalogue")
    if file_format == "json":
        text = json.dumps({"indicators": catalogue_data()}, ensure_ascii=False, indent=2)
        return file_response(BytesIO(text.encode()), name, "json")
    return sheet_response(name, file_format, _columns(), _lines())


def catalogue_data() -> list[dict[str, Any]]:
    """The catalogue as plain values: what the JSON file and the interface for programs give."""
    return [
        {
            "code": entry.indicator.code,
            "names": dict(names(entry.indicator)),
            "viewpoint": entry.indicator.viewpoint.value,
            "definition": entry.definition,
            "unit": entry.indicator.unit.value,
            "rows": str(entry.indicator.source),
            "formula": entry.formula,
            "frequency": entry.frequency,
            "by": list(entry.by),
            "suppression": entry.suppression,
            "source": entry.statute,
            "missing": str(entry.indicator.missing) or None,
        }
        for entry in all_described()
    ]


def _matches(entry: Described, query: str) -> bool:
    """Whether every word stands somewhere in what people look for."""
    text = " ".join(
        (entry.indicator.code, str(entry.indicator.name), entry.definition, entry.formula, entry.statute)
    ).casefold()
    return all(word in text for word in query.casefold().split())


def _columns() -> list[Column]:
    return [
        Column(_("Code"), width=26),
        *(Column(_("Name (%(language)s)") % {"language": label}, width=40) for _code, label in LANGUAGES),
        Column(_("Viewpoint"), width=24),
        Column(_("What it tells"), width=60),
        Column(_("Unit")),
        Column(_("Rows that it is counted from"), width=40),
        Column(_("How it is counted"), width=80),
        Column(_("How often"), width=30),
        Column(_("Broken down by"), width=30),
        Column(_("Small numbers"), width=60),
        Column(_("Statute or instrument"), width=40),
        Column(_("Why there is no figure"), width=60),
    ]


def _lines() -> Iterator[list[str]]:
    for entry in all_described():
        indicator, own = entry.indicator, names(entry.indicator)
        yield [
            indicator.code,
            *(own[code] for code, _label in LANGUAGES),
            entry.viewpoint,
            entry.definition,
            entry.unit,
            str(indicator.source),
            entry.formula,
            entry.frequency,
            ", ".join(entry.by),
            entry.suppression,
            entry.statute,
            str(indicator.missing),
        ]
