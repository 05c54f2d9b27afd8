"""Who may see and change feedback, problems and development actions."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404

from evaluation.models import (
    ActionLink,
    ActionReading,
    DevelopmentAction,
    Feedback,
    FeedbackContact,
    Problem,
)
from laavu.accounts.actor import Actor
from laavu.accounts.wall import COORDINATOR, MEMBER_OF_MUNICIPALITY, OWN_USER, PEOPLE, Wall

OF_PEOPLE = Wall(read=PEOPLE, write=PEOPLE)

WALLS: dict[type[models.Model], Wall] = {
    # Whoever has a role may say something, and sees what became of it.
    Feedback: Wall(
        read=PEOPLE, write=PEOPLE, also_read=OWN_USER, also_add=f"({OWN_USER} AND {MEMBER_OF_MUNICIPALITY})"
    ),
    FeedbackContact: Wall(read=COORDINATOR, write=COORDINATOR),
    Problem: OF_PEOPLE,
    DevelopmentAction: OF_PEOPLE,
    ActionLink: OF_PEOPLE,
    ActionReading: Wall(read=PEOPLE, write=PEOPLE, grow_only=True),
}


def with_a_role(who: Actor) -> bool:
    """Everybody who is something in the municipality at hand."""
    return bool(who.kinds)


def feedback_read(actor: Actor, public_id: Any) -> Feedback:
    """The feedback for those who evaluate, else 404. Who sees it may write it."""
    rows = Feedback.objects.visible_to(actor).select_related("village", "association", "programme", "user")
    return get_object_or_404(rows, public_id=public_id)


def feedback_own(actor: Actor, public_id: Any) -> Feedback:
    """What the user said themselves, else 404: others' too where they may read it elsewhere."""
    return get_object_or_404(Feedback.objects.given_by(actor), public_id=public_id)


def problem_read(actor: Actor, public_id: Any) -> Problem:
    """The problem for those who evaluate, else 404. Who sees it may write it."""
    rows = Problem.objects.visible_to(actor).select_related("village", "association", "programme", "owner")
    return get_object_or_404(rows, public_id=public_id)


def action_read(actor: Actor, public_id: Any) -> DevelopmentAction:
    """The development action for those who evaluate, else 404. Who sees it may write it."""
    rows = DevelopmentAction.objects.visible_to(actor).select_related("owner", "programme", "municipality")
    return get_object_or_404(rows, public_id=public_id)
