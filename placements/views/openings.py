"""Open places: the list, one place, making, changing, opening and closing it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.actor import Actor
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import chips
from laavu.shared.filters import chosen as chosen_of
from laavu.shared.http import wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact
from placements.access.matching import decides, offers, opening_read, opening_write
from placements.hour_forms import read_uuid
from placements.models import Opening, OpeningQuerySet, Proposal
from placements.opening_forms import CloseForm, OpeningForm
from placements.problems import Refused
from placements.proposal_choices import OpeningState, ProposalState
from placements.proposals.openings import close_opening, open_opening
from placements.proposals.prefilled import from_work
from placements.proposals.told import facts_of_offer, offer_of
from placements.views.matching_sections import openings_crumb, sections_of
from villages.access import work_read
from villages.models import Association, UnfinishedWork

STATES = [
    ("now", gettext_lazy("Open now")),
    (OpeningState.FILLED.value, OpeningState.FILLED.label),
    (OpeningState.CLOSED.value, OpeningState.CLOSED.label),
    ("all", gettext_lazy("All")),
]
TONES = {OpeningState.OPEN: "ok", OpeningState.PROPOSED: "warn"}
form_methods = require_http_methods(["GET", "HEAD", "POST"])


def with_placed(rows: OpeningQuerySet) -> Any:
    """How many places are taken stands beside each."""
    return rows.select_related("association", "village").annotate(
        taken=Count("proposals", filter=Q(proposals__state=ProposalState.PLACED))
    )


@allowed(offers)
@require_safe
def opening_list(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    state = chosen_of(request.GET, "state", STATES, "now")
    rows = Opening.objects.visible_to(who)
    if state == "now":
        rows = rows.filter(state__in=[OpeningState.PROPOSED, OpeningState.OPEN])
    elif state != "all":
        rows = rows.filter(state=state)
    page = page_of(rows, request.GET, "-from_on", "-id")
    context = {
        "page": page,
        "rows": [
            (row, TONES.get(OpeningState(row.state), "calm"))
            for row in page.in_order(with_placed(Opening.objects.all()))
        ],
        "chips": chips(request.GET, "state", STATES, "now"),
        "sections": sections_of(who, "opening_list"),
        "may_make": decides(who),
        "sees_taken": decides(who),
    }
    return render(request, "placements/matching/opening_list.html", context)


@allowed(offers)
@require_safe
def opening_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One place: its facts, its work, what has been proposed of it."""
    who = actor(request)
    opening = opening_read(who, public_id)
    proposals = Proposal.objects.visible_to(who).filter(opening=opening).order_by("-id")
    # Supervisors see no proposals, so they could not count them.
    taken = opening.proposals.filter(state=ProposalState.PLACED).count() if decides(who) else None
    context = {
        "opening": opening,
        "tone": TONES.get(OpeningState(opening.state), "calm"),
        "facts": _facts(opening, taken),
        "works": [one.work for one in opening.works.select_related("work__village").order_by("work__text")],
        "proposals": list(proposals),
        "crumbs": [openings_crumb()],
        "may_change": who.is_coordinator,
        "can_open": who.is_coordinator and opening.state in {OpeningState.PROPOSED, OpeningState.CLOSED},
        "can_close": who.is_coordinator and opening.state != OpeningState.CLOSED,
        "can_match": who.is_coordinator and opening.state == OpeningState.OPEN,
        "history": history_of(opening) if who.is_coordinator else [],
    }
    return render(request, "placements/matching/opening_detail.html", context)


def _facts(opening: Opening, taken: int | None) -> list[Fact]:
    places = formats.number(opening.places)
    if taken is not None:
        places = _("%(taken)s of %(places)s taken") % {"taken": formats.number(taken), "places": places}
    facts = [Fact(_("Places"), places), *facts_of_offer(offer_of(opening))]
    if opening.group:
        facts.append(Fact(_("Group"), opening.group))
    if opening.close_reason:
        why = ": ".join(filter(None, (str(opening.get_close_reason_display()), opening.close_words)))
        facts.append(Fact(_("Why closed"), why))
    return facts


@allowed(decides)
@form_methods
def opening_new(request: HttpRequest) -> HttpResponse:
    """A new place; with `?work=` what is known of the chosen work stands in the form already."""
    who, now = actor(request), timezone.now()
    row = Opening(municipality=who.municipality)
    form = OpeningForm(
        posted(request), instance=row, actor=who, on=timezone.localdate(), now=now, initial=_initial(request)
    )
    if saved := form.kept():
        said = _("The place is open.") if saved.state == OpeningState.OPEN else _(
            "The place was sent to the coordinator."
        )  # fmt: skip
        # A coordinator goes on to the people at once.
        people = saved.state == OpeningState.OPEN and who.is_coordinator
        address = reverse("opening_people", args=[saved.public_id]) if people else saved.get_absolute_url()
        return done(request, address, said)
    heading = _("New open place") if who.is_coordinator else _("Propose a place")
    button = _("Open the place") if who.is_coordinator else _("Send to the coordinator")
    return form_page(request, form, FormPage(heading, button, reverse("opening_list"), (openings_crumb(),)))


def _initial(request: HttpRequest) -> dict[str, Any]:
    who = actor(request)
    initial: dict[str, Any] = {
        "client_key": uuid4(),
        "from_on": timezone.localdate(),
        "weekly_hours": 25,
        "places": 1,
    }
    if "work" in request.GET:
        work = work_read(who, read_uuid(request.GET["work"]) or UUID(int=0))
        initial |= from_work(work, timezone.localdate()) | {"association": _association_of(who, work)}
    elif len(who.treasurer_association_ids) == 1:
        initial["association"] = next(iter(who.treasurer_association_ids))
    return initial


def _association_of(who: Actor, work: UnfinishedWork) -> int | None:
    """The association of the work's village that may employ; the first by name of several."""
    rows = Association.objects.visible_to(who).filter(village=work.village_id, ended_on=None)
    if not who.is_coordinator:
        rows = rows.filter(pk__in=who.treasurer_association_ids)
    return rows.order_by("sort_key", "id").values_list("pk", flat=True).first()


@allowed(coordinator)
@form_methods
def opening_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    opening = opening_write(who, public_id)
    address = opening.get_absolute_url()
    form = OpeningForm(
        posted(request), instance=opening, actor=who, on=timezone.localdate(), now=timezone.now()
    )
    if form.kept():
        return done(request, address, _("The place was saved."))
    page = FormPage(
        _("Change the place"), _("Save"), address, (openings_crumb(), Chip(str(opening), address)),
        _("What has been proposed already stays as the person was told of it."),
    )  # fmt: skip
    return form_page(request, form, page)


@allowed(coordinator)
@require_POST
def opening_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    opening = opening_write(who, public_id)
    try:
        open_opening(opening=opening, by=who)
    except Refused as refused:
        messages.warning(request, refused.text)
        return redirect(opening)
    return done(request, opening.get_absolute_url(), _("The place is open."))


@allowed(coordinator)
@form_methods
def opening_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close with the reason; what is proposed of the place is taken back."""
    who = actor(request)
    opening = opening_write(who, public_id)
    address = opening.get_absolute_url()
    form = CloseForm(posted(request))
    if form.is_valid():
        try:
            close_opening(opening=opening, by=who, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            return done(request, address, _("The place was closed."))
    page = FormPage(
        _("Close the place"), _("Close the place"), address, (openings_crumb(), Chip(str(opening), address)),
        _("What is proposed of it and waits for an answer is taken back."),
    )  # fmt: skip
    return form_page(request, form, page)


@allowed(offers)
@require_safe
def work_openings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Places for a piece of unfinished work: a part of its page."""
    who = actor(request)
    work = work_read(who, public_id)
    rows = Opening.objects.visible_to(who).filter(works__work=work)
    context = {
        "work": work,
        "rows": with_placed(rows).order_by("-from_on", "-id"),
        "may_make": decides(who) and work.chosen_on and not work.done_on and not work.dropped_on,
    }
    context["crumbs"] = [Chip(str(work), work.get_absolute_url())]
    if wants_part(request):
        return render(request, "placements/matching/work_openings.html", context)
    return render(request, "placements/matching/work_openings_page.html", context)
