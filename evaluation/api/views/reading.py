"""The interface for programs, version 1. Figures and reports are the published ones, and no others."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from evaluation.api.problems import BAD, Problem, missing
from evaluation.api.views.door import answered, opened_by_key
from evaluation.models import ApiToken, Report
from evaluation.sharing.files import FORMATS, report_file
from evaluation.views.catalogue import catalogue_data
from laavu.accounts.middleware import UNREADABLE

HERE = Path(__file__).parent.parent
IN_ANSWER = 50
# What openapi.json says of each address, for the page that people read; a test holds the two together.
SUMMARIES = (
    gettext_noop("What each indicator means and how it is counted"),
    gettext_noop("Figures of published reports, the newest version of each"),
    gettext_noop("Published reports, all versions"),
    gettext_noop("A report as it was published: JSON, CSV, XLSX or signed PDF"),
    gettext_noop("JSON Schema of a report's data file"),
    gettext_noop("This description, for programs"),
)


@cache
def document(name: str) -> dict[str, Any]:
    """One of the two descriptions that are written by hand and checked by the tests."""
    found: dict[str, Any] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return found


@opened_by_key()
def api_indicators(_request: HttpRequest, _token: ApiToken) -> HttpResponse:
    return _json({"language": get_language(), "indicators": catalogue_data()})


@opened_by_key(to="figures")
def api_figures(request: HttpRequest, _token: ApiToken) -> HttpResponse:
    """Of the newest version of each published report; `from`, `to` and `programme` choose among them."""
    reports, more = _asked(request, Report.objects.filter(corrected_by=None).defer("pdf"))
    found = [_described(request, report) | _told(report) for report in reports]
    return _json({"figures": found, "next": more})


@opened_by_key(to="reports")
def api_reports(request: HttpRequest, _token: ApiToken) -> HttpResponse:
    """All versions, newest first."""
    reports, more = _asked(request, Report.objects.defer("pdf"))
    return _json({"reports": [_described(request, report) for report in reports], "next": more})


@opened_by_key(to="reports")
def api_report_file(
    _request: HttpRequest, _token: ApiToken, number: int, version: int, file_format: str
) -> HttpResponseBase:
    if file_format not in FORMATS:
        raise missing()
    report = Report.objects.filter(number=number, version=version).first()
    if report is None:
        raise missing()
    answer = report_file(report, file_format)
    if file_format == "json":
        answer.headers["Link"] = f'<{reverse("api_report_schema")}>; rel="describedby"'
    return answer


@answered
def api_openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs; its server is the one that was asked."""
    return _json(
        document("openapi.json") | {"servers": [{"url": request.build_absolute_uri("/").rstrip("/")}]}
    )


@answered
def api_report_schema(_request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a report's data file."""
    return JsonResponse(document("report.schema.json"), content_type="application/schema+json")


@answered
def api_guide(request: HttpRequest) -> HttpResponse:
    """The same description for people."""
    described = document("openapi.json")
    paths = [(path, _(entry["get"]["summary"])) for path, entry in described["paths"].items()]
    context = {"paths": paths, "root": _root(request), "csrf_token": ""}
    return render(request, "evaluation/api_guide.html", context)


@answered
def api_unknown(_request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 - whatever it is
    raise missing()


def _asked(request: HttpRequest, reports: QuerySet[Report]) -> tuple[list[Report], str | None]:
    """The asked part of the reports, newest first, and the address of the next part."""
    for name, key in (("from", "data__from"), ("to", "data__to")):
        if day := request.GET.get(name):
            reports = reports.filter(**{key: _day(name, day).isoformat()})
    if (programme := request.GET.get("programme")) is not None:
        if UNREADABLE in programme:
            raise Problem(BAD, _("programme is the code of a programme."))
        reports = reports.filter(data__programme=programme or None)
    if before := request.GET.get("before"):
        reports = reports.filter(pk__lt=_before(before))
    found = list(reports.order_by("-pk")[: IN_ANSWER + 1])
    more = None
    if len(found) > IN_ANSWER:
        found.pop()
        query = request.GET.copy()
        query["before"] = str(found[-1].public_id)
        more = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return found, more


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        said = _("%(name)s is a day such as 2026-03-31.") % {"name": name}
        raise Problem(BAD, said) from error


def _before(text: str) -> int:
    try:
        return Report.objects.values_list("pk", flat=True).get(public_id=text)
    except (Report.DoesNotExist, ValidationError) as error:
        raise Problem(BAD, _("Take the next part by the address that the last answer gave.")) from error


def _told(report: Report) -> dict[str, Any]:
    """The report's figures with their targets and breakdowns; older ones have none."""
    return {
        "indicators": report.data["indicators"],
        "targets": report.data.get("targets") or None,
        "breakdowns": report.data.get("breakdowns", []),
    }


def _described(request: HttpRequest, report: Report) -> dict[str, Any]:
    data = report.data
    files = {
        name: request.build_absolute_uri(
            reverse("api_report_file", args=[report.number, report.version, name])
        )
        for name in FORMATS
    }
    return {
        "number": report.number,
        "version": report.version,
        "title": report.title,
        "municipality": data["municipality"],
        "programme": data["programme"],
        "from": data["from"],
        "to": data["to"],
        "published_at": report.published_at.isoformat(),
        "correction_reason": report.correction_reason or None,
        "law_version": report.law_version,
        "files": files,
    }


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _json(data: dict[str, Any]) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
