"""Who may see and change groups, placements, months and hours."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import CITY, COORDINATOR, PEOPLE, Wall, member
from placements.models import (
    Group,
    HourEntry,
    ImportRun,
    Month,
    MonthlyTotal,
    MonthVersion,
    Placement,
    Terms,
)
from villages.models import Association

OWN_PLACEMENTS = member("placement_id", "placements")

WALLS: dict[type[models.Model], Wall] = {
    Group: Wall(read=CITY, write=COORDINATOR, also_read=member("association_id", "associations")),
    Placement: Wall(read=PEOPLE, write=COORDINATOR, also_read=member("association_id", "associations")),
    Terms: Wall(read=PEOPLE, write=COORDINATOR, also_read=OWN_PLACEMENTS),
    Month: Wall(read=PEOPLE, write=COORDINATOR, also_read=OWN_PLACEMENTS, also_write=OWN_PLACEMENTS),
    HourEntry: Wall(read=PEOPLE, write=COORDINATOR, also_read=OWN_PLACEMENTS, also_write=OWN_PLACEMENTS),
    MonthVersion: Wall(read=PEOPLE, write=COORDINATOR, also_read=OWN_PLACEMENTS, grow_only=True),
    MonthlyTotal: Wall(read=PEOPLE, write=COORDINATOR, also_read=OWN_PLACEMENTS),
    ImportRun: Wall(read=COORDINATOR, write=COORDINATOR),
}


def group_read(actor: Actor, public_id: Any) -> Group:
    """The group if the actor may see it, else 404."""
    return get_object_or_404(
        Group.objects.visible_to(actor).select_related("association"), public_id=public_id
    )


def group_write(actor: Actor, public_id: Any) -> Group:
    """As `group_read`, for changing: 403 for those who may only look."""
    group = group_read(actor, public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return group


def placement_read(actor: Actor, public_id: Any) -> Placement:
    """The placement if the actor may see it, else 404."""
    found = Placement.objects.visible_to(actor).select_related("worker", "association", "group")
    return get_object_or_404(found, public_id=public_id)


def placement_write(actor: Actor, public_id: Any) -> Placement:
    """As `placement_read`, for changing: 403 for those who may only look."""
    placement = placement_read(actor, public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return placement


def hours_write(actor: Actor, public_id: Any) -> Placement:
    """The placement whose hours the actor may write: coordinators and the association's people."""
    placement = placement_read(actor, public_id)
    if not (actor.is_coordinator or placement.association_id in actor.association_ids):
        raise PermissionDenied
    return placement


def association_hours(actor: Actor, public_id: Any) -> Association:
    """The association whose hours the actor may see and write, else 404."""
    found = Association.objects.visible_to(actor)
    if not actor.is_coordinator:
        found = found.filter(pk__in=actor.association_ids)
    return get_object_or_404(found, public_id=public_id)


def may_submit_for(actor: Actor, association_id: int | None) -> bool:
    """Treasurers and deputies send the months of their association; a coordinator may in their stead."""
    return actor.is_coordinator or association_id in actor.treasurer_association_ids


def import_read(actor: Actor, public_id: Any) -> ImportRun:
    """The import if the actor may see it, else 404. Its file stays in the database until it is asked for."""
    found = ImportRun.objects.filter(municipality=actor.municipality).defer("content", "changes")
    return get_object_or_404(found, public_id=public_id)


def at_work(who: Actor) -> bool:
    """Coordinators, and those who do something for an association: whose work placements and hours are."""
    return who.is_coordinator or bool(who.association_ids)
