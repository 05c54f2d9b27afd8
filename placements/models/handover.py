"""One treasurer hands over to the next: who to whom, from which day, and what both have gone through."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, User, tracked
from placements.choices import HandoverItem, HandoverSide
from villages.models import Association, AssociationMember


class HandoverQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its treasurers."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.filter(association__in=actor.treasurer_association_ids)


@tracked()
class Handover(Tenant):
    """The successor acts from the start on, the giver to the last day: so both see what is open."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(AssociationMember, models.PROTECT, related_name="+")
    successor = models.ForeignKey(AssociationMember, models.PROTECT, related_name="+")
    # Memberships are read by the city and by themselves alone; the users say who the two are to both.
    giver_user = models.ForeignKey(User, models.PROTECT, related_name="+")
    successor_user = models.ForeignKey(User, models.PROTECT, related_name="+")
    giver_name = models.CharField(_("the one who leaves"), max_length=200)
    successor_name = models.CharField(_("the one who begins"), max_length=200)
    last_day = models.DateField(_("last day of the one who leaves"))
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.CharField(max_length=200)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["giver"],
                name="handover_once",
                violation_error_message=_("This treasurer's hand-over has begun already."),
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("successor")),
                name="handover_two_people",
                violation_error_message=_("Nobody hands over to themselves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_name} → {self.successor_name}"

    def get_absolute_url(self) -> str:
        return reverse("handover", args=[self.public_id])


@tracked()
class HandoverTick(Tenant):
    """One of the two has gone through one thing, on a day."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="ticks")
    item = models.CharField(max_length=10, choices=HandoverItem.choices)
    side = models.CharField(max_length=10, choices=HandoverSide.choices)
    ticked_at = models.DateTimeField(default=timezone.now)
    ticked_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["handover", "item", "side"], name="handover_tick_once"),
            models.CheckConstraint(
                condition=Q(item__in=HandoverItem.values, side__in=HandoverSide.values),
                name="handover_tick_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.ticked_by}"
