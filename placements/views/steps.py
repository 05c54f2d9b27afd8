"""Steps of one month: confirmed, sent, returned, approved, locked, opened again; and its old versions."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page
from laavu.shared.formats import month as month_name
from laavu.shared.parts import Chip
from placements.access import at_work, hours_write, may_submit_for, placement_read, placement_write
from placements.actions import (
    approve_month,
    confirm_month,
    lock_month,
    mark_complete,
    reopen_month,
    return_month,
    submit_month,
    withdraw_month,
)
from placements.choices import Confirmation
from placements.hour_forms import ReopenForm, ReturnForm, read_count
from placements.models import Month, MonthVersion, Placement
from placements.problems import Refused
from placements.states import may_reopen, may_return, reopening_concerns
from placements.versions import sheet_of_version
from placements.views.month import first_day_of, inside, month_address

FOR_TREASURERS = frozenset({"submit", "withdraw"})


@allowed(coordinator)
@require_POST
def month_lock(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """Approve the month: it is locked and its totals are counted."""
    who, first_day = actor(request), first_day_of(year, month)
    placement = placement_write(who, public_id)
    try:
        seen = read_count(request.POST["seen"]) if "seen" in request.POST else None
        lock_month(placement=placement, first_day=first_day, by=who, at=timezone.now(), seen=seen)
    except Refused as refused:
        messages.error(request, refused.text)
    else:
        told = {"month": month_name(first_day), "name": placement.worker}
        messages.success(request, _("%(month)s approved and locked: %(name)s.") % told)
    if request.POST.get("next") == "open":
        return redirect(f"{reverse('hours')}?state=open")
    return redirect(month_address(placement, first_day))


@allowed(at_work)
@require_POST
def month_step(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """One step of the month: confirmed, ticked as complete, submitted, taken back, approved."""
    who, first_day = actor(request), first_day_of(year, month)
    placement = hours_write(who, public_id)
    inside(placement, first_day)
    step = request.POST.get("step", "")
    if step in FOR_TREASURERS and not may_submit_for(who, placement.association_id):
        raise PermissionDenied
    if step == "approve" and not who.is_coordinator:
        raise PermissionDenied
    try:
        told = _take(request, placement, first_day, step)
    except Refused as refused:
        messages.error(request, refused.text)
    else:
        messages.success(request, told)
    return redirect(month_address(placement, first_day))


@allowed(coordinator)
@require_http_methods(["GET", "HEAD", "POST"])
def month_return(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """Give a submitted month back, with a note that says what has to be mended."""
    who, first_day = actor(request), first_day_of(year, month)
    placement = placement_write(who, public_id)
    sheet = Month.objects.filter(placement=placement, first_day=first_day).first()
    address = month_address(placement, first_day)
    if sheet is None or not may_return(sheet):
        messages.warning(request, _("Only a submitted month can be returned."))
        return redirect(address)
    form = ReturnForm(request.POST or None, initial={"seen": sheet.edition})
    if request.method == "POST" and form.is_valid():
        try:
            return_month(
                placement=placement, first_day=first_day, by=who, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            return done(request, address, _("The month was returned, and is open again."))
    told = {"month": month_name(first_day), "name": placement.worker}
    crumbs = (Chip(_("Hours"), reverse("hours")), Chip(str(placement), address))
    page = FormPage(_("Return %(month)s: %(name)s") % told, _("Return the month"), address, crumbs)
    return form_page(request, form, page)


@allowed(coordinator)
@require_http_methods(["GET", "HEAD", "POST"])
def month_reopen(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """Open a closed month again, with the reason; the closed version is kept."""
    who, first_day = actor(request), first_day_of(year, month)
    placement = placement_write(who, public_id)
    sheet = Month.objects.filter(placement=placement, first_day=first_day).first()
    address = month_address(placement, first_day)
    if sheet is None or not may_reopen(sheet):
        messages.warning(request, _("The month is not approved or locked."))
        return redirect(address)
    form = ReopenForm(request.POST or None, initial={"version": sheet.version})
    if request.method == "POST" and form.is_valid():
        try:
            reopen_month(
                placement=placement, first_day=first_day, by=who, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            return done(request, address, _("The month is open again. Approve it anew when it is right."))
    told = {"month": month_name(first_day), "name": placement.worker}
    heading = _("Open %(month)s again: %(name)s") % told
    crumbs = (Chip(_("Hours"), reverse("hours")), Chip(str(placement), address))
    note = " ".join([_("The month is kept as it is now, and stays to be seen."), *reopening_concerns(sheet)])
    return form_page(request, form, FormPage(heading, _("Open the month again"), address, crumbs, note))


@allowed(at_work)
@require_safe
def month_version(request: HttpRequest, public_id: UUID, year: int, month: int, number: int) -> HttpResponse:
    """A closed month as it was before it was opened again."""
    placement = placement_read(actor(request), public_id)
    rows = MonthVersion.objects.filter(placement=placement, month__first_day=first_day_of(year, month))
    version = get_object_or_404(rows.select_related("month"), number=number)
    context = {"placement": placement, "version": version, "kept": sheet_of_version(version)}
    return render(request, "placements/hours_version.html", context)


def _take(request: HttpRequest, placement: Placement, first_day: date, step: str) -> str:
    """Take the step; what happened, in words."""
    which: dict[str, Any] = {"placement": placement, "first_day": first_day, "by": actor(request)}
    seen, at = read_count(request.POST.get("seen", "")), timezone.now()
    told = {"month": month_name(first_day), "name": placement.worker}
    if step == "complete":
        is_complete = request.POST.get("complete") == "1"
        mark_complete(**which, is_complete=is_complete, seen=seen)
        return _("The month is complete.") if is_complete else _("The month is not complete yet.")
    if step == "confirm":
        how = request.POST.get("how", "")
        confirm_month(
            **which, at=at, seen=seen, how=Confirmation(how if how in Confirmation else "supervisor")
        )
        return _("The hours of %(month)s are confirmed: %(name)s.") % told
    if step == "submit":
        submit_month(**which, at=at, seen=seen)
        return _("%(month)s sent to the coordinator: %(name)s.") % told
    if step == "withdraw":
        withdraw_month(**which)
        return _("The month is open again.")
    if step == "approve":
        approve_month(**which, at=at, seen=seen)
        return _("%(month)s approved: %(name)s.") % told
    raise Refused(_("Choose what to do."))
