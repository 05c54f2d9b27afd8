"""Services of a village that were kept or started, so that they can be counted by period."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.law.period import Period
from villages.choices import ServiceKind, ServiceOrigin
from villages.models.places import Association, Village


class VillageServiceQuerySet(models.QuerySet["VillageService"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own village's for an association's people."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_city:
            return here
        return here.filter(village__association__in=actor.association_ids).distinct()

    def in_force(self, period: Period) -> Self:
        """Those that share at least one day with the period."""
        found = self.filter(Q(ended_on=None) | Q(ended_on__gte=period.first))
        return found if period.last is None else found.filter(from_on__lte=period.last)

    def started_in(self, period: Period) -> Self:
        """New ones whose first day lies in the period."""
        found = self.filter(origin=ServiceOrigin.STARTED, from_on__gte=period.first)
        return found if period.last is None else found.filter(from_on__lte=period.last)


@tracked()
class VillageService(Tenant):
    """A service in a village, such as a shop: kept or started from a day, by whom; ended with a reason."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="services", verbose_name=_("village"))
    association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="services",
        verbose_name=_("association that has a part in it"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=20, choices=ServiceKind.choices)
    name = models.CharField(_("service"), max_length=200)
    origin = models.CharField(_("kept or started"), max_length=10, choices=ServiceOrigin.choices)
    from_on = models.DateField(
        _("from"), help_text=_("The day on which it started, or from which its being kept is counted.")
    )
    by_whom = models.CharField(_("by whom"), max_length=200, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)

    objects = VillageServiceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["village", "kind", "name", "from_on"],
                name="service_once",
                violation_error_message=_("This service is already written down from this day."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__gte=F("from_on")) & ~Q(end_reason="")),
                name="service_end_has_reason",
                violation_error_message=_(
                    "A service that ended has a last day after its first one, and a reason."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ServiceKind.values, origin__in=ServiceOrigin.values),
                name="service_kinds_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "origin", "from_on"], name="service_by_day")
        ]

    def __str__(self) -> str:
        return self.name
