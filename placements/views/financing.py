"""Who pays the wages: each worker-month over all sources, and writing down other money."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.accounts.records import FormPage, done, form_page
from laavu.law.period import ONE_DAY, Period, month_of
from laavu.shared.formats import month as month_name
from laavu.shared.parts import Chip
from placements.access import funding_write, money_of, paid_placement
from placements.actions import done_by
from placements.claims.financing import worker_months
from placements.claims.forms import FundingForm
from placements.hour_forms import read_month
from placements.models import OtherFunding, Placement
from placements.problems import Refused
from placements.views.claims import money_sections

MONTHS_SHOWN = 24
SHOWN = 300


@require_safe
@allowed(money_of)
def financing(request: HttpRequest) -> HttpResponse:
    """Every worker of one month with who pays the wage."""
    who, today = actor(request), timezone.localdate()
    month = read_month(request.GET.get("month", "")) or (today.replace(day=1) - ONE_DAY).replace(day=1)
    rows = worker_months(_placements(who, month_of(month)), [month])
    rows.sort(key=lambda row: (-row.excess, not row.remarks, row.placement.worker.sort_key))
    context = {
        "month": month,
        "rows": rows,
        "over": sum(1 for row in rows if row.excess),
        "before": (month - ONE_DAY).replace(day=1),
        "after": _next(month) if _next(month) <= today else None,
        "sections": money_sections("financing"),
    }
    return render(request, "placements/claims/financing.html", context)


def _next(month: date) -> date:
    return (month_of(month).last or month) + ONE_DAY


def _placements(who: Actor, whole: Period) -> list[Placement]:
    found = Placement.objects.visible_to(who).in_force(whole).filter(association__isnull=False)
    if not who.is_coordinator:
        found = found.filter(association__in=who.treasurer_association_ids)
    rows = found.select_related("worker", "association").prefetch_related("terms")
    return list(rows.order_by("worker__sort_key", "id")[:SHOWN])


@require_safe
@allowed(money_of)
def placement_financing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All months of one placement with who pays its wage."""
    placement = paid_placement(actor(request), public_id)
    rows = worker_months([placement], list(_months(placement, timezone.localdate())))
    context = {
        "placement": placement,
        "rows": rows[::-1],
        "crumbs": [Chip(_("Who pays the wages"), reverse("financing")), _crumb(placement)],
    }
    return render(request, "placements/claims/placement_financing.html", context)


def _months(placement: Placement, today: date) -> Iterator[date]:
    """The placement's last months, the running one too."""
    placed = placement.period.overlap(Period(placement.period.first, max(today, placement.period.first)))
    months = placed.months() if placed else []
    return (part.first.replace(day=1) for part in months[-MONTHS_SHOWN:])


def _crumb(placement: Placement) -> Chip:
    return Chip(str(placement), placement.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def funding_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down other money for one month's wage; what would go over its cost is refused."""
    who = actor(request)
    placement = paid_placement(who, public_id)
    row = OtherFunding(
        municipality=placement.municipality,
        placement=placement,
        noted_at=timezone.now(),
        noted_by=str(who.user),
    )
    address = reverse("placement_financing", args=[placement.public_id])
    form = FundingForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        try:
            with done_by(who):
                form.save()
        except Refused as refused:
            form.add_error("amount", refused.text)
        else:
            return done(request, address, _("Written down for %(month)s.") % {"month": month_name(row.month)})
    heading = _("Other money for the wage: %(name)s") % {"name": placement.worker}
    note = _(
        "What a project pays, Kela refunds or other aid gives to the same wage; not wage subsidy itself."
    )
    page = FormPage(heading, _("Write down"), address, (_crumb(placement),), note)
    return form_page(request, form, page)


@require_http_methods(["POST"])
@allowed(money_of)
def funding_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a mistake back; the history keeps it."""
    who = actor(request)
    row = funding_write(who, public_id)
    address = reverse("placement_financing", args=[row.placement.public_id])
    with done_by(who):
        row.delete()
    return done(request, address, _("Taken back: %(what)s") % {"what": row})
