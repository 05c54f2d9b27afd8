"""How far it is from village to village: what a coordinator has written, or an estimate from two points."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from villages.choices import RoadClass
from villages.models.places import Village


class VillageDistanceQuerySet(models.QuerySet["VillageDistance"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.none()


@tracked()
class VillageDistance(Tenant):
    """Kilometres by road between two villages, both ways alike, from a day on; the newest holds.

    The village with the smaller key stands first, so that a pair is there once.
    """

    first = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name=_("from"))
    second = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name=_("to"))
    km = models.DecimalField(_("kilometres by road"), max_digits=5, decimal_places=1)
    road = models.CharField(_("road"), max_length=10, choices=RoadClass.choices)
    from_on = models.DateField(_("measured on"))

    objects = VillageDistanceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["first", "second", "from_on"],
                name="distance_once_a_day",
                violation_error_message=_("The distance of these villages is already written for this day."),
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="distance_between_two",
                violation_error_message=_("A distance is between two villages."),
            ),
            models.CheckConstraint(
                condition=Q(km__gt=0, km__lte=999),
                name="distance_possible",
                violation_error_message=_("A distance is more than 0 and at most 999 km."),
            ),
            models.CheckConstraint(condition=Q(road__in=RoadClass.values), name="distance_road_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


@tracked()
class VillagePoint(Tenant):
    """Where a village lies (WGS 84), for an estimate where no distance by road is written."""

    village = models.OneToOneField(Village, models.PROTECT, related_name="point", verbose_name=_("village"))
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=5)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(latitude__gte=59, latitude__lte=71, longitude__gte=19, longitude__lte=32),
                name="village_point_in_finland",
                violation_error_message=_("This point is not in Finland: latitude 59–71, longitude 19–32."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"
