"""An association's money on one page: wages, and what other files add to it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from placements.access import money_of
from placements.money import SECTIONS
from villages.models import Association, AssociationQuerySet


def treasuries(who: Actor) -> AssociationQuerySet:
    """Associations whose money the actor may see, those in the model, by name."""
    found: Any = Association.objects.visible_to(who).filter(ended_on=None)
    if not who.is_coordinator:
        found = found.filter(pk__in=who.treasurer_association_ids)
    return found.order_by("sort_key", "id")  # type: ignore[no-any-return]


@allowed(money_of)
@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """The money of the association in `?association=`, of the only one, or a choice of them."""
    who = actor(request)
    associations = list(treasuries(who))
    chosen = _chosen(associations, request.GET.get("association", ""))
    sections = [
        (section.template, section.context(who, chosen, timezone.localdate())) for section in SECTIONS
    ] if chosen else []  # fmt: skip
    context = {"associations": associations, "association": chosen, "sections": sections}
    return render(request, "placements/money/money.html", context)


def _chosen(associations: list[Association], asked: str) -> Association | None:
    if len(associations) == 1:
        return associations[0]
    try:
        wanted = UUID(asked)
    except ValueError:
        return None
    return next((one for one in associations if one.public_id == wanted), None)
