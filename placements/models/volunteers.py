"""Volunteer work (talkoot), kept apart from paid hours."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import day_hours
from villages.models import Association, UnfinishedWork
from workers.models import Worker


class VolunteerQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators and evaluators, the own association's for its people."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_coordinator or actor.is_evaluator:
            return here
        return here.filter(association__in=actor.association_ids)


@tracked()
class VolunteerEntry(Tenant):
    """One volunteer's hours of a day on a piece of work: by hand, and apart from them with a machine.

    `hours` are those without a machine, `machine_hours` those with one and its driver. Of somebody who is
    also a worker, triggers keep volunteer hours and hours of paid work off each other's days: entries know
    no time of day. The name is emptied when its time is over.
    """

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="volunteering", verbose_name=_("association")
    )
    work = models.ForeignKey(
        UnfinishedWork, models.PROTECT, related_name="volunteering", verbose_name=_("unfinished work")
    )
    day = models.DateField(_("day"))
    name = models.CharField(_("volunteer"), max_length=200, blank=True)
    worker = models.ForeignKey(
        Worker, models.PROTECT, null=True, blank=True, related_name="volunteering",
        verbose_name=_("the same person as a worker"),
    )  # fmt: skip
    is_old_enough = models.BooleanField(_("at least 15 years old"))
    hours = day_hours(verbose_name=_("hours by hand"), default=0)
    machine_hours = day_hours(verbose_name=_("hours with a machine"), default=0)
    machine = models.CharField(_("which machine"), max_length=100, blank=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    written_by = models.CharField(_("written by"), max_length=200)
    forgotten_on = models.DateField(_("the name was removed"), null=True, blank=True)
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(hours__gte=0, machine_hours__gte=0, hours__lte=24 - F("machine_hours"))
                & ~Q(hours=0, machine_hours=0),
                name="volunteer_hours_within_day",
                violation_error_message=_("Hours of a day are more than 0 and at most 24 together."),
            ),
            models.CheckConstraint(
                condition=Q(is_old_enough=True),
                name="volunteer_old_enough",
                violation_error_message=_("Only those of 15 years and more count as volunteers."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(forgotten_on__isnull=False),
                name="volunteer_has_name",
                violation_error_message=_("Write who the volunteer is."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-day", "-id"], name="volunteer_newest"),
            models.Index(
                fields=["worker", "day"], name="volunteer_worker_day", condition=Q(worker__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.name}"
