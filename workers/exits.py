"""Exits and follow-ups: writing them down, and whose six months are over."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from workers import actions
from workers.choices import Destination, EndReason
from workers.models import ClientRelationship, Exit

AHEAD = timedelta(days=30)
REASONS: dict[str, str] = {
    Destination.OPEN_MARKET: EndReason.OPEN_MARKET,
    Destination.STUDY: EndReason.EDUCATION,
    Destination.REHABILITATION: EndReason.OTHER_SERVICE,
    Destination.SERVICE: EndReason.OTHER_SERVICE,
    Destination.RETIREMENT: EndReason.PENSION,
    Destination.UNEMPLOYED: EndReason.UNEMPLOYED,
    Destination.MOVED: EndReason.MOVED,
}


class SixMonthsLater(models.Func):
    """The day six months after the last day of a period."""

    function = "upper"
    template = "(%(function)s(%(expressions)s) - 1 + interval '6 months')::date"
    output_field = models.DateField()


@transaction.atomic
def leave(relationship: ClientRelationship, *, on: date, said: Mapping[str, Any]) -> Exit:
    """End the client relationship and write down where the person went: both or neither. Raises NotNow."""
    reason = REASONS.get(said["destination"], EndReason.OTHER)
    actions.end_relationship(relationship, on=on, reason=reason)
    return Exit.objects.create(
        municipality_id=relationship.municipality_id, worker_id=relationship.worker_id,
        relationship=relationship, **said,
    )  # fmt: skip


@transaction.atomic
def come_back(relationship: ClientRelationship) -> None:
    """Undo the end with its exit. Raises NotNow, also once the follow-up has been asked."""
    left = Exit.objects.select_for_update().filter(relationship=relationship).first()
    if left is not None:
        if hasattr(left, "follow_up"):
            raise actions.NotNow(_("The follow-up has been asked already. Begin a new client relationship."))
        left.delete()
    actions.reopen_relationship(relationship)


def follow_ups(who: Actor) -> QuerySet[Any]:
    """Exits whose follow-up has not been asked, with the day on which it is due."""
    return (
        Exit.objects.filter(municipality=who.municipality, follow_up=None)
        .annotate(due_on=SixMonthsLater("relationship__period"))
        .select_related("worker", "relationship")
        .order_by("due_on", "id")
    )


def due_follow_ups(who: Actor, on: date) -> QuerySet[Any]:
    """Those whose six months are over on the day."""
    return follow_ups(who).filter(due_on__lte=on)
