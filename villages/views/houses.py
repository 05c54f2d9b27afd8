"""Village houses and their restorations."""

from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from villages.access import cost_write, house_write, restoration_write
from villages.lists import SORTED
from villages.models import MaterialCost, Restoration, UnfinishedWork, VillageHouse, WorkPhoto
from villages.views.sections import houses_crumb, work_sections
from villages.works.house_forms import CostForm, HouseForm, RestorationForm
from villages.works.houses import compared, costs_of


@require_safe
@allowed(coordinator)
def house_list(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    page = page_of(VillageHouse.objects.visible_to(who), request.GET, *SORTED)
    rows = VillageHouse.objects.select_related("village", "association").annotate(
        restored=Count("restorations", filter=Q(restorations__finished_on__isnull=False)),
        going_on=Count("restorations", filter=Q(restorations__finished_on=None)),
    )
    context = {
        "page": page,
        "rows": page.in_order(rows),
        "sections": work_sections(who, "house_list"),
    }
    return render(request, "villages/house_list.html", context)


@require_safe
@allowed(coordinator)
def house_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    house = house_write(actor(request), public_id)
    facts = [Fact(_("Village"), house.village, house.village.get_absolute_url())]
    if house.association:
        facts.append(Fact(_("Association"), house.association, house.association.get_absolute_url()))
    if house.address:
        facts.append(Fact(_("Address"), house.address))
    context = {
        "house": house,
        "facts": facts,
        "crumbs": [houses_crumb()],
        "restorations": house.restorations.order_by("-begun_on", "-pk"),
        "history": history_of(house, Hanging(Restoration, "house", _("Restoration"))),
    }
    return render(request, "villages/house_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def house_new(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    form = HouseForm(posted(request), instance=VillageHouse(municipality=who.municipality), actor=who)
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("%(name)s was added.") % {"name": saved})
    page = FormPage(_("Add a village house"), _("Add the house"), reverse("house_list"), (houses_crumb(),))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def house_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    house = house_write(who, public_id)
    address = house.get_absolute_url()
    form = HouseForm(posted(request), instance=house, actor=who)
    if saved := form.kept():
        return done(request, address, _("%(name)s was saved.") % {"name": saved})
    page = FormPage(_("Change the house"), _("Save"), address, (houses_crumb(), Chip(str(house), address)))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def restoration_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    house = house_write(actor(request), public_id)
    row = Restoration(municipality=house.municipality, house=house, village=house.village)
    form = RestorationForm(posted(request), instance=row, initial={"begun_on": timezone.localdate()})
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("The restoration was written down."))
    address = house.get_absolute_url()
    page = FormPage(
        _("Write down a restoration"),
        _("Keep it"),
        address,
        (houses_crumb(), Chip(str(house), address)),
    )
    return form_page(request, form, page)


@require_safe
@allowed(coordinator)
def restoration_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = restoration_write(actor(request), public_id)
    costs, total = costs_of(row)
    facts = [
        Fact(_("Village house"), row.house, row.house.get_absolute_url()),
        Fact(_("Village"), row.village, row.village.get_absolute_url()),
        Fact(_("Begun"), formats.day(row.begun_on)),
    ]
    if row.finished_on:
        facts.append(Fact(_("Finished"), formats.day(row.finished_on)))
    context = {
        "restoration": row,
        "facts": facts,
        "compared": compared(row),
        "costs": costs,
        "cost_total": total,
        "works": UnfinishedWork.objects.live().filter(restoration=row).order_by("found_on", "pk"),
        "photos": WorkPhoto.objects.filter(Q(restoration=row) | Q(work__restoration=row))
        .order_by("-phase", "taken_on", "pk")
        .defer("content"),
        "hours_address": reverse("restoration_hours", args=[row.public_id]),
        "crumbs": [houses_crumb(), Chip(str(row.house), row.house.get_absolute_url())],
        "history": history_of(
            row,
            Hanging(MaterialCost, "restoration", _("Material")),
            Hanging(WorkPhoto, "restoration", _("Picture")),
        ),
    }
    return render(request, "villages/restoration_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def restoration_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = restoration_write(actor(request), public_id)
    address = row.get_absolute_url()
    form = RestorationForm(posted(request), instance=row)
    if form.kept():
        return done(request, address, _("The restoration was saved."))
    page = FormPage(
        _("Change the restoration"), _("Save"), address, (houses_crumb(), Chip(str(row), address))
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def cost_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    restoration = restoration_write(actor(request), public_id)
    row = MaterialCost(
        municipality=restoration.municipality, village=restoration.village, restoration=restoration
    )
    form = CostForm(posted(request), instance=row, initial={"day": timezone.localdate()})
    return _cost(request, form, restoration, _("Write down what was bought"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinator)
def cost_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    cost = cost_write(actor(request), public_id)
    return _cost(
        request, CostForm(posted(request), instance=cost), cost.restoration, _("Change what was bought")
    )


def _cost(request: HttpRequest, form: CostForm, restoration: Restoration, heading: str) -> HttpResponse:
    address = restoration.get_absolute_url()
    if form.kept():
        return done(request, address, _("What was bought is kept."))
    page = FormPage(heading, _("Keep it"), address, (houses_crumb(), Chip(str(restoration), address)))
    return form_page(request, form, page)
