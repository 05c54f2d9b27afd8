"""The month of a whole association: its grid, and sending it to the coordinator."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from laavu.accounts.access import actor, allowed
from laavu.accounts.records import done
from laavu.law.period import ONE_DAY, Period, month_of, next_month
from laavu.shared.formats import clock
from laavu.shared.formats import month as month_name
from laavu.shared.http import wants_part
from placements.access import association_hours, at_work, may_submit_for
from placements.actions import Asked, Done, mark_complete, submit_months, withdraw_months
from placements.cells import LETTERS, Result, save_cells
from placements.choices import HourKind, MonthState
from placements.filling import WEEK, from_week_before, usual_week
from placements.grid import grid_of
from placements.grid_forms import Filling, read_edits, read_filling, read_tick, weekday_choices
from placements.hour_forms import read_count, read_moment
from placements.models import HourEntry, Month, Placement
from placements.problems import Refused
from placements.reviews import Review, reviews
from placements.views.month import first_day_of, month_address, placements_of
from villages.models import Association


@allowed(at_work)
@require_http_methods(["GET", "HEAD", "POST"])
def hours_grid(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """The grid; a POST keeps what was typed, fills what was asked, and says what could not be kept."""
    association = association_hours(actor(request), public_id)
    first_day = first_day_of(year, month)
    placements = placements_of(request, association, first_day)
    if request.method == "POST":
        return _save(request, association, first_day, placements)
    return _page(request, association, first_day, placements, {})


@allowed(at_work)
@require_http_methods(["GET", "HEAD", "POST"])
def hours_submit(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """What stands out in the month, and sending it to the coordinator."""
    who = actor(request)
    association = association_hours(who, public_id)
    first_day, today = first_day_of(year, month), timezone.localdate()
    if not may_submit_for(who, association.pk):
        raise PermissionDenied
    found = reviews(placements_of(request, association, first_day), first_day, today)
    if request.method == "POST":
        at = timezone.now()
        outcome = submit_months(asked=asked_in(request, found), by=who, at=at)
        return _submitted(request, association, first_day, outcome, at)
    waiting = [one for one in found if one.is_open]
    context = {
        "association": association,
        "first_day": first_day,
        "waiting": sorted(waiting, key=lambda one: not one.exceptions and one.is_ready),
        "sent": [one for one in found if not one.is_open],
        "lacking": sum(bool(one.missing) for one in waiting),
        "is_over": month_of(first_day).last < today,  # type: ignore[operator]
        "has_begun": first_day <= today,
    }
    return render(request, "placements/hours_submit.html", context)


@allowed(at_work)
@require_POST
def hours_withdraw(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """Take the association's submissions back: those of one moment when it is given, else all."""
    who = actor(request)
    association = association_hours(who, public_id)
    first_day = first_day_of(year, month)
    if not may_submit_for(who, association.pk):
        raise PermissionDenied
    rows = Month.objects.visible_to(who).filter(
        placement__association=association, first_day=first_day, state=MonthState.SUBMITTED
    )
    if at := read_moment(request.GET.get("at", "")):
        rows = rows.filter(submitted_at=at)
    outcome = withdraw_months(months=rows.select_related("placement"), by=who)
    _tell_refused(request, outcome)
    count = len(outcome.months)
    told = ngettext("%(count)s month is open again.", "%(count)s months are open again.", count)
    return done(request, grid_address(association, first_day), told % {"count": count})


def grid_address(association: Association, first_day: date) -> str:
    return reverse("hours_grid", args=[association.public_id, first_day.year, first_day.month])


def asked_in(request: HttpRequest, found: Sequence[Review]) -> list[Asked]:
    """The chosen months of those that were shown, with the editions that the page showed.

    One tick says of all with empty days that there was no work on them, and chooses them.
    """
    chosen = set(request.POST.getlist("row"))
    lacking: set[str] = set()
    if request.POST.get("complete-all") == "1":
        lacking = {one.key for one in found if one.is_open and one.missing}
    return [
        Asked(
            placement=one.placement,
            first_day=one.first_day,
            seen=read_count(request.POST.get(f"seen-{one.key}", "")),
            completes=one.key in lacking or request.POST.get(f"complete-{one.key}") == "1",
        )
        for one in found
        if one.key in chosen | lacking
    ]


def _save(
    request: HttpRequest, association: Association, first_day: date, placements: Sequence[Placement]
) -> HttpResponse:
    who, today = actor(request), timezone.localdate()
    shown = set(request.POST.getlist("rows"))
    before = reviews([one for one in placements if str(one.public_id) in shown], first_day, today)
    results: dict[int, Result] = {}
    # In the order of people: two who save at once wait for each other, and never both.
    for review in sorted(before, key=lambda one: (one.placement.worker_id, one.placement.pk)):
        if edits := read_edits(request.POST, review.key, first_day):
            results[review.placement.pk] = save_cells(
                placement=review.placement, first_day=first_day, edits=edits, terms=review.terms, by=who
            )
        _tick(request, review)
    filling = read_filling(request)
    if filling is not None:
        _fill(request, first_day, placements, filling)
    faulty = sum(result.faulty for result in results.values())
    if not faulty and not wants_part(request):
        messages.success(request, _("Saved %(clock)s.") % {"clock": clock(timezone.now())})
        return redirect(_back(request, before) or grid_address(association, first_day))
    return _page(request, association, first_day, placements, results)


def _back(request: HttpRequest, found: Sequence[Review]) -> str:
    """The month of the one person from whose page the filling was asked; empty for the grid's own."""
    asked = request.POST.get("back", "")
    return next((month_address(one.placement, one.first_day) for one in found if one.key == asked), "")


def _tick(request: HttpRequest, review: Review) -> None:
    """Keep the row's tick: its month is complete, or is not."""
    tick = read_tick(request.POST, review.key)
    if tick is None:
        return
    try:
        mark_complete(
            placement=review.placement, first_day=review.first_day, is_complete=tick, by=actor(request)
        )
    except Refused as refused:
        messages.error(request, f"{review.placement.worker}: {refused.text}")


def _fill(request: HttpRequest, first_day: date, placements: Sequence[Placement], filling: Filling) -> None:
    who, today = actor(request), timezone.localdate()
    chosen = [one for one in placements if filling.row in ("", str(one.public_id))]
    before: dict[int, list[HourEntry]] = {}
    if filling.monday is not None:
        earlier = HourEntry.objects.filter(
            placement__in=chosen, day__range=(filling.monday - WEEK, filling.monday - ONE_DAY)
        )
        for entry in earlier.order_by("day", "id"):
            before.setdefault(entry.placement_id, []).append(entry)
    for review in sorted(
        reviews(chosen, first_day, today), key=lambda one: (one.placement.worker_id, one.placement.pk)
    ):
        if filling.monday is not None:
            edits = from_week_before(review, filling.monday, before.get(review.placement.pk, []), today)
        else:
            edits = usual_week(review, filling.weekdays, today)
        if edits:
            save_cells(
                placement=review.placement, first_day=first_day, edits=edits, terms=review.terms, by=who
            )


def _page(
    request: HttpRequest,
    association: Association,
    first_day: date,
    placements: Sequence[Placement],
    results: dict[int, Result],
) -> HttpResponse:
    today = timezone.localdate()
    grid = grid_of(reviews(placements, first_day, today), first_day, today, results)
    context: dict[str, Any] = {
        "association": association,
        "first_day": first_day,
        "grid": grid,
        "saved_at": timezone.now() if request.method == "POST" else None,
    }
    status = 422 if grid.faulty else 200
    if request.method == "POST" and wants_part(request):
        touched = set(request.POST.getlist("rows"))
        whole_grid = read_filling(request) is not None
        context["changed"] = [row for row in grid.rows if whole_grid or row.key in touched]
        return render(request, "placements/parts/grid_saved.html", context, status=status)
    whole: Period = month_of(first_day)
    context |= {
        "previous": (whole.first - ONE_DAY).replace(day=1),
        "next": next_month(first_day),
        "is_current": today in whole,
        # A month that is over and has nothing yet is filled first: the usual week stands ready.
        "is_blank": (whole.last or today) < today and not any(row.review.entries for row in grid.rows),
        "is_lacking": any(row.review.is_open and row.review.missing for row in grid.rows),
        "letters": [(letter, HourKind(kind).label) for kind, letter in LETTERS.items()],
        "weekdays": weekday_choices(),
        "may_submit": may_submit_for(actor(request), association.pk),
        "may_write": any(row.review.is_open for row in grid.rows),
        "open_count": sum(row.review.is_open for row in grid.rows),
    }
    return render(request, "placements/hours_grid.html", context, status=status)


def _submitted(
    request: HttpRequest, association: Association, first_day: date, outcome: Done, at: datetime
) -> HttpResponse:
    _tell_refused(request, outcome)
    address = reverse("hours_submit", args=[association.public_id, first_day.year, first_day.month])
    if not outcome.months:
        if not outcome.refused:
            messages.warning(request, _("Choose at least one month to send."))
        return redirect(address)
    count = len(outcome.months)
    told = ngettext(
        "%(month)s sent to the coordinator: %(count)s person.",
        "%(month)s sent to the coordinator: %(count)s people.",
        count,
    ) % {"month": month_name(first_day).capitalize(), "count": count}
    undo = reverse("hours_withdraw", args=[association.public_id, first_day.year, first_day.month])
    return done(request, address, told, undo=f"{undo}?at={at.isoformat().replace('+', '%2B')}")


def _tell_refused(request: HttpRequest, outcome: Done) -> None:
    for placement, text in outcome.refused:
        messages.error(request, f"{placement.worker}: {text}")
