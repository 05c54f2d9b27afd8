"""Passing the access on: the successor begins at once, the giver stays to the last day."""

from dataclasses import dataclass
from datetime import date, datetime

from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from placements.actions.doing import done_by
from placements.choices import HandoverItem
from placements.models import Handover, HandoverTick
from villages.actions import add_member, end_member
from villages.models import AssociationMember


@dataclass(frozen=True, slots=True)
class Successor:
    """Who begins: somebody known by the address, or somebody new with a name."""

    email: str
    name: str = ""


def pass_on(*, giver: AssociationMember, to: Successor, last_day: date, by: Actor, at: datetime) -> Handover:
    """Give the successor the giver's role, end the giver's, and open the hand-over. Raises Refused.

    Only coordinators write memberships; a treasurer may pass on the own one, which the caller has looked at.
    """
    association = giver.association
    with done_by(by), acting_for(association.municipality):
        known = AssociationMember.objects.filter(
            association=association, kind=giver.kind, ended_on=None, user__email__iexact=to.email.strip()
        ).first()
        successor = (
            known or add_member(association=association, kind=giver.kind, email=to.email, name=to.name)[0]
        )
        row: Handover = Handover.objects.create(
            municipality_id=association.municipality_id, association=association, giver=giver,
            successor=successor, giver_user=giver.user, successor_user=successor.user,
            giver_name=str(giver.user), successor_name=str(successor.user),
            last_day=last_day, started_at=at, started_by=str(by.user),
        )  # fmt: skip
        end_member(giver, on=last_day)
        return row


def tick(*, handover: Handover, item: HandoverItem, side: str, by: Actor, at: datetime) -> bool:
    """Say that one has gone through it, or take that back; whether it stands now."""
    with done_by(by):
        found = HandoverTick.objects.filter(handover=handover, item=item, side=side)
        if found.exists():
            found.delete()
            return False
        HandoverTick.objects.create(
            municipality_id=handover.municipality_id, association_id=handover.association_id,
            handover=handover, item=item, side=side, ticked_at=at, ticked_by=str(by.user),
        )  # fmt: skip
        return True
