"""Who may see and change what an association has, its way through the model, and what it shows."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import CITY, COORDINATOR, Wall, member
from villages.access.documents import OWN_TREASURY
from villages.access.places import association_read
from villages.models import (
    Association,
    AssociationContact,
    Board,
    BoardStep,
    BoardStepDocument,
    ModelDescription,
    Partner,
    Premise,
    PublicPage,
    PublicPhoto,
    PublicWork,
    ReadinessAnswer,
    ReadinessCheck,
    ReadinessTask,
    Tool,
    VillageService,
)

OWN = member("association_id", "associations")
SHARED = Wall(read=CITY, write=COORDINATOR, also_read=OWN, also_write=OWN_TREASURY)
OF_TREASURY = Wall(read=CITY, write=COORDINATOR, also_read=OWN_TREASURY, also_write=OWN_TREASURY)
SHOWN = Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN_TREASURY, also_write=OWN_TREASURY)

WALLS: dict[type[models.Model], Wall] = {
    AssociationContact: Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN, also_write=OWN_TREASURY),
    Premise: SHARED,
    Tool: SHARED,
    Partner: SHARED,
    VillageService: Wall(read=CITY, write=COORDINATOR, also_read=member("village_id", "villages")),
    # What is decided is the municipality's; an association answers and does what is missing.
    ReadinessCheck: Wall(read=CITY, write=COORDINATOR, also_read=OWN_TREASURY),
    ReadinessAnswer: OF_TREASURY,
    ReadinessTask: OF_TREASURY,
    Board: Wall(read=CITY, write=COORDINATOR, also_read=OWN),
    BoardStep: SHARED,
    BoardStepDocument: SHOWN,
    PublicPage: SHOWN,
    PublicWork: SHOWN,
    PublicPhoto: SHOWN,
    ModelDescription: Wall(read=COORDINATOR, write=COORDINATOR),
}


def in_associations(who: Actor) -> bool:
    """Coordinators, and everybody who acts for an association."""
    return who.is_coordinator or bool(who.association_ids)


def may_write(actor: Actor, association: Association) -> bool:
    """Whether the actor writes what the association has: its treasurers, and coordinators."""
    return actor.is_coordinator or association.pk in actor.treasurer_association_ids


def association_member_write(actor: Actor, public_id: Any) -> Association:
    """The association if the actor is its treasurer or a coordinator: else 404, and 403 for supervisors."""
    association = association_read(actor, public_id)
    if not may_write(actor, association):
        raise PermissionDenied
    return association


def own_write(actor: Actor, model: Any, public_id: Any) -> Any:
    """A row that hangs on an association, for changing: 404 for a stranger's, 403 for those who only look."""
    mine = Association.objects.visible_to(actor)
    row = get_object_or_404(
        model.objects.select_related("association"), association__in=mine, public_id=public_id
    )
    if not may_write(actor, row.association):
        raise PermissionDenied
    return row


def own_treasury(actor: Actor, model: Any, public_id: Any) -> Any:
    """A row that an association's treasurers and coordinators see; 404 for everybody else."""
    row = get_object_or_404(
        model.objects.select_related("association"),
        association__in=Association.objects.visible_to(actor),
        public_id=public_id,
    )
    if not may_write(actor, row.association):
        raise Http404
    return row


def service_write(actor: Actor, public_id: Any) -> VillageService:
    """A village's service that the actor may change, else 404; 403 for those who may only look."""
    found = VillageService.objects.visible_to(actor).select_related("village")
    row = get_object_or_404(found, public_id=public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return row
