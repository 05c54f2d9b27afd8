"""Months with their hours, and what they add up to."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import day_hours, money, total_hours
from placements.choices import (
    HourKind,
    MonthSource,
    MonthState,
)
from placements.models.placements import Placement
from villages.models import Association, UnfinishedWork


class MonthQuerySet(models.QuerySet["Month"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its people."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_coordinator:
            return here
        return here.filter(placement__association__in=actor.association_ids)

    def unapproved(self, actor: Actor, on: date) -> Self:
        """Months before the running one that have hours and are still open."""
        return self.visible_to(actor).filter(
            Exists(HourEntry.objects.filter(month=OuterRef("pk"))),
            state=MonthState.OPEN,
            first_day__lt=on.replace(day=1),
        )


@tracked()
class Month(Tenant):
    """One calendar month of a placement's hours: open, or locked on a day by somebody."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="months")
    first_day = models.DateField(_("month"))
    state = models.CharField(max_length=10, choices=MonthState.choices, default=MonthState.OPEN)
    source = models.CharField(max_length=10, choices=MonthSource.choices, default=MonthSource.PAGE)
    version = models.PositiveSmallIntegerField(default=1)  # grows with each reopening
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.CharField(max_length=200, blank=True)  # the name as it was: part of what was signed

    objects = MonthQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["placement", "first_day"], name="month_once"),
            models.CheckConstraint(condition=Q(first_day__day=1), name="month_begins_on_first"),
            models.CheckConstraint(
                condition=(Q(state=MonthState.OPEN, locked_at=None, locked_by=""))
                | (Q(state=MonthState.LOCKED, locked_at__isnull=False) & ~Q(locked_by="")),
                name="month_lock_whole",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "first_day", "placement"], name="month_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%-m/%Y}"

    @property
    def is_locked(self) -> bool:
        return self.state == MonthState.LOCKED


@tracked()
class HourEntry(Tenant):
    """Hours of one kind on one day. Triggers keep it inside its placement and open month, 24 hours a day."""

    month = models.ForeignKey(Month, models.PROTECT, related_name="entries")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="entries")
    day = models.DateField(_("day"))
    hours = day_hours(verbose_name=_("hours"))
    kind = models.CharField(_("kind"), max_length=20, choices=HourKind.choices, default=HourKind.WORK)
    note = models.CharField(_("what was done"), max_length=300, blank=True)
    work = models.ForeignKey(
        UnfinishedWork, models.PROTECT, null=True, blank=True, related_name="entries",
        verbose_name=_("unfinished work"),
    )  # fmt: skip
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=24),
                name="hour_within_day",
                violation_error_message=_("Hours of a day are between 0 and 24."),
            ),
            models.CheckConstraint(condition=Q(kind__in=HourKind.values), name="hour_kind_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["placement", "day"], name="hour_placement_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.hours}"


class MonthlyTotal(Tenant):
    """Hours of a locked month by kind and hourly wage: what claims and indicators count. Never money."""

    association = models.ForeignKey(Association, models.PROTECT, null=True, related_name="+")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="totals")
    month = models.ForeignKey(Month, models.CASCADE, related_name="totals")
    first_day = models.DateField()
    kind = models.CharField(max_length=20, choices=HourKind.choices)
    hourly_wage = money(null=True)
    hours = total_hours()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["month", "kind", "hourly_wage"], name="monthly_total_once", nulls_distinct=False
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["municipality", "first_day"],
                include=["placement", "association", "kind", "hourly_wage", "hours"],
                name="monthly_total_counted",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%-m/%Y}: {self.hours}"
