"""What reminds of deadlines: calendars to subscribe to. Mail about them is `accounts.OutgoingMail`."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from laavu.accounts.models import Tenant, User, tracked


@tracked("digest")
class CalendarFeed(Tenant):
    """A user's private calendar of deadlines. Its address holds a secret of which only a hash is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "user"], condition=Q(ended_on=None), name="calendar_feed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}"
