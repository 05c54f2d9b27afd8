"""Who may see and write volunteer hours: all who act for an association, of their own."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, PEOPLE, Wall, member
from placements.models import VolunteerEntry

OWN_ASSOCIATION = member("association_id", "associations")

WALLS: dict[type[models.Model], Wall] = {
    VolunteerEntry: Wall(
        read=PEOPLE, write=COORDINATOR, also_read=OWN_ASSOCIATION, also_write=OWN_ASSOCIATION
    )
}


def volunteer_read(actor: Actor, public_id: Any) -> VolunteerEntry:
    """A volunteer's hours if the actor may see them, else 404."""
    found = VolunteerEntry.objects.visible_to(actor).select_related("work", "association")
    entry: VolunteerEntry = get_object_or_404(found, public_id=public_id)
    return entry
