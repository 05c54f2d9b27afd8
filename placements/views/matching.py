"""People for a place and places for a person, with the reasons in plain words."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.records import done
from laavu.shared.fields import sort_key
from laavu.shared.filters import asked_words
from laavu.shared.http import wants_part
from laavu.shared.lists import page_in_hand
from laavu.shared.parts import Chip
from placements.access.matching import opening_write
from placements.hour_forms import read_uuid
from placements.matching.gathering import pairs_for_opening, pairs_for_worker
from placements.matching.shown import openings_shown, people_shown
from placements.problems import Refused
from placements.proposals.making import propose
from placements.views.matching_sections import openings_crumb
from workers.access import worker_write

SIZE = 20


@allowed(coordinator)
@require_safe
@never_cache
def opening_people(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every client beside the place: what stands in the way, what to look at, what fits."""
    who = actor(request)
    opening = opening_write(who, public_id)
    pairs, people = pairs_for_opening(who, opening, timezone.localdate())
    words = [sort_key(word) for word in asked_words(request.GET).split()]
    found = [pair for pair in pairs if all(word in pair.person.sort_key for word in words)]
    page, part = page_in_hand(found, request.GET, SIZE)
    context = {
        "opening": opening,
        "page": page,
        "rows": people_shown(part, people),
        "query": asked_words(request.GET),
        "kept": [],
        "crumbs": [openings_crumb(), Chip(str(opening), opening.get_absolute_url())],
    }
    template = (
        "placements/matching/people_rows.html" if wants_part(request) else "placements/matching/people.html"
    )
    return render(request, template, context)


@allowed(coordinator)
@require_safe
@never_cache
def worker_openings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every open place beside the person."""
    who = actor(request)
    worker = worker_write(who, public_id)
    pairs, openings = pairs_for_worker(who, worker, timezone.localdate())
    page, part = page_in_hand(pairs, request.GET, SIZE)
    context = {
        "worker": worker,
        "page": page,
        "rows": openings_shown(part, openings),
        "crumbs": [Chip(str(worker), worker.get_absolute_url())],
    }
    return render(request, "placements/matching/openings_for.html", context)


@allowed(coordinator)
@require_POST
def proposal_make(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose the place to the person that the form names. Pressed twice, the first proposal is shown."""
    who = actor(request)
    opening = opening_write(who, public_id)
    worker = worker_write(who, read_uuid(request.POST.get("worker", "")) or UUID(int=0))
    try:
        proposal = propose(opening=opening, worker=worker, by=who, at=timezone.now(), on=timezone.localdate())
    except Refused as refused:
        messages.warning(request, refused.text)
        return redirect("opening_people", opening.public_id)
    said = _("The place was proposed to %(name)s. Give the link, or print the letter.") % {"name": worker}
    return done(request, proposal.get_absolute_url(), said)
