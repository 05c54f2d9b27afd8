"""Who may start and see a hand-over: coordinators, and the association's treasurers."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import Wall
from placements.access.pay import WAGES
from placements.choices import HandoverSide
from placements.models import Handover, HandoverTick

WALLS: dict[type[models.Model], Wall] = {Handover: WAGES, HandoverTick: WAGES}


def handover_read(who: Actor, public_id: Any) -> Handover:
    """The hand-over if the actor may see it, else 404."""
    found = Handover.objects.visible_to(who).select_related("association")
    row: Handover = get_object_or_404(found, public_id=public_id)
    return row


def side_of(who: Actor, handover: Handover) -> HandoverSide | None:
    """Which of the two the actor is; None for everybody else."""
    if who.user.pk == handover.giver_user_id:
        return HandoverSide.GIVER
    return HandoverSide.SUCCESSOR if who.user.pk == handover.successor_user_id else None
