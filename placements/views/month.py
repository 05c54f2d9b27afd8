"""One month of one placement: its grid of hours."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laavu.accounts.access import actor, allowed
from laavu.accounts.history import history_of
from laavu.law.period import ONE_DAY, Period, month_of, next_month
from laavu.shared.formats import clock
from laavu.shared.http import wants_part
from placements.access import at_work, hours_write, may_submit_for, placement_read
from placements.choices import HourKind
from placements.grid_forms import weekday_choices
from placements.hour_forms import read_day, read_known, read_lines
from placements.hours import save_hours
from placements.models import HourEntry, Month, Placement
from placements.reviews import Review, reviews
from placements.states import (
    may_approve,
    may_lock,
    may_reopen,
    may_return,
    may_submit,
    may_withdraw,
    month_state,
    own_steps,
)
from placements.timesheet import Sent, Sheet, sheet_of
from villages.models import Association, UnfinishedWork

WORKS_OFFERED = 100


@allowed(at_work)
@require_http_methods(["GET", "HEAD", "POST"])
def hours_month(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """The month's grid; a POST keeps what was typed and says beside each cell what could not be kept."""
    who, first_day = actor(request), first_day_of(year, month)
    if request.method == "POST":
        return _save(request, hours_write(who, public_id), first_day)
    placement = placement_read(who, public_id)
    inside(placement, first_day)
    return _page(request, placement, first_day, None)


def first_day_of(year: int, month: int) -> date:
    """The first day of the address's month; 404 when there is no such month."""
    try:
        return date(year, month, 1)
    except ValueError as error:
        raise Http404 from error


def month_address(placement: Placement, first_day: date) -> str:
    return reverse("hours_month", args=[placement.public_id, first_day.year, first_day.month])


def placements_of(request: HttpRequest, association: Association, first_day: date) -> list[Placement]:
    """The association's placements that touch the month, by people's names."""
    rows = Placement.objects.visible_to(actor(request)).filter(association=association)
    found = rows.in_force(month_of(first_day)).select_related("worker", "association", "group")
    return list(found.order_by("worker__sort_key", "period", "id"))


def inside(placement: Placement, first_day: date) -> None:
    """404 for a month in which the placement has no day."""
    placed: Period = placement.period
    if not placed.touches(month_of(first_day)):
        raise Http404


def _save(request: HttpRequest, placement: Placement, first_day: date) -> HttpResponse:
    inside(placement, first_day)
    whole = month_of(first_day)
    typed, lines = read_lines(request.POST, whole, works_of(request, placement, first_day))
    outcomes = save_hours(
        placement=placement,
        first_day=first_day,
        lines=lines,
        known=read_known(request.POST, whole),
        by=actor(request),
    )
    add = read_day(request.POST.get("add", ""))
    sent = Sent(typed, {outcome.line.name: outcome for outcome in outcomes}, add)
    faulty = len(typed) - sum(outcome.is_kept for outcome in outcomes)
    if not faulty and not add and not wants_part(request):
        messages.success(request, _("Saved %(clock)s.") % {"clock": clock(timezone.now())})
        return redirect(month_address(placement, first_day))
    return _page(request, placement, first_day, sent, faulty=faulty)


def _page(
    request: HttpRequest, placement: Placement, first_day: date, sent: Sent | None, *, faulty: int = 0
) -> HttpResponse:
    today = timezone.localdate()
    row = Month.objects.filter(placement=placement, first_day=first_day).first()
    entries = (
        list(HourEntry.objects.filter(month=row).select_related("work").order_by("day", "id")) if row else []
    )
    sheet = sheet_of(
        first_day=first_day,
        placed=placement.period,
        terms=list(placement.terms.all()),
        entries=entries if row else [],
        today=today,
        sent=sent,
    )
    context = {
        "placement": placement,
        "first_day": first_day,
        "month": row,
        "sheet": sheet,
        "works": works_of(request, placement, first_day),
        "kinds": HourKind.choices,
        "faulty": faulty,
        "saved_at": timezone.now() if sent else None,
    }
    (review,) = reviews([placement], first_day, today)
    context["review"] = review
    if sent and wants_part(request):
        days = {line.name[:10] for line in sent.typed.values()} | {str(sent.add)}
        context["days"] = [day for day in sheet.days if day.day.isoformat() in days]
        return render(request, "placements/parts/hours_saved.html", context, status=422 if faulty else 200)
    context |= _around(request, placement, review, sheet)
    printed = request.method != "POST" and "print" in request.GET
    template = "placements/hours_print.html" if printed else "placements/hours_month.html"
    return render(request, template, context, status=422 if faulty else 200)


def _around(request: HttpRequest, placement: Placement, review: Review, sheet: Sheet) -> dict[str, Any]:
    """What the whole page has around the grid, and which steps are the actor's to take."""
    who, today, row, first_day = actor(request), timezone.localdate(), review.month, review.first_day
    placed: Period = placement.period
    before, after = month_of(first_day - ONE_DAY), month_of(next_month(first_day))
    writes, sends = _may_write(request, placement), may_submit_for(who, placement.association_id)
    is_open = row is None or row.is_open
    return {
        "state": month_state(row),
        "previous": before.first if placed.touches(before) else None,
        "next": after.first if placed.touches(after) else None,
        "may_write": is_open and writes,
        "may_confirm": writes and row is not None and row.is_open and row.confirmed_at is None,
        "may_submit": sends and not who.is_coordinator and may_submit(row, today),
        "may_withdraw": sends and may_withdraw(row),
        "may_return": who.is_coordinator and may_return(row),
        "may_approve": who.is_coordinator and may_approve(row, today),
        "may_lock": who.is_coordinator and may_lock(row, today),
        "may_reopen": who.is_coordinator and may_reopen(row),
        "own_steps": own_steps(row) if row else [],
        "weekdays": weekday_choices(),
        "versions": list(row.versions.order_by("-number")) if row else [],
        "history": history_of(row) if row else [],
        "onward": _onward(request, placement, first_day, sends=sends),
        "is_current": first_day <= today <= month_of(first_day).last,  # type: ignore[operator]
        "total": sheet.total,
    }


def _onward(
    request: HttpRequest, placement: Placement, first_day: date, *, sends: bool
) -> dict[str, str] | None:
    """Whose month comes next by name in the association, and after the last one its sending."""
    association = placement.association
    if association is None:
        return None
    found = placements_of(request, association, first_day)
    at = next((n for n, one in enumerate(found) if one.pk == placement.pk), len(found))
    if at + 1 < len(found):
        return {"name": str(found[at + 1].worker), "address": month_address(found[at + 1], first_day)}
    where = "hours_submit" if sends else "hours_grid"
    address = reverse(where, args=[association.public_id, first_day.year, first_day.month])
    return {"name": _("Check and send") if sends else _("Everybody's month"), "address": address}


def _may_write(request: HttpRequest, placement: Placement) -> bool:
    try:
        hours_write(actor(request), placement.public_id)
    except (PermissionDenied, Http404):
        return False
    return True


def works_of(request: HttpRequest, placement: Placement, first_day: date) -> list[UnfinishedWork]:
    """Chosen work of the association's village that was not over before the month, and what is linked."""
    if placement.association is None or placement.association.village_id is None:
        return []
    here = UnfinishedWork.objects.visible_to(actor(request))
    current = Q(
        village=placement.association.village_id,
        chosen_on__lte=month_of(first_day).last,
        dropped_on=None,
        merged_into=None,
        split_at=None,
    ) & (Q(done_on=None) | Q(done_on__gte=first_day))
    linked = Q(entries__placement=placement, entries__month__first_day=first_day)
    return list(here.filter(current | linked).distinct().order_by("text", "id")[:WORKS_OFFERED])
