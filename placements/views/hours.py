"""Hours of many: people by months, months that wait for approval, and the export."""

from datetime import date
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.law.period import ONE_DAY, Period, month_of, next_month
from laavu.shared.filters import address_with, chips, chosen, export_query, filters_of
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of, search
from placements.access import at_work
from placements.exports import HOUR_COLUMNS, hour_rows
from placements.forms import PlacementFilter
from placements.hour_forms import read_month
from placements.models import Month, MonthQuerySet, Placement, PlacementQuerySet
from placements.states import may_lock
from placements.statistics import month_cells, with_hours
from villages.models import Association

MONTHS_SHOWN = 3
VIEWS = [("", gettext_lazy("People by month")), ("open", gettext_lazy("Waiting for approval"))]


@allowed(at_work)
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """People by the newest months, or every past month that nobody has approved yet."""
    who, today = actor(request), timezone.localdate()
    last = read_month(request.GET.get("month", "")) or today.replace(day=1)
    filters = PlacementFilter(request.GET).chosen()
    context: dict[str, Any] = {
        "chips": chips(request.GET, "state", VIEWS),
        "chosen": filters,
        "kept": filters_of(request.GET, "state"),
        "associations": Association.objects.visible_to(who).order_by("sort_key", "id"),
        "month": last,
        "filters": export_query(request.GET),
        "waiting": chosen(request.GET, "state", VIEWS) == "open",
    }
    if context["waiting"]:
        context |= _waiting(request, filters, today)
    else:
        context |= _by_month(request, filters, last)
    shown = [one for one in context["associations"] if filters.get("association") in (None, one.public_id)]
    context["grid_association"] = shown[0] if len(shown) == 1 else None
    template = "placements/parts/hours_rows.html" if wants_part(request) else "placements/hours.html"
    return render(request, template, context)


@allowed(at_work)
@require_safe
def hours_export(request: HttpRequest, file_format: str) -> FileResponse:
    """Every hour of the shown months and people as a file."""
    who, today = actor(request), timezone.localdate()
    filters = PlacementFilter(request.GET).chosen()
    if chosen(request.GET, "state", VIEWS) == "open":
        months = _unapproved(who, filters, today)
    else:
        last = read_month(request.GET.get("month", "")) or today.replace(day=1)
        months = Month.objects.visible_to(who).filter(
            first_day__in=months_until(last), placement__in=filtered(who, filters)
        )
    return sheet_response(_("Hours"), file_format, HOUR_COLUMNS, hour_rows(months))


def _by_month(request: HttpRequest, filters: dict[str, Any], last: date) -> dict[str, Any]:
    days = months_until(last)
    shown = Period(days[0], month_of(last).last)
    page = page_of(filtered(actor(request), filters).in_force(shown), request.GET, "worker__sort_key", "id")
    placements = page.in_order(Placement.objects.select_related("worker", "association", "group"))
    cells = month_cells(placements, days)
    return {
        "page": page,
        "days": days,
        "rows": list(zip(placements, cells, strict=True)),
        "earlier": address_with(request.GET, "month", f"{days[0] - ONE_DAY:%Y-%m}"),
        "later": address_with(request.GET, "month", f"{next_month(last):%Y-%m}"),
    }


def _waiting(request: HttpRequest, filters: dict[str, Any], today: date) -> dict[str, Any]:
    page = page_of(_unapproved(actor(request), filters, today), request.GET, "first_day", "id")
    rows = with_hours(Month.objects.all()).select_related("placement__worker", "placement__association")
    found = page.in_order(rows)
    may = actor(request).is_coordinator
    return {"page": page, "rows": [(month, may and may_lock(month, today)) for month in found]}


def _unapproved(who: Actor, filters: dict[str, Any], today: date) -> MonthQuerySet:
    months = Month.objects.unapproved(who, today)
    return months.filter(placement__in=filtered(who, filters)) if filters else months


def filtered(who: Actor, filters: dict[str, Any]) -> PlacementQuerySet:
    """Placements of the asked association and person."""
    rows = Placement.objects.visible_to(who)
    if "association" in filters:
        rows = rows.filter(association__public_id=filters["association"])
    if "q" in filters:
        rows = rows.filter(search("worker__sort_key", filters["q"]))
    return rows


def months_until(last: date) -> list[date]:
    """First days of the shown months, the asked one last."""
    days = [last]
    while len(days) < MONTHS_SHOWN:
        days.insert(0, (days[0] - ONE_DAY).replace(day=1))
    return days
