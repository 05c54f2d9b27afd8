"""Village houses, and what restoring them changed: before and after."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import finnish_sort_key, money
from villages.choices import HouseCondition, Payer
from villages.models.places import Association, Village


def _area(label: Any) -> Any:
    return models.DecimalField(label, max_digits=7, decimal_places=1, null=True, blank=True)


class HouseQuerySet(models.QuerySet["VillageHouse"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own village's for an association's people."""
        here = self.filter(municipality=actor.municipality)
        return (
            here if actor.is_city else here.filter(village__association__in=actor.association_ids).distinct()
        )


class RestorationQuerySet(models.QuerySet["Restoration"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own village's for an association's people."""
        here = self.filter(municipality=actor.municipality)
        return (
            here if actor.is_city else here.filter(village__association__in=actor.association_ids).distinct()
        )


@tracked()
class VillageHouse(Tenant):
    """A house that the village keeps for its people."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="houses", verbose_name=_("village"))
    association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="houses",
        verbose_name=_("association that keeps it"),
    )  # fmt: skip
    name = models.CharField(_("name of the house"), max_length=200)
    sort_key = finnish_sort_key("name")
    address = models.CharField(_("address"), max_length=200, blank=True)

    objects = HouseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["village", "name"],
                name="house_once",
                violation_error_message=_("The village already has a house of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("house_detail", args=[self.public_id])


@tracked()
class Restoration(Tenant):
    """One time that a village house was put in order: what it was before, and what it is after.

    Areas are square metres and rooms those in use. Hours come from the pieces of work that belong to it.
    """

    village = models.ForeignKey(Village, models.PROTECT, editable=False, related_name="+")  # the house's
    house = models.ForeignKey(
        VillageHouse, models.PROTECT, related_name="restorations", verbose_name=_("village house")
    )
    title = models.CharField(_("what is restored"), max_length=200)
    begun_on = models.DateField(_("begun"))
    finished_on = models.DateField(_("finished"), null=True, blank=True)
    before_area = _area(_("square metres in use before"))
    after_area = _area(_("square metres in use after"))
    before_rooms = models.PositiveSmallIntegerField(_("rooms in use before"), null=True, blank=True)
    after_rooms = models.PositiveSmallIntegerField(_("rooms in use after"), null=True, blank=True)
    before_condition = models.CharField(_("condition before"), max_length=10, choices=HouseCondition.choices)
    after_condition = models.CharField(
        _("condition after"), max_length=10, choices=HouseCondition.choices, blank=True
    )
    before_words = models.TextField(_("before, in words"), max_length=1000, blank=True)
    after_words = models.TextField(_("after, in words"), max_length=1000, blank=True)

    objects = RestorationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(finished_on=None) | Q(finished_on__gte=F("begun_on")),
                name="restoration_finished_after_begun",
                violation_error_message=_("It is not finished before it is begun."),
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None) | ~Q(after_condition=""),
                name="restoration_finished_has_condition",
                violation_error_message=_("Say in what condition the house is when it is finished."),
            ),
            models.CheckConstraint(
                condition=(Q(before_area=None) | Q(before_area__gte=0))
                & (Q(after_area=None) | Q(after_area__gte=0)),
                name="restoration_areas_possible",
                violation_error_message=_("Square metres are 0 or more."),
            ),
            models.CheckConstraint(
                condition=Q(before_condition__in=HouseCondition.values)
                & Q(after_condition__in=["", *HouseCondition.values]),
                name="restoration_condition_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-begun_on", "-id"], name="restoration_newest")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("restoration_detail", args=[self.public_id])


@tracked()
class MaterialCost(Tenant):
    """What was bought for a restoration."""

    village = models.ForeignKey(Village, models.PROTECT, editable=False, related_name="+")  # the house's
    restoration = models.ForeignKey(Restoration, models.PROTECT, related_name="costs")
    day = models.DateField(_("day"))
    what = models.CharField(_("what was bought"), max_length=200)
    amount = money(verbose_name=_("euros"))
    payer = models.CharField(_("who paid"), max_length=20, choices=Payer.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="material_cost_positive",
                violation_error_message=_("What was paid is more than 0 €."),
            ),
            models.CheckConstraint(condition=Q(payer__in=Payer.values), name="material_payer_known"),
        ]

    def __str__(self) -> str:
        return self.what
