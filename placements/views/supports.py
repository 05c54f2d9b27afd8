"""The municipality's own supports: administrators write them, coordinators record decisions on them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, administrator, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.accounts.views.settings import sections
from laavu.shared.parts import Chip
from placements.access import placement_write, supplement_write, support_write
from placements.decisions.decision_forms import SupportForm
from placements.decisions.supplements import SupplementForm
from placements.models import MunicipalSupport, SupplementDecision

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@allowed(administrator)
@require_safe
def support_list(request: HttpRequest) -> HttpResponse:
    """Own supports, those in force first."""
    found = MunicipalSupport.objects.filter(municipality=actor(request).municipality)
    context = {
        "supports": found.order_by("-period", "name", "id"),
        "today": timezone.localdate(),
        "sections": sections("support_list"),
    }
    return render(request, "placements/support_list.html", context)


@allowed(administrator)
@form_methods
def support_add(request: HttpRequest) -> HttpResponse:
    form = SupportForm(posted(request), instance=MunicipalSupport(municipality=actor(request).municipality))
    if request.method == "POST" and form.kept():
        return done(request, reverse("support_list"), _("The support is saved."))
    return form_page(request, form, _page(_("Add an own support"), _("Add the support")))


@allowed(administrator)
@form_methods
def support_change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a support. When its terms change from a day, end it and add another of the same name."""
    support = support_write(actor(request), public_id)
    form = SupportForm(posted(request), instance=support)
    if request.method == "POST" and form.kept():
        return done(request, reverse("support_list"), _("Changes saved."))
    note = _("Decisions that have been made stay. New terms from a day: end this one and add another.")
    return form_page(request, form, _page(str(support), _("Save the changes"), note))


def _page(heading: str, button: str, note: str = "") -> FormPage:
    crumbs = (Chip(_("Own supports"), reverse("support_list")),)
    return FormPage(heading, button, reverse("support_list"), crumbs, note)


@allowed(coordinator)
@form_methods
def supplement_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record the municipality's decision on its own support to the placement's wage."""
    who = actor(request)
    placement = placement_write(who, public_id)
    draft = SupplementDecision(placement=placement, municipality=placement.municipality)
    form = SupplementForm(posted(request), instance=draft, actor=who, at=timezone.now())
    if request.method == "POST" and form.kept():
        return done(request, placement.get_absolute_url(), _("The decision on the own support is recorded."))
    crumbs = (Chip(str(placement), placement.get_absolute_url()),)
    heading, button = _("Decision on an own support: %(name)s") % {"name": placement.worker}, _("Record it")
    return form_page(request, form, FormPage(heading, button, placement.get_absolute_url(), crumbs))


@allowed(coordinator)
@form_methods
def supplement_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a decision on an own support: a version of its own, with the reason."""
    who = actor(request)
    before = supplement_write(who, public_id)
    placement = before.placement
    if before.replaced_at is not None:
        return redirect(placement)
    draft = SupplementDecision(
        placement=placement, municipality=placement.municipality, replaces=before, version=before.version + 1
    )
    form = SupplementForm(posted(request), instance=draft, actor=who, at=timezone.now())
    if request.method == "POST" and form.kept():
        return done(request, placement.get_absolute_url(), _("The correction is recorded."))
    crumbs = (Chip(str(placement), placement.get_absolute_url()),)
    heading, button = _("Correct the decision on an own support"), _("Record the correction")
    return form_page(request, form, FormPage(heading, button, placement.get_absolute_url(), crumbs))
