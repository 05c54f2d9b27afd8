"""How far it is from village to village: one page to see and to write."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.parts import Chip
from villages.access import village_write
from villages.distance_forms import DistanceForm, PointForm
from villages.lists import SORTED
from villages.models import Village, VillageDistance, VillagePoint
from villages.views.sections import villages_crumb


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def village_distances(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    row = VillageDistance(municipality=who.municipality)
    form = DistanceForm(posted(request), instance=row, actor=who, initial={"from_on": timezone.localdate()})
    address = reverse("village_distances")
    if saved := form.kept():
        return done(request, address, _("The distance was written down: %(pair)s.") % {"pair": saved})
    rows = VillageDistance.objects.visible_to(who).select_related("first", "second")
    villages = Village.objects.visible_to(who).select_related("point").order_by(*SORTED)
    context = {
        "form": form,
        "rows": rows.order_by("first__sort_key", "second__sort_key", "-from_on", "id"),
        "villages": [(one, getattr(one, "point", None)) for one in villages],
        "crumbs": [villages_crumb()],
    }
    return render(request, "villages/distances.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def village_point(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where the village lies, for an estimate."""
    village = village_write(actor(request), public_id)
    row = VillagePoint.objects.filter(village=village).first()
    point = row or VillagePoint(municipality_id=village.municipality_id, village=village)
    form = PointForm(posted(request), instance=point)
    address = reverse("village_distances")
    if form.kept():
        return done(request, address, _("Written down where %(name)s lies.") % {"name": village})
    page = FormPage(
        _("Where is %(name)s?") % {"name": village},
        _("Save"),
        address,
        (villages_crumb(), Chip(_("Distances"), address)),
        _("Latitude and longitude in degrees, as maps show them: 62.24147 and 25.72088."),
    )
    return form_page(request, form, page)
