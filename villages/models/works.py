"""Work that waits to be done in a village."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import total_hours
from villages.choices import WorkKind
from villages.models.places import Village


class UnfinishedWorkQuerySet(models.QuerySet["UnfinishedWork"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own village's for an association's people."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_city:
            return here
        return here.filter(village__association__in=actor.association_ids).distinct()


@tracked()
class UnfinishedWork(Tenant):
    """A piece of work that a village needs and nobody has done: found → chosen → done, or dropped."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="works", verbose_name=_("village"))
    text = models.CharField(_("work"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=WorkKind.choices)
    estimated_hours = total_hours(verbose_name=_("estimated hours"), null=True, blank=True)
    found_on = models.DateField(_("found"))
    chosen_on = models.DateField(_("chosen"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    dropped_on = models.DateField(_("dropped"), null=True, blank=True)
    drop_reason = models.CharField(_("why dropped"), max_length=300, blank=True)

    objects = UnfinishedWorkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["village", "text", "found_on"],
                name="work_once",
                violation_error_message=_("The same work is already written down for this village and day."),
            ),
            models.CheckConstraint(
                condition=Q(chosen_on=None) | Q(chosen_on__gte=F("found_on")),
                name="work_chosen_after_found",
                violation_error_message=_("Work is not chosen before it is found."),
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(chosen_on__isnull=False, done_on__gte=F("chosen_on")),
                name="work_done_after_chosen",
                violation_error_message=_(
                    "Work is done on the day it is chosen or later; write the day of choosing too."
                ),
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None),
                name="work_done_or_dropped",
                violation_error_message=_("Work cannot be both done and dropped."),
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, drop_reason="")
                | (Q(dropped_on__gte=F("found_on")) & ~Q(drop_reason="")),
                name="work_drop_has_reason",
                violation_error_message=_("Dropping needs a reason, and a day after the work was found."),
            ),
            models.CheckConstraint(
                condition=Q(estimated_hours=None) | Q(estimated_hours__gt=Decimal(0)),
                name="work_hours_positive",
                violation_error_message=_("Estimated hours are more than 0."),
            ),
            models.CheckConstraint(condition=Q(kind__in=WorkKind.values), name="work_kind_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-found_on", "-id"], name="work_newest")
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("work_detail", args=[self.public_id])

    @property
    def state(self) -> Any:
        """The word for where the work stands."""
        if self.dropped_on:
            return _("dropped")
        if self.done_on:
            return _("done")
        return _("chosen") if self.chosen_on else _("found")
