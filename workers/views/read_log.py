from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.actor import Actor
from laavu.accounts.choices import ReadAct
from laavu.accounts.models import ReadLog
from laavu.shared.filters import asked_words, chips, chosen, filters_of, with_all
from laavu.shared.http import wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip
from workers import actions
from workers.access import worker_write
from workers.models import Worker
from workers.views.people import people_crumb

NEWEST = ("-id",)


def overseer(who: Actor) -> bool:
    """Coordinators, and administrators, who see who read but not about whom."""
    return who.is_coordinator or who.is_administrator


@require_safe
@allowed(coordinator)
def worker_readlog(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who looked at this person's record."""
    worker = worker_write(actor(request), public_id)
    page = page_of(ReadLog.objects.filter(**actions.subject_of(worker)), request.GET, *NEWEST)
    context = {
        "page": page,
        "rows": [(row, None) for row in page.in_order(ReadLog.objects.all())],
        "heading": _("Read log: %(name)s") % {"name": worker},
        "one_person": True,
        "crumbs": [people_crumb(), Chip(str(worker), worker.get_absolute_url())],
    }
    template = "workers/read_log_rows.html" if wants_part(request) else "workers/read_log.html"
    return render(request, template, context)


@require_safe
@allowed(overseer)
def read_log(request: HttpRequest) -> HttpResponse:
    """Who looked at whom in the municipality."""
    who, query = actor(request), request.GET
    rows = ReadLog.objects.filter(municipality=who.municipality, subject=Worker._meta.label_lower)
    if words := asked_words(query):
        rows = rows.filter(reader_name__icontains=words)
    act = chosen(query, "act", with_all(ReadAct.choices))
    if act:
        rows = rows.filter(act=act)
    page = page_of(rows, query, *NEWEST)
    found = page.in_order(ReadLog.objects.all())
    people = Worker.objects.visible_to(who).in_bulk({row.subject_id for row in found})
    context = {
        "page": page,
        "rows": [(row, people.get(row.subject_id)) for row in found],
        "heading": _("Read log"),
        "one_person": False,
        "query": words,
        "kept": filters_of(query, "act"),
        "chips": chips(query, "act", with_all(ReadAct.choices)),
        "crumbs": [people_crumb()] if who.is_coordinator else [],
    }
    template = "workers/read_log_rows.html" if wants_part(request) else "workers/read_log.html"
    return render(request, template, context)
