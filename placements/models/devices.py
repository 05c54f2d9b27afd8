"""What devices sent."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant
from placements.models.placements import Placement


class Sending(Tenant):
    """A write of hours that a device sent and that was kept: a repeat of its key gets the first answer again.

    `answer` is what then stood in the place: entry, seen, hours. What was refused has no row.
    """

    client_key = models.UUIDField(editable=False)
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="sendings")
    day = models.DateField(_("day"))
    answer = models.JSONField()
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "client_key"], name="sending_once"),
            models.CheckConstraint(condition=~models.Q(received_by=""), name="sending_has_sender"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["received_at"], name="sending_received")
        ]

    def __str__(self) -> str:
        return str(self.client_key)
