"""Volunteer hours: the list with its value, a day of volunteers, hours on the pages of work and houses."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.actor import Actor
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.filters import Choice, asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip
from placements.access import at_work, volunteer_read
from placements.actions.doing import done_by
from placements.models import VolunteerEntry
from placements.problems import Refused
from placements.volunteers import lists
from placements.volunteers.forms import (
    RemoveForm,
    VolunteerDayForm,
    VolunteerForm,
    associations_for,
    entries_of,
)
from placements.volunteers.valuing import paid_hours, value_of, valued
from villages import states
from villages.access import restoration_write, work_read
from villages.lists import SORTED
from villages.models import Association, UnfinishedWork
from villages.views.sections import work_sections, works_crumb
from villages.works.joining import family_of

NEWEST = ("-day", "-id")
SHOWN = 100


def _associations(who: Actor) -> list[Choice]:
    rows = Association.objects.visible_to(who)
    if not who.is_coordinator:
        rows = rows.filter(pk__in=who.association_ids)
    return [(str(key), name) for key, name in rows.order_by(*SORTED).values_list("public_id", "name")]


@require_safe
@allowed(at_work)
def volunteer_list(request: HttpRequest) -> HttpResponse:
    who, query = actor(request), request.GET
    years, associations = lists.years_of(who), _associations(who)
    rows = lists.volunteers(who, query, years, associations)
    page = page_of(rows, query, *NEWEST)
    found = page.in_order(VolunteerEntry.objects.select_related("work__village", "association"))
    context = {
        "page": page,
        "rows": [(row, value_of(row)) for row in found],
        "total": valued(rows),
        "query": asked_words(query),
        "kept": filters_of(query, "year", "association"),
        "year_chips": chips(query, "year", with_all(years, _("All years"))),
        "association_chips": chips(query, "association", with_all(associations, _("All associations")))
        if len(associations) > 1
        else [],
        "export_query": export_query(query),
        "sections": work_sections(who, "volunteer_list"),
    }
    template = "placements/volunteers/rows.html" if wants_part(request) else "placements/volunteers/list.html"
    return render(request, template, context)


@require_safe
@allowed(at_work)
def volunteer_export(request: HttpRequest, file_format: str) -> FileResponse:
    who = actor(request)
    rows = lists.volunteers(who, request.GET, lists.years_of(who), _associations(who)).order_by(*NEWEST)
    return sheet_response(_("Volunteers"), file_format, lists.COLUMNS, lists.cells(rows))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(at_work)
def volunteer_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A day of volunteers on a piece of work."""
    who = actor(request)
    work = work_read(who, public_id)
    form = VolunteerDayForm(posted(request), actor=who, work=work, today=timezone.localdate())
    if form.is_valid():
        entries = entries_of(form, work)
        if kept := _kept(form, entries, who):
            said = ngettext(
                "Hours of %(count)s volunteer are kept.", "Hours of %(count)s volunteers are kept.", kept
            )
            return done(request, work.get_absolute_url(), said % {"count": kept})
    context = {
        "form": form,
        "work": work,
        "crumbs": [works_crumb(), Chip(str(work), work.get_absolute_url())],
        "has_association": associations_for(who, work).exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/volunteers/day.html", context, status=status)


def _kept(form: Any, entries: list[VolunteerEntry], who: Actor) -> int:
    """How many are in the register now; 0 when the database refuses one, and then none is."""
    at, by = timezone.now(), str(who.user)
    keys = [entry.client_key for entry in entries if entry.client_key]
    if VolunteerEntry.objects.visible_to(who).filter(client_key__in=keys).exists():
        return len(entries)
    saved: list[VolunteerEntry] = []
    try:
        with done_by(who):
            for entry in entries:
                entry.written_at, entry.written_by = at, by
                entry.save()
                saved.append(entry)
    except Refused as problem:
        form.add_error(f"name_{form.helpers[len(saved)].number}", problem.text)
        return 0
    return len(entries)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(at_work)
def volunteer_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    entry = volunteer_read(actor(request), public_id)
    address = entry.work.get_absolute_url()
    form = VolunteerForm(posted(request), instance=entry, today=timezone.localdate())
    if form.kept():
        return done(request, address, _("The volunteer's hours were saved."))
    page = FormPage(
        _("Change a volunteer's hours"), _("Save"), address, (works_crumb(), Chip(str(entry.work), address))
    )
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(at_work)
def volunteer_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """For what was written by mistake; the history keeps it."""
    entry = volunteer_read(actor(request), public_id)
    address = entry.work.get_absolute_url()
    form = RemoveForm(posted(request))
    if form.is_valid():
        entry.delete()
        return done(request, address, _("The volunteer's hours were removed."))
    page = FormPage(
        _("Remove hours of %(name)s") % {"name": entry.name or _("a volunteer")}, _("Remove"), address,
        (works_crumb(), Chip(str(entry.work), address)), _("For hours that were written by mistake."),
    )  # fmt: skip
    return form_page(request, form, page)


@require_safe
@allowed(at_work)
def work_hours(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Paid and volunteer hours of one piece of work, apart: a page, and a part of the work's own page."""
    who = actor(request)
    work = work_read(who, public_id)
    context = _hours(request, family_of(work)) | {
        "heading": work,
        "crumbs": [works_crumb(), Chip(str(work), work.get_absolute_url())],
        "add_address": reverse("volunteer_new", args=[work.public_id]) if states.can_change(work) else "",
    }
    return _hours_page(request, context)


@require_safe
@allowed(coordinator)
def restoration_hours(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same of all work of a restoration."""
    restoration = restoration_write(actor(request), public_id)
    works = UnfinishedWork.objects.live().filter(restoration=restoration).order_by("pk")
    keys = [key for work in works for key in family_of(work)]
    context = _hours(request, keys) | {
        "heading": restoration,
        "crumbs": [Chip(str(restoration), restoration.get_absolute_url())],
    }
    return _hours_page(request, context)


def _hours(request: HttpRequest, works: list[int]) -> dict[str, Any]:
    who = actor(request)
    rows = VolunteerEntry.objects.visible_to(who).filter(work__in=works)
    shown = rows.select_related("work").order_by(*NEWEST)[:SHOWN]
    return {
        "paid": paid_hours(who, works),
        "volunteers": [(row, value_of(row)) for row in shown],
        "total": valued(rows),
        "with_heading": wants_part(request),
    }


def _hours_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    template = (
        "placements/volunteers/hours.html" if wants_part(request) else "placements/volunteers/hours_page.html"
    )
    return render(request, template, context)
