"""Lists from Kela: the months applied, a new list, its columns, its preview, applying and undoing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.choices import ImportState
from laavu.accounts.jobs import start
from laavu.accounts.models import Job
from laavu.accounts.records import FormPage, form_page, posted
from laavu.shared.http import sheet_response
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip
from laavu.shared.sheets import SheetError
from workers.access import kela_list_write
from workers.exports import LIST_FAULT_COLUMNS
from workers.kela import lists
from workers.kela.comparing import applied_months
from workers.kela.plan import month_to_bring, newest_month
from workers.kela.preview import preview_of
from workers.kela_forms import LOOKED_INTO_AT_ONCE, ColumnsForm, UploadForm
from workers.models import KelaColumns, KelaList
from workers.tasks import apply_list, look_at_list
from workers.views.people import people_crumb

MONTHS_SHOWN = 24


def kela_crumbs() -> tuple[Chip, ...]:
    return people_crumb(), Chip(_("Lists from Kela"), reverse("kela"))


@require_safe
@allowed(coordinator)
def kela(request: HttpRequest) -> HttpResponse:
    """Months of which lists have been applied, and the lists themselves, newest first."""
    who = actor(request)
    rows = KelaList.objects.filter(municipality=who.municipality)
    page = page_of(rows, request.GET, "-uploaded_at", "-id")
    context = {
        "months": applied_months(who)[:MONTHS_SHOWN],
        "page": page,
        "rows": page.in_order(rows.defer("content", "changes")),
        "crumbs": [people_crumb()],
    }
    return render(request, "workers/kela.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def kela_new(request: HttpRequest) -> HttpResponse:
    """Upload a list; a short one is looked at right away."""
    who, today = actor(request), timezone.localdate()
    if who.municipality is None:
        raise Http404
    month = month_to_bring(newest_month(who.municipality), today)
    form = UploadForm(
        posted(request), request.FILES or None, today=today, initial={"month": month.isoformat()}
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = lists.take(
                who.municipality, file.name, form.cleaned_data["content"],
                month=form.cleaned_data["month"], by=str(who.user),
            )  # fmt: skip
        except SheetError as error:
            form.add_error("file", error.reason)
        else:
            return _look(row, len(form.cleaned_data["content"]), who)
    page = FormPage(
        _("Bring in a list from Kela"), _("Show what it would change"), reverse("kela"), kela_crumbs()
    )
    return form_page(request, form, page)


def _look(row: KelaList, size: int, who: Actor) -> HttpResponse:
    """Look at the list, in the background if it is long; then to its columns or its preview."""
    if size > LOOKED_INTO_AT_ONCE:
        _start(row, look_at_list, _("Looking at %(file)s") % {"file": row}, who)
        return redirect(row)
    lists.look(row)
    return redirect("kela_columns", row.public_id) if row.report.get("needs_columns") else redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def kela_columns(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say which heading tells what: kept for the next lists."""
    who = actor(request)
    row = kela_list_write(who, public_id)
    try:
        headings, likely = lists.likely_columns(row)
    except SheetError as error:
        messages.warning(request, error.reason)
        return redirect(row)
    form = ColumnsForm(posted(request), headings=headings, initial=likely)
    if form.is_valid():
        lists.save_columns(row.municipality, form.columns)
        if row.state == ImportState.PREVIEWED:
            return _look(row, len(row.content or b""), who)
        return redirect(row)
    note = _("The columns are asked once: the next list with these headings is read the same way.")
    crumbs = (*kela_crumbs(), Chip(str(row), row.get_absolute_url()))
    page = FormPage(_("Columns of the list"), _("Save and show"), row.get_absolute_url(), crumbs, note)
    return form_page(request, form, page)


@require_safe
@never_cache
@allowed(coordinator)
def kela_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The preview or the result. While something is being done, the page asks again every two seconds."""
    row = kela_list_write(actor(request), public_id)
    job = _job_of(row)
    going_on = job is not None and not job.is_over
    if request.headers.get("HX-Request") and going_on:
        return render(request, "parts/job_progress.html", {"job": job, "address": row.get_absolute_url()})
    context: dict[str, Any] = {
        "row": row,
        "job": job,
        "is_going_on": going_on,
        "preview": preview_of(row),
        "refusal": lists.refusal_of(row),
        "columns": KelaColumns.objects.filter(municipality=row.municipality).first(),
        "may_apply": row.state == ImportState.PREVIEWED and not going_on,
        "stays_because": lists.built_upon(row),
        "may_undo": row.state == ImportState.APPLIED and not going_on,
        "crumbs": kela_crumbs(),
    }
    answer = render(request, "workers/kela_list.html", context)
    if request.headers.get("HX-Request"):
        answer.headers["HX-Refresh"] = "true"  # what was waited for has come: the whole page changes
    return answer


@require_safe
@allowed(coordinator)
def kela_faults(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """The faults as a file, to go through the list with."""
    faults = lists.faults_of(kela_list_write(actor(request), public_id))
    cells = ((one.sheet, one.row, one.column, one.value, one.reason) for one in faults)
    return sheet_response(_("Faults of the list from Kela"), file_format, LIST_FAULT_COLUMNS, cells)


@require_POST
@allowed(coordinator)
def kela_apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Apply the whole list, in the background if it is long; asked twice, once."""
    who = actor(request)
    row = _held(who, public_id)
    skip, over = request.POST.get("skip_faulty") == "1", request.POST.get("over_gap") == "1"
    if _is_going_on(row):
        messages.info(request, _("It is being worked on already."))
    elif len(row.content or b"") > LOOKED_INTO_AT_ONCE:
        title = _("Applying %(file)s") % {"file": row}
        signed = {"user_id": who.user.pk, "by": str(who.user)}
        _start(row, apply_list, title, who, **signed, skip_faulty=skip, over_gap=over)
    else:
        try:
            lists.apply(row, skip_faulty=skip, over_gap=over, by=str(who.user), at=timezone.now())
            messages.success(request, _("The list was applied."))
        except lists.NotApplied as problem:
            messages.warning(request, str(problem))
    return redirect(row)


@require_POST
@allowed(coordinator)
def kela_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the list back, as long as nothing is built on it."""
    who = actor(request)
    row = _held(who, public_id)
    try:
        lists.undo(row, by=str(who.user), at=timezone.now())
        messages.success(request, _("The list was undone: everything stands as it did before it."))
    except lists.NotApplied as problem:
        messages.warning(request, str(problem))
    return redirect(row)


def _held(who: Actor, public_id: UUID) -> KelaList:
    """The list, held to the end of the request: a second click waits and sees what the first has done."""
    found = kela_list_write(who, public_id)
    return KelaList.objects.select_for_update(of=["self"]).select_related("municipality").get(pk=found.pk)


def _start(row: KelaList, task: Any, title: str, who: Actor, **arguments: Any) -> None:
    job = start(task, kind="kela", title=title, actor=who, arguments={"list_id": row.pk, **arguments})
    row.job = job
    row.save(update_fields=["job"])


def _job_of(row: KelaList) -> Job | None:
    """What is being done with the list, also when another coordinator asked for it."""
    if row.job_id is None:
        return None
    with acting_for(row.municipality):
        return Job.objects.filter(pk=row.job_id).first()


def _is_going_on(row: KelaList) -> bool:
    job = _job_of(row)
    return job is not None and not job.is_over
