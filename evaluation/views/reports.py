from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.access import may_read_reports, report_read, report_write
from evaluation.choices import FileVariant
from evaluation.forms import CorrectionForm
from evaluation.models import Report, ReportDownload, ReportDraft, ReportFile
from evaluation.reports.comparing import compared, last_before
from evaluation.reports.document import Edition, report_context
from evaluation.reports.drafting import begin_correction
from evaluation.reports.files import FORMATS, from_data
from evaluation.reports.links import addresses
from evaluation.reports.publishing import NotNow
from evaluation.views.sections import reports_crumb, sections
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.http import file_response
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip

SHOWN_DOWNLOADS = 20
ARCHIVE = "pdfa"


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
        "drafts": ReportDraft.objects.visible_to(who).open().select_related("programme").order_by("-id"),
    }
    return render(request, "evaluation/report_list.html", context)


@require_safe
@allowed(may_read_reports)
def report_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    report = report_read(who, public_id)
    newer = Report.objects.visible_to(who).filter(corrects=report).defer("pdf", "data").first()
    with override(report.data.get("language")):  # the report speaks its own language, the page its reader's
        context = report_context(report.data, edition_of(report), addresses(report.data, who))
        body = render_to_string("evaluation/parts/body.html", context)
    context |= {
        "report": report,
        "body": body,
        "compared_with": last_before(report),
        "newer": newer,
        "older": Report.objects.visible_to(who).filter(corrected_by=report).defer("pdf", "data").first(),
        "downloads": _downloads(report),
        "downloaded": _downloaded(who, report),
        "may_correct": access.evaluation(who) and newer is None,
        "crumbs": [reports_crumb()],
    }
    return render(request, "evaluation/report_detail.html", context)


def _downloads(report: Report) -> list[tuple[str, str]]:
    """The forms in which the report can be taken along, with their addresses."""
    names = {name: name.upper() for name in FORMATS}
    if report.files.filter(variant=FileVariant.ARCHIVE).exists():
        names[ARCHIVE] = _("PDF for the archive (PDF/A)")
    return [
        (label, reverse("report_download", args=[report.public_id, name])) for name, label in names.items()
    ]


@require_safe
@allowed(may_read_reports)
def report_compare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The report beside the last one of its kind, or the version that it corrects."""
    who = actor(request)
    report = report_read(who, public_id)
    last = last_before(report)
    context = {
        "heading": report.title,
        "now": f"{report.number} / {report.version}",
        "last": last,
        "comparison": compared(report.data, last.data) if last else None,
        "crumbs": [reports_crumb(), Chip(str(report), report.get_absolute_url())],
    }
    return render(request, "evaluation/report_compare.html", context)


@require_safe
@allowed(may_read_reports)
def report_download(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """The report as it was published; who took it is written down."""
    who = actor(request)
    report = report_read(who, public_id)
    content = _content(report, file_format)
    ReportDownload.objects.create(
        municipality_id=report.municipality_id,
        report=report,
        user=who.user,
        file_format=file_format,
        downloaded_by=str(who.user),
    )
    name = f"laavu-{report.data['municipality']}-{report.number}-{report.version}"
    if file_format == ARCHIVE:
        return file_response(BytesIO(content), f"{name}-pdfa", "pdf")
    return file_response(BytesIO(content), name, file_format)


def _content(report: Report, file_format: str) -> bytes:
    """The file as it is kept, or of the kept data; 404 for another kind."""
    if file_format == "pdf":
        return bytes(report.pdf)
    if file_format == ARCHIVE:
        return bytes(get_object_or_404(ReportFile, report=report, variant=FileVariant.ARCHIVE).content)
    if file_format not in FORMATS:
        raise Http404
    with override(report.data.get("language")):
        return from_data(report.data, file_format)


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
                draft = begin_correction(report, by=who.user, at=timezone.now(), reason=reason)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            said = _("The next version is begun: correct it, and have it reviewed.")
            return done(request, draft.get_absolute_url(), said)
    page = FormPage(
        _("Correct the report"),
        _("Begin the corrected version"),
        report.get_absolute_url(),
        (reports_crumb(), Chip(str(report), report.get_absolute_url())),
        _("The figures are counted anew, the text stays. The old version stays and points to the new one."),
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
