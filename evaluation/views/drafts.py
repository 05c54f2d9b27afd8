"""Writing a report: a new one, its page with the text beside what it becomes, its saving."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from evaluation.access import draft_read
from evaluation.choices import DraftState
from evaluation.development.material import Material, material
from evaluation.forms import usual_period
from evaluation.models import Programme, ReportDraft, SectionText
from evaluation.report_forms import ReportForm
from evaluation.reports import drafting
from evaluation.reports.comparing import last_of
from evaluation.reports.document import Edition, report_context, report_pdf
from evaluation.reports.going_out import not_ready
from evaluation.reports.links import addresses
from evaluation.reports.publishing import NotNow
from evaluation.reports.shown import all_shown
from evaluation.reports.templates import TEMPLATES, Section
from evaluation.reports.texts import Change, changes, facts
from evaluation.views.sections import reports_crumb
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.choices import JobState
from laavu.accounts.records import FormPage, done, form_page
from laavu.shared import formats
from laavu.shared.http import file_response, wants_part

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Written:
    """A section on the writer's page: its text, and `html`, what it becomes.

    `section` and `row` are None where nobody writes. `theirs`: what another saved meanwhile, as changes
    from theirs to one's own.
    """

    section: Section | None
    code: str
    heading: str
    text: str
    html: str
    remarks: list[str]
    row: SectionText | None
    theirs: list[Change] | None = None

    @property
    def length(self) -> int:
        return len(self.text)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def report_new(request: HttpRequest) -> HttpResponse:
    """Begin a report: what kind, of what, in which language."""
    who = actor(request)
    if request.method == "POST":
        form = ReportForm(request.POST, actor=who)
    else:
        newest = Programme.objects.visible_to(who).order_by("-period", "-id").first()
        asked = usual_period(timezone.localdate()) | {"programme": newest.code if newest else ""}
        asked |= {"language": "fi"} | request.GET.dict()
        form = ReportForm(initial=asked, actor=who)
    if form.is_bound and form.is_valid():
        with acting_for(form.asked.municipality):
            draft = drafting.begin(
                form.asked,
                template=form.cleaned_data["template"],
                language=form.cleaned_data["language"],
                title=form.title,
                by=who.user,
                at=timezone.now(),
            )
        return done(request, draft.get_absolute_url(), _("The report is begun, with its figures in place."))
    page = FormPage(
        _("New report"), _("Begin the report"), reverse("report_list"), (reports_crumb(),),
        _("The figures are filled in for you. You write, another one reviews, and then it is published."),
    )  # fmt: skip
    return form_page(request, form, page)


@require_safe
@allowed(access.evaluation)
def draft_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    draft = draft_read(who, public_id)
    job = drafting.job_of(draft)
    if job and not job.is_over and wants_part(request):
        context = {"job": job, "address": draft.get_absolute_url()}
        return render(request, "parts/job_progress.html", context)
    if wants_part(request):  # the work has ended: the page tells how
        reached = draft.report.get_absolute_url() if draft.report else draft.get_absolute_url()
        return HttpResponseClientRedirect(reached)
    return render(request, "evaluation/report_draft.html", _page(who, draft))


@require_POST
@allowed(access.evaluation)
def draft_save(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Save what was sent of the sections: all of them, or the one that htmx sends while it is written."""
    who = actor(request)
    draft = draft_read(who, public_id)
    sent = {
        section.code: request.POST[f"text_{section.code}"][:LONGEST]
        for section in drafting.template_of(draft).written
        if f"text_{section.code}" in request.POST
    }
    saved: dict[str, drafting.Saved] = {}
    try:
        for code, text in sent.items():
            edition = request.POST.get(f"mine_{code}") or request.POST.get(f"edition_{code}") or ""
            number = int(edition) if edition.isdecimal() else 0
            saved[code] = drafting.save_text(draft, code, text, number, by=who.user, at=timezone.now())
    except NotNow as refused:
        return _refused(request, draft, str(refused), sent)
    unsaved = {code: sent[code] for code, one in saved.items() if one.theirs is not None}
    status = 422 if unsaved else 200
    if wants_part(request):
        parts = [one for one in _written(who, draft, unsaved) if one.code in saved]
        context = {"draft": draft, "parts": parts}
        return render(request, "evaluation/draft_saved.html", context, status=status)
    if unsaved:
        return render(request, "evaluation/report_draft.html", _page(who, draft, unsaved), status=status)
    clock = formats.clock(timezone.now())
    return done(request, draft.get_absolute_url(), _("Saved at %(clock)s.") % {"clock": clock})


@require_safe
@allowed(access.evaluation)
def draft_pdf(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The paper as it would be now, without a number and without a signature."""
    draft = draft_read(actor(request), public_id)
    data = drafting.data_of(draft, origin=origin_of(request))
    with override(draft.language):
        pdf = report_pdf(data, Edition(written_at=timezone.now()))
    return file_response(BytesIO(pdf), draft.title, "pdf")


def origin_of(request: HttpRequest) -> str:
    """What the service's addresses begin with, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")


def _page(who: Actor, draft: ReportDraft, unsaved: dict[str, str] | None = None) -> dict[str, Any]:
    """The writer's page. `unsaved`: by section what was sent and not saved, for another had written."""
    job = drafting.job_of(draft)
    return {
        "draft": draft,
        "template": TEMPLATES[draft.template],
        "crumbs": [reports_crumb()],
        "written": list(_written(who, draft, unsaved or {})),
        "figures": draft.figures,
        "facts": facts(draft.figures.data),
        "usable": [figure for figure in all_shown(draft.figures.data).values() if figure.value is not None],
        "may_write": draft.state == DraftState.DRAFT,
        "material": _material(who, draft),
        "may_review": drafting.may_review(draft, who.user),
        "reviewers": drafting.others_who_evaluate(draft),
        "lacking": drafting.missing_texts(draft),
        "stop": not_ready(draft) if draft.is_open else "",
        "last": last_of(draft),
        "job": job if job and not job.is_over else None,
        "failed": job.message if job and job.state == JobState.FAILED and draft.is_open else "",
    }


def _material(who: Actor, draft: ReportDraft) -> Material | None:
    """For templates with a section of problems, while it is written."""
    asked = any(section.is_of_problems for section in TEMPLATES[draft.template].sections)
    return material(who, draft) if asked and draft.state == DraftState.DRAFT else None


def _written(who: Actor, draft: ReportDraft, unsaved: dict[str, str]) -> Iterator[Written]:
    """The draft's sections, each as text and as what it becomes: in the report's language, with links to rows
    as far as this reader may open them."""
    rows = {row.section: row for row in draft.texts.all()}
    template = TEMPLATES[draft.template].by_code
    data = drafting.data_of(draft)
    data["sections"] = [one | {"text": unsaved.get(one["code"], one["text"])} for one in data["sections"]]
    with override(draft.language):
        context = report_context(data, Edition(written_at=draft.figures.counted_at), addresses(data, who))
        shown = [
            (one, render_to_string("evaluation/parts/section.html", context | {"section": one}))
            for one in context["all_sections"]
        ]
    for section, html in shown:
        row = rows.get(section.code)
        text = unsaved.get(section.code, row.text if row else "")
        yield Written(
            template.get(section.code) if row else None,
            section.code,
            section.heading,
            text,
            html if not section.is_empty else "",
            list(drafting.remarks_of(draft, text)),
            row,
            changes(row.text, text) if row and section.code in unsaved else None,
        )


def _refused(request: HttpRequest, draft: ReportDraft, told: str, sent: dict[str, str]) -> HttpResponse:
    """The draft is not being written any more: what was typed is shown, so that it is not lost."""
    kept = drafting.texts_of(draft)
    typed = [text for code, text in sent.items() if text.replace("\r\n", "\n") != kept.get(code)]
    context = {"told": told, "typed": typed}
    if wants_part(request):
        answer = render(request, "evaluation/parts/draft_closed.html", context, status=422)
        answer.headers["HX-Retarget"] = "#closed"
        answer.headers["HX-Reswap"] = "innerHTML"
        return answer
    return render(request, "evaluation/report_draft.html", _page(actor(request), draft) | context, status=422)
