"""Months with their hours, and what they add up to."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import day_hours, money, total_hours
from placements.choices import COUNTED_STATES, Confirmation, HourKind, MonthSource, MonthState
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
        """Submitted months, and those before the running one that have hours and that nobody has sent."""
        written = Exists(HourEntry.objects.filter(month=OuterRef("pk")))
        unsent = Q(written, state=MonthState.OPEN, first_day__lt=on.replace(day=1))
        return self.visible_to(actor).filter(unsent | Q(state=MonthState.SUBMITTED))


def _pair(step: str, **empty: str) -> Q:
    """The step was taken at an instant by somebody, with all that belongs to it, or not at all."""
    empty |= {f"{step}_by": ""}
    taken = Q(**{f"{step}_at__isnull": False})
    for name, value in empty.items():
        taken &= ~Q(**{name: value})
    return Q(**{f"{step}_at": None}, **empty) | taken


@tracked("edition")
class Month(Tenant):
    """One calendar month of a placement's hours, on its way: open, submitted, approved, locked.

    A month that was returned is open and has the note with which it came back. Whoever took a step stands
    by the name of the day: it is part of what was signed. `edition` grows with each save and step, and says
    whether what somebody saw still stands.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="months")
    first_day = models.DateField(_("month"))
    state = models.CharField(_("state"), max_length=10, choices=MonthState.choices, default=MonthState.OPEN)
    source = models.CharField(max_length=10, choices=MonthSource.choices, default=MonthSource.PAGE)
    version = models.PositiveSmallIntegerField(_("version"), default=1)  # grows with each reopening
    edition = models.PositiveIntegerField(default=0, editable=False)
    is_complete = models.BooleanField(_("complete: a day without hours had no work"), default=False)
    confirmation = models.CharField(
        _("confirmed as"), max_length=10, choices=Confirmation.choices, blank=True
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=200, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.CharField(_("submitted by"), max_length=200, blank=True)
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)
    returned_by = models.CharField(_("returned by"), max_length=200, blank=True)
    return_note = models.CharField(_("why it was returned"), max_length=300, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=200, blank=True)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    locked_by = models.CharField(_("locked by"), max_length=200, blank=True)

    objects = MonthQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["placement", "first_day"], name="month_once"),
            models.CheckConstraint(condition=Q(first_day__day=1), name="month_begins_on_first"),
            models.CheckConstraint(
                condition=Q(state=MonthState.OPEN, submitted_at=None, approved_at=None, locked_at=None)
                | Q(state=MonthState.SUBMITTED, submitted_at__isnull=False, approved_at=None, locked_at=None)
                | Q(state=MonthState.APPROVED, approved_at__isnull=False, locked_at=None)
                | Q(state=MonthState.LOCKED, locked_at__isnull=False),
                name="month_state_whole",
            ),
            models.CheckConstraint(
                condition=_pair("confirmed", confirmation=""),
                name="month_confirmed_whole",
            ),
            models.CheckConstraint(condition=_pair("submitted"), name="month_submitted_whole"),
            models.CheckConstraint(
                condition=_pair("returned", return_note=""),
                name="month_returned_whole",
                violation_error_message=_("Say why the month is returned."),
            ),
            models.CheckConstraint(condition=_pair("approved"), name="month_approved_whole"),
            models.CheckConstraint(condition=_pair("locked"), name="month_lock_whole"),
            models.CheckConstraint(
                condition=Q(confirmation="") | Q(confirmation__in=Confirmation.values),
                name="month_confirmation_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "first_day", "placement"], name="month_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%-m/%Y}"

    @property
    def is_open(self) -> bool:
        return self.state == MonthState.OPEN

    @property
    def is_locked(self) -> bool:
        return self.state == MonthState.LOCKED

    @property
    def is_counted(self) -> bool:
        return self.state in COUNTED_STATES


class MonthVersion(Tenant):
    """A closed month as it was before it was opened again. Written once, never changed.

    `entries` are its hours in the order of days: day, hours, kind, note, work, evening_hours, kilometres,
    is_agreed_extra. `steps` are who took which step when: confirmed, submitted, approved, locked, each with
    `at` and `by`; a step that nobody took is not there.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="month_versions")
    month = models.ForeignKey(Month, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=MonthState.choices)
    is_complete = models.BooleanField(_("complete: a day without hours had no work"))
    entries = models.JSONField()
    steps = models.JSONField()
    reason = models.CharField(_("why it was opened again"), max_length=300)
    reopened_at = models.DateTimeField(_("opened again"))
    reopened_by = models.CharField(_("opened again by"), max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["month", "number"], name="month_version_once"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(reopened_by=""),
                name="month_version_has_reason",
                violation_error_message=_("Say why the month is opened again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} ({self.number})"


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
    evening_hours = day_hours(verbose_name=_("of which in the evening or at night"), null=True, blank=True)
    kilometres = models.DecimalField(
        _("kilometres with one's own car"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    is_agreed_extra = models.BooleanField(_("extra work or overtime, agreed with the worker"), default=False)
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=24),
                name="hour_within_day",
                violation_error_message=_("Hours of a day are between 0 and 24."),
            ),
            models.CheckConstraint(condition=Q(kind__in=HourKind.values), name="hour_kind_known"),
            models.CheckConstraint(
                condition=Q(evening_hours=None) | Q(evening_hours__gt=0, evening_hours__lte=F("hours")),
                name="hour_evening_within",
                violation_error_message=_("Evening hours are a part of the day's hours."),
            ),
            models.CheckConstraint(
                condition=Q(kilometres=None) | Q(kilometres__gt=0, kilometres__lte=2000),
                name="hour_kilometres_possible",
                violation_error_message=_("Kilometres are more than 0 and at most 2000."),
            ),
            models.CheckConstraint(
                condition=Q(kind=HourKind.WORK)
                | Q(evening_hours=None, kilometres=None, is_agreed_extra=False),
                name="hour_extras_of_work",
                violation_error_message=_("Only work has evening hours, kilometres and extra work."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["placement", "day"], name="hour_placement_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.hours}"


class MonthlyTotal(Tenant):
    """Hours of an approved or locked month by kind and hourly wage, which all figures count. Never money."""

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
