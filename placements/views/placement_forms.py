"""What a coordinator does with placements: new, changed, ended, new terms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laavu.accounts.access import actor, allowed, coordinator
from laavu.shared.formats import day as day_text
from laavu.shared.http import wants_part
from laavu.shared.lists import search
from placements.access import placement_write
from placements.actions import add_terms, change_placement, end_placement, start_placement
from placements.forms import EndForm, NewPlacementForm, PlacementForm, TermsForm
from placements.models import Terms
from placements.problems import Refused
from placements.states import may_end
from workers.access import worker_write
from workers.models import Worker

PEOPLE_OFFERED = 20
form_page = require_http_methods(["GET", "HEAD", "POST"])


@allowed(coordinator)
@form_page
def placement_new(request: HttpRequest) -> HttpResponse:
    """A new placement of the person in `?worker=`; without one, choose the person first."""
    who, today = actor(request), timezone.localdate()
    if "worker" not in request.GET:
        return _choose_worker(request)
    worker = worker_write(who, _uuid(request.GET["worker"]))
    form = NewPlacementForm(request.POST or None, actor=who, on=today, worker=worker)
    if request.method == "POST" and form.is_valid():
        try:
            placement = start_placement(
                placement=form.instance,
                weekly_hours=form.cleaned_data["weekly_hours"],
                hourly_wage=form.cleaned_data["hourly_wage"],
                by=who,
            )
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            messages.success(request, _("Placement saved."))
            return redirect(placement)
    return _form(request, form, heading=_("New placement: %(name)s") % {"name": worker},
                 button=_("Save the placement"), cancel=worker.get_absolute_url())  # fmt: skip


def _choose_worker(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = Worker.objects.visible_to(actor(request)).filter(search("sort_key", words)) if words else None
    people = list(found.order_by("sort_key", "id")[:PEOPLE_OFFERED]) if found is not None else []
    context = {"query": words, "people": people, "limit": PEOPLE_OFFERED}
    part = wants_part(request)
    return render(request, f"placements/{'parts/people_found' if part else 'placement_worker'}.html", context)


@allowed(coordinator)
@form_page
def placement_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change the facts of a placement."""
    who, today = actor(request), timezone.localdate()
    placement = placement_write(who, public_id)
    form = PlacementForm(request.POST or None, instance=placement, actor=who, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            change_placement(placement=form.instance, by=who)
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            messages.success(request, _("Changes saved."))
            return redirect(placement)
    return _form(request, form, heading=_("Change the placement: %(name)s") % {"name": placement.worker},
                 button=_("Save the changes"), cancel=placement.get_absolute_url())  # fmt: skip


@allowed(coordinator)
@form_page
def placement_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set or move the last day, with the reason."""
    who, today = actor(request), timezone.localdate()
    placement = placement_write(who, public_id)
    if not may_end(placement, today):
        messages.warning(request, _("The placement has already ended."))
        return redirect(placement)
    form = EndForm(request.POST or None, initial={"on": today, "reason": placement.end_reason})
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            end_placement(placement=placement, on=on, reason=form.cleaned_data["reason"], by=who)
        except Refused as refused:
            form.add_error("on", refused.text)
        else:
            messages.success(request, _("The placement ends %(day)s.") % {"day": day_text(on)})
            return redirect(placement)
    return _form(request, form, heading=_("End the placement: %(name)s") % {"name": placement.worker},
                 button=_("Save the last day"), cancel=placement.get_absolute_url())  # fmt: skip


@allowed(coordinator)
@form_page
def terms_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """New weekly hours or wage from a day."""
    who = actor(request)
    placement = placement_write(who, public_id)
    row = Terms(placement=placement, municipality=placement.municipality)
    form = TermsForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            add_terms(terms=form.instance, by=who)
        except Refused as refused:
            form.add_error("from_on", refused.text)
        else:
            messages.success(request, _("New terms saved."))
            return redirect(placement)
    return _form(request, form, heading=_("New terms: %(name)s") % {"name": placement.worker},
                 button=_("Save the terms"), cancel=placement.get_absolute_url())  # fmt: skip


def _form(request: HttpRequest, form: BaseForm, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "placements/form.html", {"form": form, **context}, status=status)


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return str(UUID(int=0))
