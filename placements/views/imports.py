"""Registers brought in: their history, a new one, and one with its preview, its result and its undoing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.choices import ImportState
from laavu.accounts.jobs import start
from laavu.accounts.models import Job
from laavu.shared.http import sheet_response
from laavu.shared.lists import page_of
from placements.access import import_read
from placements.imports.report import FAULT_COLUMNS, refusal_of, report_of
from placements.imports.runs import take_upload
from placements.imports.upload import UploadForm
from placements.models import ImportRun
from placements.tasks import bring_in_import, look_at_import, undo_import

SHOWN = 100  # lines of each list on the page; the file to take along has all


@allowed(coordinator)
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """All imports, the newest first."""
    rows = ImportRun.objects.filter(municipality=actor(request).municipality)
    page = page_of(rows, request.GET, "-uploaded_at", "-id")
    shown = page.in_order(rows.defer("content", "changes"))
    lines = [(run, report_of(run)) for run in shown]
    return render(request, "placements/import_list.html", {"page": page, "rows": lines})


@allowed(coordinator)
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Upload a register; it is looked at in the background."""
    who = actor(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid() and who.municipality is not None:
        file = form.cleaned_data["file"]
        run = take_upload(who.municipality, file.name, form.cleaned_data["content"], by=str(who.user))
        _start(run, look_at_import, _("Looking at %(file)s") % {"file": run}, who)
        return redirect(run)
    context = {"form": form, "button": _("Show what would come in")}
    return render(request, "placements/import_new.html", context, status=422 if form.errors else 200)


@allowed(coordinator)
@require_safe
def import_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The preview or the result. While something is being done, the page asks again every two seconds."""
    run = import_read(actor(request), public_id)
    job, report = _job_of(run), report_of(run)
    going_on = job is not None and not job.is_over
    if request.headers.get("HX-Request") and going_on:
        return render(request, "parts/job_progress.html", {"job": job, "address": run.get_absolute_url()})
    context: dict[str, Any] = {
        "run": run,
        "job": job,
        "is_going_on": going_on,
        "report": report,
        "refusal": refusal_of(run),
        "shown": SHOWN,
        "cut": f":{SHOWN}",
        "truncated": report is not None and max(report.totals.values()) > SHOWN,
        "twins": _twins(run),
        "may_apply": run.state == ImportState.PREVIEWED and not going_on,
        "may_undo": run.state == ImportState.APPLIED and not going_on,
    }
    answer = render(request, "placements/import_detail.html", context)
    if request.headers.get("HX-Request"):
        answer.headers["HX-Refresh"] = "true"  # what was waited for has come: the whole page changes
    return answer


@allowed(coordinator)
@require_safe
def import_faults(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """Faults, rows left out and warnings as a file, to go through the book with."""
    report = report_of(import_read(actor(request), public_id))
    if report is None:
        raise Http404
    return sheet_response(_("Faults of the register"), file_format, FAULT_COLUMNS, report.fault_rows())


@allowed(coordinator)
@require_POST
def import_apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Bring the file in, in the background; asked twice, once."""
    who = actor(request)
    run = _held(who, public_id)
    if run.state != ImportState.PREVIEWED:
        messages.info(request, _("Nothing to do: %(state)s already.") % {"state": run.get_state_display()})
    elif _is_going_on(run):
        messages.info(request, _("It is being worked on already."))
    else:
        skip = request.POST.get("skip_faulty") == "1"
        title = _("Bringing in %(file)s") % {"file": run}
        _start(run, bring_in_import, title, who, **_signed(who), skip_faulty=skip)
    return redirect(run)


@allowed(coordinator)
@require_POST
def import_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the import back, in the background; asked twice, once."""
    who = actor(request)
    run = _held(who, public_id)
    if run.state != ImportState.APPLIED:
        messages.info(request, _("There is nothing to undo."))
    elif _is_going_on(run):
        messages.info(request, _("It is being worked on already."))
    else:
        _start(run, undo_import, _("Undoing %(file)s") % {"file": run}, who, **_signed(who))
    return redirect(run)


def _held(who: Actor, public_id: UUID) -> ImportRun:
    """The import, held to the end of the request: a second click waits and sees what the first has done."""
    found = import_read(who, public_id)
    return ImportRun.objects.select_for_update().defer("content", "changes").get(pk=found.pk)


def _signed(who: Actor) -> dict[str, Any]:
    return {"user_id": who.user.pk, "by": str(who.user)}


def _start(run: ImportRun, task: Any, title: str, who: Actor, **arguments: Any) -> None:
    job = start(task, kind="import", title=title, actor=who, arguments={"import_id": run.pk, **arguments})
    run.job = job
    run.save(update_fields=["job"])


def _job_of(run: ImportRun) -> Job | None:
    """What is being done with the import, also when another coordinator asked for it."""
    if run.job_id is None:
        return None
    with acting_for(run.municipality):
        return Job.objects.filter(pk=run.job_id).first()


def _is_going_on(run: ImportRun) -> bool:
    job = _job_of(run)
    return job is not None and not job.is_over


def _twins(run: ImportRun) -> list[ImportRun]:
    """Other imports of the very same file that stand."""
    same = ImportRun.objects.filter(
        municipality=run.municipality, digest=run.digest, state=ImportState.APPLIED
    )
    return list(
        same.exclude(pk=run.pk).defer("content", "changes", "report").order_by("-applied_at", "-id")[:3]
    )
