"""Who may see and bring papers: coordinators and an association's treasurers."""

from typing import Any

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, Wall, member
from villages.access.places import association_read
from villages.models import Association, Document

OWN_TREASURY = member("association_id", "treasuries")

WALLS: dict[type[models.Model], Wall] = {
    Document: Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN_TREASURY, also_write=OWN_TREASURY)
}


def money_of(who: Actor) -> bool:
    """Coordinators and treasurers: whose work money and its papers are."""
    return who.is_coordinator or who.is_treasurer


def treasury_read(actor: Actor, public_id: Any) -> Association:
    """The association whose money the actor sees to (or a coordinator watches), else 404."""
    association = association_read(actor, public_id)
    if not (actor.is_coordinator or association.pk in actor.treasurer_association_ids):
        raise Http404
    return association


def document_read(actor: Actor, public_id: Any) -> Document:
    """An association's own paper, without its bytes, else 404. Those of one person are not among them."""
    found = Document.objects.visible_to(actor).kept().select_related("association")
    return get_object_or_404(found, public_id=public_id, is_personal=False)
