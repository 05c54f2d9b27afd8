"""Who may see and change people and what hangs on them."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, PEOPLE, Wall, member
from workers.models import (
    Background,
    BenefitMonth,
    ClientRelationship,
    IdentityCode,
    KelaColumns,
    KelaList,
    UnemploymentSpell,
    Worker,
)

Row = TypeVar("Row")

WALLS: dict[type[models.Model], Wall] = {
    Worker: Wall(
        read=PEOPLE, write=COORDINATOR, also_read=member("{id}", "workers"), history_read=COORDINATOR
    ),
    IdentityCode: Wall(read=COORDINATOR, write=COORDINATOR),
    ClientRelationship: Wall(read=PEOPLE, write=COORDINATOR),
    UnemploymentSpell: Wall(read=PEOPLE, write=COORDINATOR),
    KelaColumns: Wall(read=COORDINATOR, write=COORDINATOR),
    KelaList: Wall(read=COORDINATOR, write=COORDINATOR),
    BenefitMonth: Wall(read=COORDINATOR, write=COORDINATOR),
    Background: Wall(read=PEOPLE, write=COORDINATOR, history_read=COORDINATOR),
}


def worker_read(actor: Actor, public_id: Any) -> Worker:
    """The person if the actor may see them, else 404."""
    people = Worker.objects.visible_to(actor).select_related("home_village", "municipality")
    return get_object_or_404(people, public_id=public_id)


def worker_write(actor: Actor, public_id: Any) -> Worker:
    """As `worker_read`, for changing: 403 for those who may only look."""
    return _writable(actor, worker_read(actor, public_id))


def relationship_write(actor: Actor, public_id: Any) -> ClientRelationship:
    """A client relationship for changing: 404 for a foreign one, 403 for those who may only look."""
    rows = ClientRelationship.objects.select_related("worker").filter(municipality=actor.municipality)
    return _writable(actor, get_object_or_404(rows, public_id=public_id))


def spell_write(actor: Actor, public_id: Any) -> UnemploymentSpell:
    """As `relationship_write`, of a time without work."""
    rows = UnemploymentSpell.objects.select_related("worker").filter(municipality=actor.municipality)
    return _writable(actor, get_object_or_404(rows, public_id=public_id))


def kela_list_write(actor: Actor, public_id: Any) -> KelaList:
    """A list from Kela for coordinators: 404 for a foreign one, 403 for others."""
    rows = KelaList.objects.select_related("municipality").filter(municipality=actor.municipality)
    return _writable(actor, get_object_or_404(rows, public_id=public_id))


def benefit_month_write(actor: Actor, public_id: Any) -> BenefitMonth:
    """As `kela_list_write`, of what a list says of a person and month."""
    rows = BenefitMonth.objects.select_related("worker", "kela_list").filter(municipality=actor.municipality)
    return _writable(actor, get_object_or_404(rows, public_id=public_id))


def _writable(actor: Actor, row: Row) -> Row:
    if not actor.is_coordinator:
        raise PermissionDenied
    return row
