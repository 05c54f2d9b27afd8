"""The first page: each role sees what is theirs to do."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor
from laavu.accounts.actor import Actor
from laavu.law.period import ONE_DAY, Period
from placements.claims.landing import nearest
from placements.handover.gathering import under_way
from placements.models import Group, Placement
from placements.rounds import Round, round_of
from placements.statistics import month_cells
from placements.today import asked_of_association, changes, due, figures
from villages.models import Association
from workers.models import Worker

SHOWN = 100


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What is due and what changed for coordinators, one's own people for associations, tasks for others."""
    who, on = actor(request), timezone.localdate()
    context: dict[str, Any] = {"on": on}
    if who.is_coordinator:
        context |= _of_coordinator(who, on)
    if (who.is_coordinator and not context.get("is_new")) or who.treasurer_association_ids:
        context |= nearest(who, on)
    if who.treasurer_association_ids:
        context["own_people"] = _own_people(who, on)
        context["asked"] = asked_of_association(who)
        own = {row["placement"].association for row in context["own_people"]}
        context["own_associations"] = sorted(own, key=lambda one: one.sort_key)
        context["last_month"] = (on.replace(day=1) - ONE_DAY).replace(day=1)
        context["handovers"] = under_way(who, on)
        context["rounds"] = _rounds(who, context["own_associations"], context["last_month"], on)
    if who.is_supervisor:
        context["own_groups"] = _own_groups(who, on)
    if who.association_ids:
        mine = Association.objects.visible_to(who).filter(pk__in=who.association_ids)
        context["ways"] = list(mine.order_by("sort_key", "id"))
    context["has_own"] = bool(who.is_coordinator or who.association_ids)
    return render(request, "placements/today.html", context)


def _of_coordinator(who: Actor, on: date) -> dict[str, Any]:
    if not Worker.objects.visible_to(who).exists():
        return {"is_new": True}
    return {"due": due(who, on), "figures": figures(who, on), "changes": changes(who, timezone.now())}


def _own_people(who: Actor, on: date) -> list[dict[str, Any]]:
    """People of the treasurer's associations in this month or the last, with both months: three queries."""
    this = on.replace(day=1)
    last = (this - ONE_DAY).replace(day=1)
    found = (
        Placement.objects.visible_to(who)
        .filter(association__in=who.treasurer_association_ids)
        .in_force(Period(last, on))
        .select_related("worker", "association")
        .order_by("worker__sort_key", "id")[:SHOWN]
    )
    placements = list(found)
    rows = zip(placements, month_cells(placements, [last, this]), strict=True)
    return [{"placement": placement, "last": cells[0], "this": cells[1]} for placement, cells in rows]


def _rounds(who: Actor, associations: Sequence[Association], first_day: date, on: date) -> list[Round]:
    """Last month of each own association, as far as anybody was in work there."""
    found = (round_of(who, one, first_day, on) for one in associations)
    return [one for one in found if one is not None]


def _own_groups(who: Actor, on: date) -> list[tuple[Group | None, list[Placement]]]:
    """Who works today in the supervisor's own groups; in all of them for one who has none."""
    here = Placement.objects.visible_to(who).in_force(Period(on, on))
    found = list(
        here.select_related("worker", "association", "group__supervisor").order_by(
            "association__sort_key", "group__name", "worker__sort_key", "id"
        )[:SHOWN]
    )
    own = [one for one in found if one.group and one.group.supervisor_id == who.user.pk]
    groups: dict[Group | None, list[Placement]] = defaultdict(list)
    for placement in own or found:
        groups[placement.group].append(placement)
    return list(groups.items())
