"""Who may see and change meetings, exits, follow-ups and competences."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, PEOPLE, Wall
from workers.access.people import _writable
from workers.models import Competence, Exit, FollowUp, Meeting

WALLS: dict[type[models.Model], Wall] = {
    Meeting: Wall(read=COORDINATOR, write=COORDINATOR),
    Competence: Wall(read=PEOPLE, write=COORDINATOR),
    Exit: Wall(read=PEOPLE, write=COORDINATOR),
    FollowUp: Wall(read=PEOPLE, write=COORDINATOR),
}


def meeting_write(actor: Actor, public_id: Any) -> Meeting:
    """A meeting for coordinators: 404 for a foreign one, 403 for others."""
    rows = Meeting.objects.select_related("worker").filter(municipality=actor.municipality)
    return _writable(actor, get_object_or_404(rows, public_id=public_id))


def competence_write(actor: Actor, public_id: Any) -> Competence:
    """As `meeting_write`, of something that a person has learnt."""
    rows = Competence.objects.select_related("worker").filter(municipality=actor.municipality)
    return _writable(actor, get_object_or_404(rows, public_id=public_id))


def exit_write(actor: Actor, public_id: Any) -> Exit:
    """As `meeting_write`, of where a person went."""
    rows = Exit.objects.select_related("worker", "relationship").filter(municipality=actor.municipality)
    return _writable(actor, get_object_or_404(rows, public_id=public_id))
