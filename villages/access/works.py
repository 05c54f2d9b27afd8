"""Who may see and change needs, pictures, village houses and service orders."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import CITY, COORDINATOR, PEOPLE, Wall, member
from villages.access.documents import OWN_TREASURY
from villages.models import (
    MaterialCost,
    Receipt,
    Restoration,
    ServiceOrder,
    VillageHouse,
    VillageNeed,
    WorkPhoto,
    WorkSource,
)

OWN_VILLAGE = member("village_id", "villages")
OF_VILLAGE = Wall(read=CITY, write=COORDINATOR, also_read=OWN_VILLAGE)

WALLS: dict[type[models.Model], Wall] = {
    VillageNeed: OF_VILLAGE,
    VillageHouse: OF_VILLAGE,
    Restoration: OF_VILLAGE,
    MaterialCost: OF_VILLAGE,
    WorkSource: Wall(read=PEOPLE, write=COORDINATOR, history_read=PEOPLE),
    WorkPhoto: Wall(read=CITY, write=COORDINATOR, also_read=OWN_VILLAGE, also_write=OWN_VILLAGE),
    ServiceOrder: Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN_TREASURY, also_write=OWN_TREASURY),
    # Without the names of those who ordered: evaluators count what was delivered.
    Receipt: Wall(
        read=PEOPLE, write=COORDINATOR, also_read=OWN_TREASURY, also_write=OWN_TREASURY, grow_only=True
    ),
}


def worksite(who: Actor) -> bool:
    """Coordinators, and those who act for an association: whose villages the work is in."""
    return who.is_coordinator or bool(who.association_ids)


def need_write(actor: Actor, public_id: Any) -> VillageNeed:
    """The need if the actor may see it, else 404; 403 for those who may only look."""
    need = get_object_or_404(VillageNeed.objects.visible_to(actor), public_id=public_id)
    _only_coordinators(actor)
    return need


def house_write(actor: Actor, public_id: Any) -> VillageHouse:
    """As `need_write`, of a village house."""
    house = get_object_or_404(VillageHouse.objects.visible_to(actor), public_id=public_id)
    _only_coordinators(actor)
    return house


def restoration_write(actor: Actor, public_id: Any) -> Restoration:
    """As `need_write`, of a restoration."""
    found = Restoration.objects.visible_to(actor).select_related("house", "village")
    restoration = get_object_or_404(found, public_id=public_id)
    _only_coordinators(actor)
    return restoration


def cost_write(actor: Actor, public_id: Any) -> MaterialCost:
    """As `need_write`, of what was bought."""
    found = MaterialCost.objects.select_related("restoration")
    cost = get_object_or_404(
        found, restoration__in=Restoration.objects.visible_to(actor), public_id=public_id
    )
    _only_coordinators(actor)
    return cost


def work_photo_read(actor: Actor, public_id: Any) -> WorkPhoto:
    """A picture of work if the actor may see it, else 404."""
    photo: WorkPhoto = get_object_or_404(WorkPhoto.objects.visible_to(actor), public_id=public_id)
    return photo


def order_read(actor: Actor, public_id: Any) -> ServiceOrder:
    """The order for coordinators and the association's treasurers, else 404. Who sees it may write it."""
    found = ServiceOrder.objects.visible_to(actor).select_related("association", "work", "municipality")
    order: ServiceOrder = get_object_or_404(found, public_id=public_id)
    return order


def receipt_read(actor: Actor, public_id: Any) -> Receipt:
    """A receipt for those who see its order, else 404."""
    found = Receipt.objects.visible_to(actor).select_related("association", "order", "municipality")
    receipt: Receipt = get_object_or_404(found, public_id=public_id)
    return receipt


def _only_coordinators(actor: Actor) -> None:
    if not actor.is_coordinator:
        raise PermissionDenied
