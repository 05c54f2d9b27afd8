"""Answers that come from other survey tools as files: uploading, columns, preview, bringing in, undoing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.choices import ImportState
from laavu.accounts.jobs import start
from laavu.accounts.models import Job
from laavu.accounts.records import posted
from laavu.shared.parts import Chip
from laavu.shared.sheets import SheetError
from villages.access import answer_import_write, survey_write
from villages.models import AnswerImport, Survey
from villages.surveys.bringing import runs
from villages.surveys.bringing.forms import AnswersFileForm, MappingForm
from villages.tasks import bring_in_answers, look_at_answers
from villages.views.sections import survey_sections, surveys_crumb

CELLS_AT_ONCE = 30_000  # read in about a second; more are read in the background
SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def answer_imports(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Upload a file of answers; the files of the survey so far."""
    who = actor(request)
    survey = survey_write(who, public_id)
    form = AnswersFileForm(posted(request), request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            row = runs.take(survey, sent.name, sent.read(), by=str(who.user))
        except (SheetError, runs.NotDone) as error:
            form.add_error("file", str(error))
        else:
            return _look(row, who)
    context = _around(survey) | {
        "form": form,
        "button": _("Show what would come in"),
        "rows": survey.answer_imports.defer("content", "changes").order_by("-uploaded_at", "-id")[:SHOWN],
    }
    return render(request, "villages/answer_imports.html", context, status=422 if form.errors else 200)


def _around(survey: Survey) -> dict[str, Any]:
    return {
        "survey": survey,
        "crumbs": [surveys_crumb(), Chip(str(survey), survey.get_absolute_url())],
        "sections": survey_sections(survey, "answer_imports"),
    }


def _look(row: AnswerImport, who: Actor) -> HttpResponse:
    """Read the file, in the background if it is long; then to its preview."""
    if not runs.is_whole(row.mapping):
        row.report = {"needs_columns": True}
        row.save(update_fields=["report"])
    elif _is_long(row):
        _start(row, look_at_answers, _("Looking at %(file)s") % {"file": row}, who)
    else:
        runs.look(row, timezone.localdate())
    return redirect(row)


def _is_long(row: AnswerImport) -> bool:
    return runs.open_file(row).table.cells > CELLS_AT_ONCE


def _start(row: AnswerImport, task: Any, title: str, who: Actor, **arguments: Any) -> None:
    arguments |= {"import_id": row.pk}
    row.job = start(task, kind="answers", title=title, actor=who, arguments=arguments)
    row.save(update_fields=["job", "mapping"])


def _job_of(row: AnswerImport) -> Job | None:
    """What is being done with the file, also when another coordinator asked for it."""
    if row.job_id is None:
        return None
    with acting_for(row.municipality):
        return Job.objects.filter(pk=row.job_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def answer_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The columns and the preview, or the result. A POST changes where the columns lead."""
    who = actor(request)
    row = answer_import_write(who, public_id)
    job = _job_of(row)
    if job is not None and not job.is_over:
        return _waiting(request, row, job)
    form = _mapping_form(request, row)
    if form is not None and form.is_valid() and row.state == ImportState.PREVIEWED:
        row.mapping = form.mapping
        row.save(update_fields=["mapping"])
        return _look(row, who)
    context = _around(row.survey) | {
        "row": row,
        "job": job,
        "form": form,
        "report": row.report,
        "shown": SHOWN,
        "sample": _sample(row),
        "may_bring": _may_bring(row),
    }
    response = render(
        request, "villages/answer_import.html", context, status=422 if form and form.errors else 200
    )
    if request.headers.get("HX-Request"):
        response.headers["HX-Refresh"] = "true"  # what was waited for has come: the whole page changes
    return response


def _waiting(request: HttpRequest, row: AnswerImport, job: Job) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "parts/job_progress.html", {"job": job, "address": row.get_absolute_url()})
    context = _around(row.survey) | {"row": row, "job": job, "is_going_on": True}
    return render(request, "villages/answer_import.html", context)


def _mapping_form(request: HttpRequest, row: AnswerImport) -> MappingForm | None:
    """None once the file is in, or gone."""
    if row.state != ImportState.PREVIEWED:
        return None
    try:
        opened = runs.open_file(row)
    except (SheetError, runs.NotDone) as error:
        messages.warning(request, str(error))
        return None
    return MappingForm(posted(request), opened=opened, mapping=row.mapping)


def _may_bring(row: AnswerImport) -> bool:
    report = row.report
    is_sound = bool(report.get("new")) and not report.get("totals", {}).get("faulty")
    return row.state == ImportState.PREVIEWED and is_sound


def _sample(row: AnswerImport) -> tuple[list[str], list[tuple[dict[str, Any], list[str]]]]:
    """Headings and rows of the first answers as they were understood."""
    rows = row.report.get("sample", [])
    codes = list(dict.fromkeys(code for one in rows for code in one["values"]))
    return codes, [(one, [one["values"].get(code, "") for code in codes]) for one in rows]


@require_POST
@allowed(coordinator)
def answer_import_bring(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Bring the answers in, all or none; asked twice, once."""
    who = actor(request)
    row = _held(who, public_id)
    job = _job_of(row)
    if job is not None and not job.is_over:
        messages.info(request, _("It is being worked on already."))
        return redirect(row)
    try:
        if _is_long(row) and _may_bring(row):
            title = _("Bringing in %(file)s") % {"file": row}
            _start(row, bring_in_answers, title, who, by=str(who.user))
            return redirect(row)
        count = runs.bring_in(row, by=str(who.user), at=timezone.now(), on=timezone.localdate())
    except (SheetError, runs.NotDone) as error:
        messages.warning(request, str(error))
        return redirect(row)
    told = ngettext("%(count)s answer was brought in.", "%(count)s answers were brought in.", count)
    undo = reverse("answer_import_undo", args=[row.public_id])
    messages.success(request, told % {"count": count}, extra_tags=f"undo:{undo}")
    return redirect(row)


def _held(who: Actor, public_id: UUID) -> AnswerImport:
    """The import, held to the end of the request: a second click waits and sees what the first has done."""
    found = answer_import_write(who, public_id)
    return (
        AnswerImport.objects.select_for_update(of=["self"])
        .select_related("municipality", "survey")
        .get(pk=found.pk)
    )


@require_POST
@allowed(coordinator)
def answer_import_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the file's answers away again."""
    who = actor(request)
    row = _held(who, public_id)
    try:
        count = runs.undo(row, by=str(who.user), at=timezone.now())
    except runs.NotDone as error:
        messages.warning(request, str(error))
    else:
        told = ngettext("%(count)s answer was taken away.", "%(count)s answers were taken away.", count)
        messages.success(request, told % {"count": count})
    return redirect(row)
