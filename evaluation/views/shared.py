"""Published reports for those who have a link and no account. No cookie, no search engine, no trace of who.

What the link's secret opens is decided by the database (`evaluation.sharing.proof`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.models import Report, ShareLink, ShareUse
from evaluation.reports.document import report_context
from evaluation.sharing.files import ARCHIVE, FORMATS, has_archive, report_file
from evaluation.sharing.proof import proved
from evaluation.sharing.rate import MOST_BY_LINK, is_crowded
from evaluation.sharing.secret import digest_of
from evaluation.views.reports import edition_of

TOO_MANY = 429
MISSING = 404
PAGE, LIST = "html", "list"


def opened_by_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorator: the view gets the open link beside its secret, inside the transaction that it opens."""

    @login_not_required
    @require_safe
    @wraps(view)
    def checked(request: HttpRequest, token: str, **arguments: Any) -> HttpResponseBase:
        with proved(share=token):
            link = ShareLink.objects.filter(digest=digest_of(token)).first()
            if link is None:
                answer: HttpResponseBase = _closed(request)
            elif is_crowded("share", link.pk, most=MOST_BY_LINK):
                answer = _crowded(request)
            else:
                answer = view(request, link, token=token, **arguments)
        # The address is the secret: it goes to no other site, no index and no shared store.
        answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    return checked


@opened_by_link
def shared_reports(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    """What the link opens, newest first; corrected versions after those that correct them."""
    reports = Report.objects.defer("pdf").order_by("-number", "-version")
    rows = [(report, _address(token, report), _files(token, report)) for report in reports]
    _note(link, None, LIST)
    return _page(request, "evaluation/shared.html", {"link": link, "rows": rows})


@opened_by_link
def shared_report(request: HttpRequest, link: ShareLink, token: str, public_id: UUID) -> HttpResponse:
    """The report as an accessible page, in its own language."""
    report = _report(public_id)
    if report is None:
        return _closed(request)
    _note(link, report, PAGE)
    newer = (
        Report.objects.filter(number=report.number, version__gt=report.version).order_by("-version").first()
    )
    with translation.override(report.data.get("language")):
        context = report_context(report.data, edition_of(report))
        context |= {
            "report": report,
            "body": render_to_string("evaluation/parts/body.html", context),
            "newer_address": _address(token, newer) if newer else "",
            "downloads": _files(token, report, archive=has_archive(report)),
            "index": reverse("shared_reports", args=[token]),
        }
        return _page(request, "evaluation/shared_report.html", context)


@opened_by_link
def shared_report_file(
    request: HttpRequest,
    link: ShareLink,
    token: str,  # noqa: ARG001 - the decorator gives it to every view
    public_id: UUID,
    file_format: str,
) -> HttpResponseBase:
    report = _report(public_id)
    if report is None or not (file_format in FORMATS or (file_format == ARCHIVE and has_archive(report))):
        return _closed(request)
    _note(link, report, file_format)
    return report_file(report, file_format)


def _report(public_id: UUID) -> Report | None:
    """None for what the link does not open."""
    return Report.objects.filter(public_id=public_id).first()


def _note(link: ShareLink, report: Report | None, file_format: str) -> None:
    ShareUse.objects.create(
        municipality_id=link.municipality_id, link=link, report=report, file_format=file_format
    )


def _address(token: str, report: Report) -> str:
    return reverse("shared_report", args=[token, report.public_id])


def _files(token: str, report: Report, *, archive: bool = False) -> list[tuple[str, str]]:
    own = (token, report.public_id)
    names = {name: name.upper() for name in FORMATS} | ({ARCHIVE: "PDF/A"} if archive else {})
    return [(label, reverse("shared_report_file", args=[*own, name])) for name, label in names.items()]


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Without a token against forged forms: it would be a cookie, and there is no form."""
    answer = render(
        request, template, context | {"csrf_token": "", "actor": None, "tasks": []}, status=status
    )
    answer.headers["Content-Language"] = translation.get_language() or ""
    return answer


def _closed(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": _("This link is not open"),
        "sentence": _("Its last day is over, or it was closed. Ask for a new one from who gave it to you."),
    }
    return _page(request, "evaluation/shared_closed.html", context, MISSING)


def _crowded(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": _("Very many open this link just now"),
        "sentence": _("Wait a minute and open it again."),
    }
    answer = _page(request, "evaluation/shared_closed.html", context, TOO_MANY)
    answer.headers["Retry-After"] = "60"
    return answer
