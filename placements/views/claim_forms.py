"""The payers' forms: which rows a claim shows, for which payer and decisions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page
from laavu.shared.parts import Chip
from placements.access import forms_of, template_write
from placements.claims.payer_forms import RENEWED_ON, default_rows
from placements.claims.template_forms import RowFormSet, TemplateForm, rows_initial, save_rows
from placements.models import ClaimTemplate, ClaimTemplateRow


@require_safe
@allowed(forms_of)
def claim_templates(request: HttpRequest) -> HttpResponse:
    """The municipality's own forms, and the rows that hold for everybody else."""
    rows = ClaimTemplate.objects.filter(municipality=actor(request).municipality)
    context = {
        "templates": rows.order_by("kind", "payer", "period", "id"),
        "defaults": [
            (_("Wage subsidy, decisions from 1 July 2023"), default_rows("subsidy", RENEWED_ON)),
            (
                _("Wage subsidy, decisions to 30 June 2023"),
                default_rows("subsidy", RENEWED_ON.replace(month=6)),
            ),
            (_("Municipal supplement"), default_rows("supplement", RENEWED_ON)),
        ],
        "crumbs": [_crumb_above(actor(request))],
    }
    return render(request, "placements/claims/templates.html", context)


def _crumb_above(who: Actor) -> Chip:
    """Where one came from: an administrator does not see claims."""
    if who.is_coordinator:
        return Chip(_("Claims due"), reverse("claims_due"))
    return Chip(_("Settings"), reverse("settings"))


def _crumbs(who: Actor) -> tuple[Chip, ...]:
    return (_crumb_above(who), Chip(_("The payers' forms"), reverse("claim_templates")))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(forms_of)
def claim_template_new(request: HttpRequest) -> HttpResponse:
    """A payer's own form; it begins with the rows that everybody has."""
    who = actor(request)
    form = TemplateForm(request.POST if request.method == "POST" else None, municipality=who.municipality)
    made = form.made(by=who)
    if made is not None:
        return done(request, made.get_absolute_url(), _("The form was made. Change its rows."))
    page = FormPage(_("A payer's own form"), _("Make the form"), reverse("claim_templates"), _crumbs(who))
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(forms_of)
def claim_template(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The rows of one form: words, what each sums, and their order."""
    who = actor(request)
    template = template_write(who, public_id)
    data: Any = request.POST if request.method == "POST" else None
    formset = RowFormSet(data, initial=rows_initial(template), prefix="rows")
    if data is not None and formset.is_valid():
        save_rows(template, formset, by=who)
        return done(request, template.get_absolute_url(), _("The rows were saved."))
    context = {
        "template": template,
        "formset": formset,
        "errors": _errors(formset.forms),
        "history": history_of(template, Hanging(ClaimTemplateRow, "template", _("Row"))),
        "crumbs": _crumbs(who),
    }
    status = 422 if data is not None else 200
    return render(request, "placements/claims/template.html", context, status=status)


def _errors(forms: Sequence[BaseForm]) -> int:
    return sum(1 for form in forms if form.errors)
