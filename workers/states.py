"""What the state of a client relationship allows: asked by the button and by the action alike."""

from collections.abc import Iterable
from datetime import date

from workers.models import ClientRelationship


def can_begin(relationships: Iterable[ClientRelationship]) -> bool:
    """Whether a new client relationship may begin: none goes on without an end."""
    return all(one.period.last is not None for one in relationships)


def can_end(relationship: ClientRelationship) -> bool:
    return relationship.period.last is None


def can_reopen(relationship: ClientRelationship) -> bool:
    return relationship.period.last is not None


def open_on(relationships: Iterable[ClientRelationship], day: date) -> ClientRelationship | None:
    """The client relationship in force on the day."""
    return next((one for one in relationships if day in one.period), None)
