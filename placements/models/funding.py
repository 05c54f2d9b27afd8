"""Other money for the same wage."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import money
from placements.choices import FundingSource
from placements.models.placements import Placement


class OtherFundingQuerySet(models.QuerySet["OtherFunding"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its treasurers."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_coordinator:
            return here
        return here.filter(placement__association__in=actor.treasurer_association_ids)


@tracked()
class OtherFunding(Tenant):
    """What a project, Kela or another pays of a person's wage of one month, beside subsidy and supplement."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="other_funding")
    month = models.DateField(_("month"))  # its first day
    source = models.CharField(_("who pays"), max_length=10, choices=FundingSource.choices)
    payer = models.CharField(_("name or number"), max_length=200, blank=True)
    amount = money(verbose_name=_("euros"))
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.CharField(max_length=200)

    objects = OtherFundingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(source__in=FundingSource.values), name="other_funding_source_known"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="other_funding_of_month"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="other_funding_positive",
                violation_error_message=_("Write 0 € or more."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "placement", "month"], name="other_funding_month")
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.amount}"
