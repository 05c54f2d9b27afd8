"""Who may see and change open places and proposals; and what a person's own link opens."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, Wall, member
from placements.models import Opening, OpeningWork, Proposal, ProposalLink, ProposalStep

OWN = member("association_id", "associations")
OWN_TREASURY = member("association_id", "treasuries")
OWN_PROPOSAL = "{column} = ANY((SELECT laavu_proposed())::bigint[])"

WALLS: dict[type[models.Model], Wall] = {
    Opening: Wall(
        read=COORDINATOR,
        write=COORDINATOR,
        also_read=OWN,
        also_add=f"(state = 'proposed' AND {OWN_TREASURY})",
    ),
    OpeningWork: Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN, also_add=OWN_TREASURY),
    Proposal: Wall(
        read=COORDINATOR,
        write=COORDINATOR,
        also_read=f"{OWN_TREASURY} OR {OWN_PROPOSAL.replace('{column}', '{id}')}",
        history_read=COORDINATOR,
    ),
    ProposalStep: Wall(
        read=COORDINATOR,
        write=COORDINATOR,
        also_read=f"(side = 'association' AND {OWN_TREASURY})"
        f" OR (side = 'person' AND {OWN_PROPOSAL.replace('{column}', 'proposal_id')})",
        also_add=f"(side = 'association' AND {OWN_TREASURY})"
        f" OR (side = 'person' AND way = 'link' AND {OWN_PROPOSAL.replace('{column}', 'proposal_id')})",
        grow_only=True,
    ),
    ProposalLink: Wall(
        read=COORDINATOR,
        write=COORDINATOR,
        also_read="digest = laavu_proved('proposal')",
        history_read=COORDINATOR,
    ),
}


def offers(who: Actor) -> bool:
    """Coordinators, and an association's people: whose open places these are."""
    return who.is_coordinator or bool(who.association_ids)


def decides(who: Actor) -> bool:
    """Coordinators, and treasurers who answer for their association."""
    return who.is_coordinator or bool(who.treasurer_association_ids)


def answers(who: Actor) -> bool:
    """Treasurers: they answer for their association on its own page."""
    return bool(who.treasurer_association_ids)


def opening_read(actor: Actor, public_id: Any) -> Opening:
    """The open place if the actor may see it, else 404."""
    found = Opening.objects.visible_to(actor).select_related("association", "village", "group")
    return get_object_or_404(found, public_id=public_id)


def opening_write(actor: Actor, public_id: Any) -> Opening:
    """As `opening_read`, for changing: 403 for those who may only look."""
    opening = opening_read(actor, public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return opening


def proposal_read(actor: Actor, public_id: Any) -> Proposal:
    """The proposal if the actor may see it, else 404. The person's own record is for coordinators."""
    found = Proposal.objects.visible_to(actor).select_related("association", "opening")
    return get_object_or_404(found, public_id=public_id)


def proposal_write(actor: Actor, public_id: Any) -> Proposal:
    """As `proposal_read`, for coordinators: 403 for those who may only answer."""
    proposal = proposal_read(actor, public_id)
    if not actor.is_coordinator:
        raise PermissionDenied
    return proposal
