"""Who may see and change programmes, and open the rows behind their figures."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from evaluation.models import IndicatorTarget, Participation, Programme, ProgrammeMember
from laavu.accounts.actor import Actor
from laavu.accounts.wall import (
    ADMINISTRATOR,
    CITY,
    COORDINATOR,
    OWN_USER,
    PEOPLE,
    Wall,
    member,
)

WALLS: dict[type[models.Model], Wall] = {
    Programme: Wall(read=CITY, write=PEOPLE, also_read=member("{id}", "programmes")),
    IndicatorTarget: Wall(read=CITY, write=PEOPLE, also_read=member("programme_id", "programmes")),
    Participation: Wall(read=PEOPLE, write=COORDINATOR),
    ProgrammeMember: Wall(read=CITY, write=(*PEOPLE, *ADMINISTRATOR), also_read=OWN_USER),
}


def programme_read(actor: Actor, public_id: Any) -> Programme:
    """The programme if the actor may see it, else 404."""
    return get_object_or_404(Programme.objects.visible_to(actor), public_id=public_id)


def programme_write(actor: Actor, public_id: Any) -> Programme:
    """As `programme_read`, for changing: 403 for those who may only look."""
    programme = programme_read(actor, public_id)
    if not (actor.is_coordinator or actor.is_evaluator):
        raise PermissionDenied
    return programme


def may_open_rows(actor: Actor, *, single_answers: bool) -> bool:
    """Rows are people and their work: for coordinators. Single answers are for evaluators alone."""
    return actor.is_evaluator if single_answers else actor.is_coordinator
