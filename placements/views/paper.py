"""Month sheets on paper: printed empty for one person or for many, and keyed back."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts import jobs
from laavu.accounts.access import actor, allowed
from laavu.law.period import month_of
from laavu.shared.formats import hours as hours_text
from laavu.shared.formats import month as month_name
from laavu.shared.http import file_response
from laavu.shared.lists import page_of
from placements.access import at_work, hours_write, placement_read
from placements.devices.sending import receive
from placements.forms import PlacementFilter
from placements.hour_forms import read_month, read_uuid
from placements.models import Group, HourEntry, Month, Placement, PlacementQuerySet, SheetFile
from placements.paper.keying import (
    KeyedDay,
    SumsForm,
    keyed_days,
    put_answers,
    read_keyed,
    sums_of,
    writes_of,
)
from placements.paper.letters import legend
from placements.paper.sheets import paper_days, sheets_of, sheets_pdf
from placements.statistics import terms_of
from placements.tasks import print_month_sheets
from placements.timesheet import holidays_of
from placements.views.hours import filtered
from placements.views.month import first_day_of, month_address
from villages.models import Association


@allowed(at_work)
@require_http_methods(["GET", "HEAD", "POST"])
def hours_paper(request: HttpRequest) -> HttpResponse:
    """People of a month, each with a sheet to print and to key in; a POST prints all that are shown."""
    who, query = actor(request), request.POST if request.method == "POST" else request.GET
    first_day = read_month(query.get("month", "")) or timezone.localdate().replace(day=1)
    filters = PlacementFilter(query).chosen()
    shown = _shown(request, query, filters, first_day)
    if request.method == "POST":
        return _print_all(request, shown, filters, first_day)
    page = page_of(shown, query, "worker__sort_key", "id")
    rows = page.in_order(Placement.objects.select_related("worker", "association", "group"))
    groups = Group.objects.visible_to(who).select_related("association")
    context = {
        "page": page,
        "rows": rows,
        "chosen": filters,
        "group": query.get("group", ""),
        "month": first_day,
        "associations": Association.objects.visible_to(who).order_by("sort_key", "id"),
        "groups": groups.order_by("association__sort_key", "name", "id"),
    }
    return render(request, "placements/hours_paper.html", context)


@allowed(at_work)
@require_safe
def month_sheet(request: HttpRequest, public_id: UUID, year: int, month: int) -> FileResponse:
    """One person's empty sheet."""
    placement, first_day = placement_read(actor(request), public_id), first_day_of(year, month)
    _inside(placement, first_day)
    sheets = sheets_of([placement], terms_of([placement]), first_day, _origin(request))
    content = sheets_pdf(sheets, author=str(actor(request).municipality), at=timezone.now())
    name = f"{placement.worker} {first_day:%Y-%m}"
    return file_response(BytesIO(content), name, "pdf")


@require_safe
def sheet_file(request: HttpRequest, public_id: UUID) -> FileResponse:
    """Sheets of many that the user has asked for; nobody else finds them."""
    who = actor(request)
    if not at_work(who):
        raise Http404
    own = SheetFile.objects.filter(user=who.user, municipality=who.municipality)
    found = get_object_or_404(own, public_id=public_id)
    return file_response(BytesIO(bytes(found.content)), found.title, "pdf")


@allowed(at_work)
@require_http_methods(["GET", "HEAD", "POST"])
def hours_keying(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """The boxes of a sheet in the order of the paper. Nothing is kept before the sums agree or are waived."""
    placement, first_day = hours_write(actor(request), public_id), first_day_of(year, month)
    _inside(placement, first_day)
    days = _days(placement, first_day)
    if request.method != "POST":
        return _keying(request, placement, first_day, days, SumsForm())
    whole = read_keyed(request.POST, days)
    sums = sums_of(days)
    form = SumsForm(request.POST, keyed=sums if whole else None)
    if not (form.is_valid() and whole):
        return _keying(request, placement, first_day, days, form)
    answers = receive(writes_of(placement, days), by=actor(request), at=timezone.now())
    if faulty := put_answers(days, answers):
        return _keying(request, placement, first_day, days, form, faulty=faulty)
    told = {
        "name": placement.worker,
        "month": month_name(first_day),
        "work": hours_text(sums.work),
        "absences": hours_text(sums.absences),
    }
    messages.success(
        request, _("Saved: %(name)s, %(month)s. Work %(work)s h, absences %(absences)s h.") % told
    )
    return redirect(f"{reverse('hours_paper')}?month={first_day:%Y-%m}")


def _keying(
    request: HttpRequest,
    placement: Placement,
    first_day: date,
    days: list[KeyedDay],
    form: SumsForm,
    *,
    faulty: int = 0,
) -> HttpResponse:
    month = Month.objects.filter(placement=placement, first_day=first_day).first()
    context = {
        "placement": placement,
        "first_day": first_day,
        "days": days,
        "form": form,
        "faulty": faulty,
        "unread": sum(bool(day.problem) for day in days) - faulty,
        "legend": legend(),
        "is_open": month is None or month.is_open,
        "month_address": month_address(placement, first_day),
        "keyed": sums_of(days),
    }
    wrong = request.method == "POST"
    return render(request, "placements/hours_keying.html", context, status=422 if wrong else 200)


def _days(placement: Placement, first_day: date) -> list[KeyedDay]:
    entries = HourEntry.objects.filter(placement=placement, month__first_day=first_day)
    days = paper_days(
        first_day, placement.period, terms_of([placement])[placement.pk], holidays_of(first_day.year)
    )
    return keyed_days(days, entries.select_related("work").order_by("day", "id"))


def _shown(
    request: HttpRequest, query: QueryDict, filters: dict[str, Any], first_day: date
) -> PlacementQuerySet:
    """Placements of the month that the filters leave."""
    rows = filtered(actor(request), filters).in_force(month_of(first_day))
    group = read_uuid(query.get("group", ""))
    return rows.filter(group__public_id=group) if group else rows


def _print_all(
    request: HttpRequest, shown: PlacementQuerySet, filters: dict[str, Any], first_day: date
) -> HttpResponse:
    who = actor(request)
    ids = list(shown.order_by("association__sort_key", "worker__sort_key", "id").values_list("pk", flat=True))
    if not ids:
        messages.warning(request, _("There are no people to print sheets for."))
        return redirect(f"{reverse('hours_paper')}?month={first_day:%Y-%m}")
    title = _("Month sheets, %(month)s") % {"month": month_name(first_day)}
    if "association" in filters:
        title += f", {Association.objects.visible_to(who).filter(public_id=filters['association']).first()}"
    jobs.start(
        print_month_sheets,
        kind="month_sheets",
        title=title,
        actor=who,
        arguments={
            "user_id": who.user.pk,
            "title": title,
            "placements": ids,
            "first_day": first_day.isoformat(),
            "origin": _origin(request),
        },
    )
    return redirect("jobs")


def _origin(request: HttpRequest) -> str:
    """What the product's addresses begin with, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")


def _inside(placement: Placement, first_day: date) -> None:
    if not placement.period.touches(month_of(first_day)):
        raise Http404
