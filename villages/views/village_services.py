"""Services of villages: the list with its counts by period, and what a coordinator writes of them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.law.period import Period
from laavu.shared.filters import Choice, chips, chosen, export_query, filters_of
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip
from villages.access import service_write, village_read
from villages.exports import SERVICE_COLUMNS, service_cells
from villages.models import VillageService
from villages.resources.forms import ServiceForm
from villages.statistics import services_by_kind
from villages.views.sections import sections, villages_crumb

STATES: list[Choice] = [
    ("now", gettext_lazy("there now")),
    ("ended", gettext_lazy("ended")),
    ("all", gettext_lazy("all")),
]
NEWEST = ("-from_on", "-id")
YEARS_SHOWN = 10


@require_safe
@allowed(coordinator)
def service_list(request: HttpRequest) -> HttpResponse:
    """Services of the villages, newest first, and how many there were in the chosen year."""
    who, today = actor(request), timezone.localdate()
    page = page_of(_shown(request, today), request.GET, *NEWEST)
    year = _year(request, today)
    municipality = who.municipality
    assert municipality is not None  # noqa: S101 - coordinators have one
    context = {
        "page": page,
        "rows": [
            (row, row.ended_on is not None and row.ended_on <= today)
            for row in page.in_order(VillageService.objects.select_related("village", "association"))
        ],
        "chips": chips(request.GET, "state", STATES, "now"),
        "kept": filters_of(request.GET, "state"),
        "export_query": export_query(request.GET),
        "sections": sections("service_list"),
        "year": year,
        "years": range(today.year, today.year - YEARS_SHOWN, -1),
        "counts": services_by_kind(municipality, Period(date(year, 1, 1), date(year, 12, 31))),
    }
    template = "villages/service_rows.html" if wants_part(request) else "villages/service_list.html"
    return render(request, template, context)


@require_safe
@allowed(coordinator)
def service_export(request: HttpRequest, file_format: str) -> FileResponse:
    rows = _shown(request, timezone.localdate()).order_by(*NEWEST)
    return sheet_response(_("Services of the villages"), file_format, SERVICE_COLUMNS, service_cells(rows))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def service_new(request: HttpRequest) -> HttpResponse:
    """A new service, of the village in `?village=` if there is one."""
    who = actor(request)
    initial: dict[str, Any] = {"from_on": timezone.localdate()}
    if village := request.GET.get("village"):
        try:
            initial["village"] = village_read(who, UUID(village))
        except ValueError:
            raise Http404 from None
    row = VillageService(municipality=who.municipality)
    form = ServiceForm(posted(request), instance=row, initial=initial, actor=who)
    return _kept(request, form, heading=_("Write down a service"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def service_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    form = ServiceForm(posted(request), instance=service_write(who, public_id), actor=who)
    return _kept(request, form, heading=_("Change the service"))


def _kept(request: HttpRequest, form: ServiceForm, *, heading: str) -> HttpResponse:
    address = reverse("service_list")
    if saved := form.kept():
        return done(request, address, _("%(name)s was saved.") % {"name": saved})
    crumbs = (villages_crumb(), Chip(_("Services"), address))
    return form_page(request, form, FormPage(heading, _("Save"), address, crumbs))


def _shown(request: HttpRequest, today: date) -> QuerySet[VillageService]:
    rows = VillageService.objects.visible_to(actor(request))
    state = chosen(request.GET, "state", STATES, "now")
    if state == "all":
        return rows
    return rows.filter(ended_on__lte=today) if state == "ended" else rows.in_force(Period(today, today))


def _year(request: HttpRequest, today: date) -> int:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    return year if today.year - YEARS_SHOWN < year <= today.year else today.year
