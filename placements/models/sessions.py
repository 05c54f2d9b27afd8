"""Sessions of groups, and who was there."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from placements.choices import SessionKind
from placements.models.placements import Group
from villages.models import Association
from workers.models import Worker


class SessionQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the led groups' and associations' for supervisors."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_coordinator:
            return here
        led = Q(group__supervisor=actor.user) | Q(group__supervisor=None)
        return here.filter(led, association__in=actor.supervised_association_ids)


@tracked()
class Session(Tenant):
    """A group, or people of an association, met on a day for peer support, job search or the like."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="sessions", verbose_name=_("association")
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("group")
    )
    held_on = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=15, choices=SessionKind.choices)
    hours = models.DecimalField(
        _("hours"), max_digits=4, decimal_places=2, validators=[MaxValueValidator(12)]
    )
    leader = models.CharField(_("led by"), max_length=200, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    client_key = models.UUIDField(null=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "client_key"],
                name="session_sent_once",
                violation_error_message=_("This session has been saved already."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=12),
                name="session_hours",
                violation_error_message=_("A session lasts more than 0 and at most 12 hours."),
            ),
            models.CheckConstraint(condition=Q(kind__in=SessionKind.values), name="session_kind_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "held_on"], name="session_by_day"),
            models.Index(fields=["association", "group", "held_on"], name="session_of_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group or self.association}: {self.get_kind_display()}"


@tracked()
class Attendance(Tenant):
    """Whether a person was at a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="attendances", verbose_name=_("person"))
    present = models.BooleanField(_("was there"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["session", "worker"],
                name="attendance_once",
                violation_error_message=_("The person's attendance has been written already."),
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "worker"], name="attendance_of_worker")
        ]

    def __str__(self) -> str:
        return f"{self.worker}"
