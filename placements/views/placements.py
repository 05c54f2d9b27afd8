"""Placements: the list, one placement, and the parts of it on other pages."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, allowed, coordinator, log_read
from laavu.accounts.actor import Actor
from laavu.accounts.history import Hanging, history_of
from laavu.law.period import Period
from laavu.shared.filters import chips, export_query, filters_of
from laavu.shared.filters import chosen as chosen_of
from laavu.shared.formats import day as day_text
from laavu.shared.formats import percent, period
from laavu.shared.http import sheet_response, wants_part
from laavu.shared.lists import page_of, search
from laavu.shared.parts import Fact
from placements.access import at_work, placement_read, wages_seen
from placements.agreed import terms_on
from placements.choices import EmployerKind, PlacementKind
from placements.decisions.kept import decisions_of, supplements_of
from placements.exports import PLACEMENT_COLUMNS, placement_rows
from placements.forms import STATES, PlacementFilter
from placements.models import Placement, PlacementQuerySet, Terms
from placements.states import may_end, placement_state, soon
from placements.statistics import months_of, terms_of
from placements.views.matching_sections import sections_of
from villages.access import association_read
from villages.models import Association
from workers.access import worker_read

DECORATED = ("worker", "association", "group")


@allowed(at_work)
@require_safe
def placement_list(request: HttpRequest) -> HttpResponse:
    """Placements in force on a day, or those of another state, association or kind."""
    who, today = actor(request), timezone.localdate()
    chosen = chosen_in(request.GET)
    page = page_of(filtered(who, chosen, today), request.GET, "worker__sort_key", "id")
    found = page.in_order(Placement.objects.select_related(*DECORATED))
    context = {
        "page": page,
        "rows": decorated(found, chosen.get("on", today)),
        "chosen": chosen,
        "on": chosen.get("on", today),
        "chips": chips(request.GET, "state", STATES, "force"),
        "kept": filters_of(request.GET, "state"),
        "associations": Association.objects.visible_to(who).order_by("sort_key", "id"),
        "kinds": PlacementKind.choices,
        "filters": export_query(request.GET),
        "sections": sections_of(who, "placement_list"),
    }
    part = wants_part(request)
    template = "placements/parts/placement_rows.html" if part else "placements/placement_list.html"
    return render(request, template, context)


@allowed(at_work)
@require_safe
def placement_export(request: HttpRequest, file_format: str) -> FileResponse:
    """The filtered list as a file."""
    who, chosen = actor(request), chosen_in(request.GET)
    found = filtered(who, chosen, timezone.localdate())
    rows = placement_rows(found, lambda placement: wages_seen(who, placement.association_id))
    return sheet_response(_("Placements"), file_format, PLACEMENT_COLUMNS, rows)


@allowed(at_work)
@require_safe
def placement_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One placement: where it stands, its facts, terms, months and history."""
    who, today = actor(request), timezone.localdate()
    placement = placement_read(who, public_id)
    log_read(who, placement.worker)
    sees_wages = wages_seen(who, placement.association_id)
    context = {
        "placement": placement,
        "state": placement_state(placement, today),
        "next_step": next_step(placement, today),
        "facts": facts_of(placement),
        "decisions": decisions_of(placement),
        "supplements": supplements_of(placement),
        "terms": list(placement.terms.order_by("from_on", "id")),
        "months": months_of(placement),
        "this_month": today if today in placement.period else None,
        "may_change": who.is_coordinator,
        "may_end": who.is_coordinator and may_end(placement, today),
        "documents_address": _documents_address(who, placement),
        "sees_wages": sees_wages,
        "history": history_of(placement, *([Hanging(Terms, "placement", _("Terms"))] if sees_wages else [])),
    }
    return render(request, "placements/placement_detail.html", context)


def _documents_address(who: Actor, placement: Placement) -> str:
    """Where the placement's papers are; empty for those who see none of them."""
    sees = who.is_coordinator or placement.association_id in who.treasurer_association_ids
    return reverse("placement_documents", args=[placement.public_id]) if sees else ""


@allowed(at_work)
@require_safe
def worker_placements(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A person's placements: a part of the person's page."""
    who = actor(request)
    worker = worker_read(who, public_id)
    found = Placement.objects.visible_to(who).filter(worker=worker)
    return _hanging(request, found, {"worker": worker, "title": _("Placements: %(name)s") % {"name": worker}})


@allowed(at_work)
@require_safe
def association_placements(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An association's placements in force or to come: a part of its page."""
    who, today = actor(request), timezone.localdate()
    association = association_read(who, public_id)
    found = Placement.objects.visible_to(who).filter(association=association)
    running = found.in_force(Period(today))
    title = _("Placements: %(name)s") % {"name": association}
    return _hanging(request, running, {"association": association, "title": title})


def _hanging(request: HttpRequest, found: PlacementQuerySet, context: dict[str, Any]) -> HttpResponse:
    rows = found.select_related(*DECORATED).order_by("-period", "-id")[:100]
    context["rows"] = decorated(list(rows), timezone.localdate())
    context["may_add"] = coordinator(actor(request))
    context["with_heading"] = part = wants_part(request)
    template = "placements/parts/placements_of.html" if part else "placements/placements_of.html"
    return render(request, template, context)


def chosen_in(query: QueryDict) -> dict[str, Any]:
    """The list's filters that can be read."""
    return PlacementFilter(query).chosen() | {"state": chosen_of(query, "state", STATES, "force")}


def filtered(who: Actor, chosen: dict[str, Any], today: date) -> PlacementQuerySet:
    """Placements as the list's filters say; in force on the day unless another state is asked."""
    rows = Placement.objects.visible_to(who)
    on = chosen.get("on", today)
    state = chosen["state"]
    if state == "force":
        rows = rows.in_force(Period(on, on))
    elif state == "ending":
        rows = rows.ending(soon(on))
    elif state == "coming":
        rows = rows.filter(period__startswith__gt=on)
    if "association" in chosen:
        rows = rows.filter(association__public_id=chosen["association"])
    if "kind" in chosen:
        rows = rows.filter(kind=chosen["kind"])
    if "q" in chosen:
        rows = rows.filter(search("worker__sort_key", chosen["q"]))
    return rows


def decorated(placements: Sequence[Placement], on: date) -> list[dict[str, Any]]:
    """Each placement with its state and its weekly hours on the day: one query."""
    terms = terms_of(placements)
    rows = []
    for placement in placements:
        of_day = terms_on(terms[placement.pk], on)
        weekly = of_day.weekly_hours if of_day else None
        rows.append({"placement": placement, "state": placement_state(placement, on), "weekly_hours": weekly})
    return rows


def facts_of(placement: Placement) -> list[Fact]:
    """What the placement's page tells in its definition list."""
    decided = placement.subsidy_decided_on
    subsidy = (
        _("%(percent)s, decided %(day)s")
        % {"percent": percent(placement.subsidy_percent, 2), "day": day_text(decided)}
        if decided
        else ""
    )
    is_association = placement.employer_kind == EmployerKind.ASSOCIATION
    facts = [
        Fact(_("Person"), placement.worker, placement.worker.get_absolute_url()),
        Fact(_("Employer"), placement.employer, _address(placement.association)),
        Fact(_("Kind of work"), placement.get_kind_display()),
        Fact(_("Period"), period(placement.period)),
        Fact(_("Wage subsidy"), subsidy),
    ]
    if is_association:
        facts.insert(2, Fact(_("Group"), placement.group or "", _address(placement.group)))
    else:
        facts.insert(2, Fact(_("Kind of employer"), placement.get_employer_kind_display()))
    if placement.end_reason:
        facts.append(Fact(_("Why it ends"), placement.end_reason))
    return facts


def _address(row: Any) -> str:
    return str(row.get_absolute_url()) if row else ""


def next_step(placement: Placement, on: date) -> str:
    """What comes next for the placement, in words; empty when nothing does."""
    placed: Period = placement.period
    if placed.first > on:
        return _("Begins %(day)s") % {"day": day_text(placed.first)}
    if placed.last is None or placed.last < on:
        return ""
    if placed.last in soon(on):
        return _("Ends %(day)s: agree what comes after it") % {"day": day_text(placed.last)}
    return _("Ends %(day)s") % {"day": day_text(placed.last)}
