"""Who may see and bring the papers of placements: coordinators and the association's treasurers."""

from typing import Any

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, Wall, member
from placements.access.work import placement_read
from placements.models import Placement, PlacementDocument
from villages.models import Document

OWN_PURSE = member("placement_id", "paid_placements")

WALLS: dict[type[models.Model], Wall] = {
    PlacementDocument: Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN_PURSE, also_write=OWN_PURSE)
}


def paid_placement(actor: Actor, public_id: Any) -> Placement:
    """The placement for coordinators and its association's treasurers, who see to its money. Else 404."""
    placement = placement_read(actor, public_id)
    if not (actor.is_coordinator or placement.association_id in actor.treasurer_association_ids):
        raise Http404
    return placement


def paper_read(actor: Actor, public_id: Any) -> PlacementDocument:
    """A paper of a placement, not removed and without its bytes, else 404."""
    here = Document.objects.visible_to(actor).kept()
    found = PlacementDocument.objects.filter(document__in=here).select_related(
        "placement__worker", "placement__association"
    )
    return get_object_or_404(found, document__public_id=public_id)
