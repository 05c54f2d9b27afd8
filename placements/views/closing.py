"""Months that wait for the coordinator: what stands out first, then closing many with one button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import done
from laavu.shared.filters import filters_of
from placements.actions import Asked, close_months, undo_closing
from placements.forms import PlacementFilter
from placements.hour_forms import read_count, read_moment, read_month, read_uuid
from placements.models import Month, MonthQuerySet
from placements.problems import Refused
from placements.reviews import Review, reviews_of
from placements.states import own_steps
from villages.models import Association

AT_ONCE = 200


@allowed(coordinator)
@require_http_methods(["GET", "HEAD", "POST"])
def hours_close(request: HttpRequest) -> HttpResponse:
    """Months that were sent, and past ones that were not, with what stands out; a POST closes the chosen."""
    if request.method == "POST":
        return _close(request)
    filters = PlacementFilter(request.GET).chosen()
    waiting = _waiting(request, filters)
    months = list(waiting.order_by("first_day", "placement__worker__sort_key", "id")[:AT_ONCE])
    rows = [
        _row(one) for one in reviews_of([(m.placement, m.first_day) for m in months], timezone.localdate())
    ]
    context = {
        "noticed": [row for row in rows if row["noticed"]],
        "clear": [row for row in rows if not row["noticed"]],
        "more": waiting.count() - len(months) if len(months) == AT_ONCE else 0,
        "months": sorted({month.first_day for month in months}),
        "month": read_month(request.GET.get("month", "")),
        "chosen": filters,
        "kept": filters_of(request.GET, "month"),
        "associations": Association.objects.visible_to(actor(request)).order_by("sort_key", "id"),
    }
    return render(request, "placements/hours_close.html", context)


@allowed(coordinator)
@require_POST
def hours_close_undo(request: HttpRequest) -> HttpResponse:
    """Take one's own closing of many months back."""
    address = reverse("hours_close")
    at = read_moment(request.GET.get("at", ""))
    if at is None:
        return redirect(address)
    try:
        outcome = undo_closing(closed_at=at, by=actor(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.text)
        return redirect(address)
    for placement, text in outcome.refused:
        messages.error(request, f"{placement.worker}: {text}")
    count = len(outcome.months)
    told = ngettext("%(count)s month is as it was.", "%(count)s months are as they were.", count)
    return done(request, address, told % {"count": count})


def _waiting(request: HttpRequest, filters: dict[str, Any]) -> MonthQuerySet:
    rows = Month.objects.unapproved(actor(request), timezone.localdate())
    if month := read_month(request.GET.get("month", "")):
        rows = rows.filter(first_day=month)
    if "association" in filters:
        rows = rows.filter(placement__association__public_id=filters["association"])
    return rows.select_related("placement__worker", "placement__association")


def _row(review: Review) -> dict[str, Any]:
    """A month with what stands out: it was not sent, days are missing, limits are passed."""
    month = review.month
    noticed = list(review.exceptions)
    if month is not None and month.is_open:
        noticed.insert(0, str(_("Not sent by the association.")))
    return {
        "review": review,
        "month": month,
        "noticed": noticed,
        "own_steps": own_steps(month) if month else [],
    }


def _close(request: HttpRequest) -> HttpResponse:
    who, at = actor(request), timezone.now()
    chosen = request.POST.getlist("row")[:AT_ONCE]
    rows = Month.objects.visible_to(who).filter(
        public_id__in=[key for text in chosen if (key := read_uuid(text))]
    )
    asked = [
        Asked(month.placement, month.first_day, read_count(request.POST.get(f"seen-{month.public_id}", "")))
        for month in rows.select_related("placement__worker")
    ]
    outcome = close_months(asked=asked, by=who, at=at)
    for placement, text in outcome.refused:
        messages.error(request, f"{placement.worker}: {text}")
    address = reverse("hours_close")
    count = len(outcome.months)
    if not count:
        if not outcome.refused:
            messages.warning(request, _("Choose at least one month."))
        return redirect(address)
    told = ngettext("%(count)s month approved and locked.", "%(count)s months approved and locked.", count)
    undo = f"{reverse('hours_close_undo')}?at={at.isoformat().replace('+', '%2B')}"
    return done(request, address, told % {"count": count}, undo=undo)
