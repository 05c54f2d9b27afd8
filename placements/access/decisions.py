"""Who may see and change decisions on wage subsidy and on the municipality's own supports."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import ADMINISTRATOR, CITY, COORDINATOR, MEMBER_OF_MUNICIPALITY, PEOPLE, Wall
from placements.access.work import OWN_PLACEMENTS
from placements.models import DecisionGrounds, MunicipalSupport, SubsidyDecision, SupplementDecision

WALLS: dict[type[models.Model], Wall] = {
    SubsidyDecision: Wall(read=PEOPLE, write=COORDINATOR, also_read=OWN_PLACEMENTS),
    # The facts tell of the person's unemployment and ability to work: nobody in an association reads them.
    DecisionGrounds: Wall(read=PEOPLE, write=COORDINATOR, grow_only=True),
    SupplementDecision: Wall(read=PEOPLE, write=COORDINATOR, also_read=OWN_PLACEMENTS),
    MunicipalSupport: Wall(read=CITY, write=ADMINISTRATOR, also_read=MEMBER_OF_MUNICIPALITY),
}


def decision_read(actor: Actor, public_id: Any) -> SubsidyDecision:
    """The decision if the actor may see its placement, else 404."""
    found = SubsidyDecision.objects.visible_to(actor).select_related(
        "placement__worker", "placement__association", "replaces"
    )
    decision: SubsidyDecision = get_object_or_404(found, public_id=public_id)
    return decision


def decision_write(actor: Actor, public_id: Any) -> SubsidyDecision:
    """As `decision_read`, for correcting: 403 for those who may only look."""
    decision = decision_read(actor, public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return decision


def support_write(actor: Actor, public_id: Any) -> MunicipalSupport:
    """One of the municipality's own supports, for administrators alone."""
    if not actor.is_administrator:
        raise PermissionDenied
    return get_object_or_404(MunicipalSupport, municipality=actor.municipality, public_id=public_id)


def supplement_write(actor: Actor, public_id: Any) -> SupplementDecision:
    """A decision on an own support, for correcting: 403 for those who may only look."""
    found = SupplementDecision.objects.visible_to(actor).select_related("placement__worker", "support")
    decision: SupplementDecision = get_object_or_404(found, public_id=public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return decision
