"""Who may see and make claims: coordinators and treasurers; and who writes the payers' forms."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import (
    ADMINISTRATOR,
    COORDINATOR,
    MEMBER_OF_MUNICIPALITY,
    OWN_USER,
    Wall,
    member,
)
from placements.access.documents import OWN_PURSE
from placements.models import (
    CalendarFeed,
    Claim,
    ClaimLine,
    ClaimTemplate,
    ClaimTemplateRow,
    OtherFunding,
)

OWN_TREASURY = member("association_id", "treasuries")
FORMS = Wall(
    read=(*COORDINATOR, *ADMINISTRATOR),
    write=(*COORDINATOR, *ADMINISTRATOR),
    also_read=MEMBER_OF_MUNICIPALITY,
)
CLAIMS = Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN_TREASURY, also_write=OWN_TREASURY)
OWN_HERE = f"({OWN_USER} AND {MEMBER_OF_MUNICIPALITY})"
OWN = Wall(read=(), write=(), also_read=OWN_HERE, also_write=OWN_HERE)

WALLS: dict[type[models.Model], Wall] = {
    ClaimTemplate: FORMS,
    ClaimTemplateRow: FORMS,
    Claim: CLAIMS,
    ClaimLine: CLAIMS,
    OtherFunding: Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN_PURSE, also_write=OWN_PURSE),
    CalendarFeed: OWN,
}


def claim_read(actor: Actor, public_id: Any) -> Claim:
    """The claim if the actor may see it, else 404. Whoever may see it may write it."""
    found = Claim.objects.visible_to(actor).select_related("association", "replaces", "municipality")
    return get_object_or_404(found, public_id=public_id)


def forms_of(who: Actor) -> bool:
    """Those who write what the payers' forms ask for."""
    return who.is_coordinator or who.is_administrator


def template_write(actor: Actor, public_id: Any) -> ClaimTemplate:
    """A payer's form for those who write them; 403 for others."""
    if not forms_of(actor):
        raise PermissionDenied
    return get_object_or_404(ClaimTemplate, municipality=actor.municipality, public_id=public_id)


def funding_write(actor: Actor, public_id: Any) -> OtherFunding:
    """Other money for a wage, if the actor may see it, else 404."""
    found = OtherFunding.objects.visible_to(actor).select_related("placement__worker")
    return get_object_or_404(found, public_id=public_id)
