"""What a coordinator does with placements: new, changed, ended, new terms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import FormPage, done, form_page
from laavu.shared.formats import day as day_text
from laavu.shared.http import wants_part
from laavu.shared.lists import search
from laavu.shared.parts import Chip
from placements.access import placement_write
from placements.actions import end_placement
from placements.decisions.asking import ask_of_new
from placements.forms import EndForm, NewPlacementForm, PlacementForm, TermsForm
from placements.models import Placement, Terms
from placements.problems import Refused
from placements.states import may_end
from workers.access import worker_write
from workers.models import Worker

PEOPLE_OFFERED = 20
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@allowed(coordinator)
@form_methods
def placement_new(request: HttpRequest) -> HttpResponse:
    """A new placement of the person in `?worker=`; without one, choose the person first."""
    who = actor(request)
    if "worker" not in request.GET:
        return _choose_worker(request)
    worker = worker_write(who, _uuid(request.GET["worker"]))
    form = NewPlacementForm(request.POST or None, actor=who, on=timezone.localdate(), worker=worker)
    looks = "options" in request.POST
    if request.method == "POST" and not looks and (placement := form.kept()):
        return done(request, placement.get_absolute_url(), _("Placement saved."))
    heading = _("New placement: %(name)s") % {"name": worker}
    question = ask_of_new(worker, request.POST, timezone.localdate())
    context = {
        "form": form,
        "page": FormPage(heading, _("Save the placement"), worker.get_absolute_url(), _crumbs()),
        "question": question,
        "forms": [question.person],
        "hint": _("Fill in the employer, hours and wage to see what the law opens."),
        "with_problems": looks,
    }
    if looks and wants_part(request):
        return render(request, "placements/parts/subsidy_answer.html", context)
    status = 422 if form.errors and not looks else 200
    return render(request, "placements/placement_new.html", context, status=status)


def _choose_worker(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = Worker.objects.visible_to(actor(request)).filter(search("sort_key", words)) if words else None
    people = list(found.order_by("sort_key", "id")[:PEOPLE_OFFERED]) if found is not None else []
    context = {"query": words, "people": people, "limit": PEOPLE_OFFERED}
    part = wants_part(request)
    template = "placements/parts/people_found.html" if part else "placements/placement_worker.html"
    return render(request, template, context)


@allowed(coordinator)
@form_methods
def placement_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change the facts of a placement."""
    who = actor(request)
    placement = placement_write(who, public_id)
    form = PlacementForm(request.POST or None, instance=placement, actor=who, on=timezone.localdate())
    if request.method == "POST" and form.kept():
        return done(request, placement.get_absolute_url(), _("Changes saved."))
    heading = _("Change the placement: %(name)s") % {"name": placement.worker}
    page = FormPage(heading, _("Save the changes"), placement.get_absolute_url(), _crumbs(placement))
    return form_page(request, form, page)


@allowed(coordinator)
@form_methods
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
            said = _("The placement ends %(day)s.") % {"day": day_text(on)}
            return done(request, placement.get_absolute_url(), said)
    heading = _("End the placement: %(name)s") % {"name": placement.worker}
    page = FormPage(heading, _("Save the last day"), placement.get_absolute_url(), _crumbs(placement))
    return form_page(request, form, page)


@allowed(coordinator)
@form_methods
def terms_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """New weekly hours or wage from a day."""
    who = actor(request)
    placement = placement_write(who, public_id)
    row = Terms(placement=placement, municipality=placement.municipality)
    form = TermsForm(request.POST or None, instance=row, actor=who)
    if request.method == "POST" and form.kept():
        return done(request, placement.get_absolute_url(), _("New terms saved."))
    heading = _("New terms: %(name)s") % {"name": placement.worker}
    page = FormPage(heading, _("Save the terms"), placement.get_absolute_url(), _crumbs(placement))
    return form_page(request, form, page)


def _crumbs(placement: Placement | None = None) -> tuple[Chip, ...]:
    crumbs = [Chip(_("Placements"), reverse("placement_list"))]
    if placement is not None:
        crumbs.append(Chip(str(placement), placement.get_absolute_url()))
    return tuple(crumbs)


def _uuid(text: str) -> UUID:
    """The id in the address; one that nobody has where it cannot be read, so that the answer is 404."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
