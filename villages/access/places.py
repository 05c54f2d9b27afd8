"""Who may see and change villages, associations and unfinished work."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import ADMINISTRATOR, CITY, COORDINATOR, OWN_USER, Wall, invited, member
from villages.models import Association, AssociationMember, UnfinishedWork, Village

Row = TypeVar("Row")

WALLS: dict[type[models.Model], Wall] = {
    Village: Wall(
        read=CITY,
        write=COORDINATOR,
        # Their names alone are on a survey's page; the table has nothing that the village would not know.
        also_read=f"{member('{id}', 'villages')} OR {invited('{id}', 'villages')}",
    ),
    Association: Wall(read=CITY, write=COORDINATOR, also_read=member("{id}", "associations")),
    AssociationMember: Wall(
        read=CITY, write=(*COORDINATOR, *ADMINISTRATOR), also_read=OWN_USER, history_read=CITY
    ),
    UnfinishedWork: Wall(read=CITY, write=COORDINATOR, also_read=member("village_id", "villages")),
}


def village_read(actor: Actor, public_id: Any) -> Village:
    """The village if the actor may see it, else 404."""
    return get_object_or_404(Village.objects.visible_to(actor), public_id=public_id)


def association_read(actor: Actor, public_id: Any) -> Association:
    """The association if the actor may see it, else 404."""
    return get_object_or_404(Association.objects.visible_to(actor), public_id=public_id)


def work_read(actor: Actor, public_id: Any) -> UnfinishedWork:
    """The piece of work if the actor may see it, else 404."""
    return get_object_or_404(UnfinishedWork.objects.visible_to(actor), public_id=public_id)


def village_write(actor: Actor, public_id: Any) -> Village:
    """As `village_read`, for changing: 403 for those who may only look."""
    return _writable(actor, village_read(actor, public_id))


def association_write(actor: Actor, public_id: Any) -> Association:
    """As `association_read`, for changing: 403 for those who may only look."""
    return _writable(actor, association_read(actor, public_id))


def work_write(actor: Actor, public_id: Any) -> UnfinishedWork:
    """As `work_read`, for changing: 403 for those who may only look."""
    return _writable(actor, work_read(actor, public_id))


def _writable(actor: Actor, row: Row) -> Row:
    if not actor.is_coordinator:
        raise PermissionDenied
    return row
