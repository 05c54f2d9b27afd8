"""What the sums of money are reckoned with: assumptions with their sources, and tax percentages."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.access import assumption_write, tax_rate_write
from evaluation.economy_forms import AssumptionForm, TaxRateForm
from evaluation.models import Assumption, TaxRate
from evaluation.statistics.assumptions import assumptions_on
from evaluation.views.sections import economy_crumb
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.accounts.models import Municipality
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.parts import Chip

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allowed(access.evaluation)
def assumption_list(request: HttpRequest) -> HttpResponse:
    """The values of today first, own or default; then every row that was ever written."""
    municipality = _municipality(actor(request))
    today = timezone.localdate()
    own = Assumption.objects.filter(municipality=municipality)
    context = {
        "now": assumptions_on(municipality.pk, today).values(),
        "kinds": dict(Assumption._meta.get_field("kind").flatchoices),
        "rows": own.order_by("kind", "-period", "id"),
        "rates": TaxRate.objects.filter(municipality=municipality).order_by("-year", "id"),
        "crumbs": [economy_crumb()],
    }
    return render(request, "evaluation/assumption_list.html", context)


@form_methods
@allowed(access.evaluation)
def assumption_add(request: HttpRequest) -> HttpResponse:
    municipality = _municipality(actor(request))
    initial = {"stated_on": timezone.localdate(), "kind": request.GET.get("kind", "")}
    form = AssumptionForm(posted(request), instance=Assumption(municipality=municipality), initial=initial)
    if form.kept():
        return done(request, reverse("assumption_list"), _("The assumption is saved."))
    return form_page(request, form, _page(_("State an assumption"), _("Save the assumption")))


@form_methods
@allowed(access.evaluation)
def assumption_change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = assumption_write(actor(request), public_id)
    form = AssumptionForm(posted(request), instance=row)
    if form.kept():
        return done(request, reverse("assumption_list"), _("Changes saved."))
    note = _("Published reports keep the values that they were made with. New values from a day: end this.")
    return form_page(request, form, _page(str(row), _("Save the changes"), note))


@form_methods
@allowed(access.evaluation)
def tax_rate_add(request: HttpRequest) -> HttpResponse:
    municipality = _municipality(actor(request))
    initial = {"year": timezone.localdate().year}
    form = TaxRateForm(posted(request), instance=TaxRate(municipality=municipality), initial=initial)
    if form.kept():
        return done(request, reverse("assumption_list"), _("The tax percentage is saved."))
    return form_page(request, form, _page(_("Add a year's tax percentage"), _("Save the percentage")))


@form_methods
@allowed(access.evaluation)
def tax_rate_change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = tax_rate_write(actor(request), public_id)
    form = TaxRateForm(posted(request), instance=row)
    if form.kept():
        return done(request, reverse("assumption_list"), _("Changes saved."))
    heading = _("Tax percentage of %(year)s") % {"year": row.year}
    return form_page(request, form, _page(heading, _("Save the changes")))


def _municipality(who: Actor) -> Municipality:
    if who.municipality is None:
        raise ValueError("assumptions belong to a municipality")
    return who.municipality


def _page(heading: str, button: str, note: str = "") -> FormPage:
    crumbs = (economy_crumb(), Chip(_("Assumptions"), reverse("assumption_list")))
    return FormPage(heading, button, reverse("assumption_list"), crumbs, note)
