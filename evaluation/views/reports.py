from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.access import may_read_reports, report_read, report_write
from evaluation.forms import CorrectionForm, PublishForm, usual_period
from evaluation.models import Report, ReportDownload
from evaluation.reports.document import Edition, report_context
from evaluation.reports.files import FORMATS, from_data
from evaluation.reports.publishing import NotNow, correct, publish
from evaluation.views.sections import evaluation_crumb, reports_crumb, sections
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.http import file_response
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip

SHOWN_DOWNLOADS = 20


@require_safe
@allowed(may_read_reports)
def report_list(request: HttpRequest) -> HttpResponse:
    """Newest versions first; a corrected one stands behind its correction's page."""
    who = actor(request)
    page = page_of(Report.objects.visible_to(who).filter(corrected_by=None), request.GET, "-id")
    context = {
        "page": page,
        "rows": page.in_order(Report.objects.defer("pdf", "data").select_related("programme")),
        "sections": sections("report_list") if access.evaluation(who) else [],
        "may_publish": access.evaluation(who),
    }
    return render(request, "evaluation/report_list.html", context)


@require_safe
@allowed(may_read_reports)
def report_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    report = report_read(who, public_id)
    newer = Report.objects.visible_to(who).filter(corrects=report).defer("pdf", "data").first()
    context = report_context(report.data, edition_of(report)) | {
        "report": report,
        "newer": newer,
        "older": Report.objects.visible_to(who).filter(corrected_by=report).defer("pdf", "data").first(),
        "downloads": [
            (name.upper(), reverse("report_download", args=[report.public_id, name])) for name in FORMATS
        ],
        "downloaded": _downloaded(who, report),
        "may_correct": access.evaluation(who) and newer is None,
        "crumbs": [reports_crumb()],
        "on_paper": False,
    }
    return render(request, "evaluation/report_detail.html", context)


@require_safe
@allowed(may_read_reports)
def report_download(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """The report as it was published; who took it is written down."""
    who = actor(request)
    report = report_read(who, public_id)
    if file_format not in FORMATS:
        raise Http404
    with override(report.data.get("language")):
        content = bytes(report.pdf) if file_format == "pdf" else from_data(report.data, file_format)
    ReportDownload.objects.create(
        municipality_id=report.municipality_id,
        report=report,
        user=who.user,
        file_format=file_format,
        downloaded_by=str(who.user),
    )
    name = f"laavu-{report.data['municipality']}-{report.number}-{report.version}"
    return file_response(BytesIO(content), name, file_format)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def report_publish(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    if request.method == "POST":
        form = PublishForm(request.POST, actor=who)
    else:
        asked = usual_period(timezone.localdate()) | request.GET.dict()
        form = PublishForm(initial=asked | {"language": "fi"}, actor=who)
    if form.is_bound and form.is_valid():
        with acting_for(form.asked.municipality):
            language = form.cleaned_data["language"]
            report = publish(form.asked, by=who.user, at=timezone.now(), language=language)
        said = _("The report was published with the number %(number)s.") % {"number": report.number}
        return done(request, report.get_absolute_url(), said)
    page = FormPage(
        _("Publish a report"),
        _("Publish the report"),
        reverse("evaluation"),
        (evaluation_crumb(),),
        _(
            "The figures are counted now and stay as they are: a published report never changes, it can "
            "only be corrected by a new version. Small numbers are hidden. Funders of the programme can "
            "read it at once."
        ),
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def report_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    report = report_write(who, public_id)
    form = CorrectionForm(posted(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            with acting_for(report.municipality):
                newer = correct(report, by=who.user, at=timezone.now(), reason=reason)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            said = _("Version %(version)s was published.") % {"version": newer.version}
            return done(request, newer.get_absolute_url(), said)
    page = FormPage(
        _("Correct the report"),
        _("Publish the corrected version"),
        report.get_absolute_url(),
        (reports_crumb(), Chip(str(report), report.get_absolute_url())),
        _("The figures are counted anew. The old version stays and points to the new one."),
    )
    return form_page(request, form, page)


def edition_of(report: Report) -> Edition:
    return Edition(
        written_at=report.published_at,
        number=report.number,
        version=report.version,
        correction_reason=report.correction_reason,
        published_by=report.published_by,
    )


def _downloaded(who: Actor, report: Report) -> list[ReportDownload]:
    """Who took the report along: for the city alone."""
    if not who.is_city:
        return []
    return list(report.downloads.order_by("-downloaded_at", "-id")[:SHOWN_DOWNLOADS])
