"""Programmes, who takes part in them, and their funders."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, User, tracked
from laavu.shared.fields import PeriodField
from workers.models import Worker, no_overlap


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the shared ones for a funder."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_city else here.filter(pk__in=actor.programme_ids)


@tracked()
class Programme(Tenant):
    """A funded project or programme; its number is text, as the funder writes it."""

    code = models.CharField(_("project number"), max_length=30)
    name = models.CharField(_("name"), max_length=200)
    funder = models.CharField(_("funder"), max_length=200, blank=True)
    period = PeriodField(_("period"))

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="programme_code_once",
                violation_error_message=_("There is already a programme with this number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def get_absolute_url(self) -> str:
        return reverse("programme_detail", args=[self.public_id])


@tracked()
class Participation(Tenant):
    """A person's time in a programme. Whose wage the project pays is not the fund's participant."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participations")
    worker = models.ForeignKey(
        Worker, models.PROTECT, related_name="participations", verbose_name=_("person")
    )
    period = PeriodField(_("period"))
    wage_from_project = models.BooleanField(_("the project pays the wage"), default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            no_overlap(
                "participation_one_at_a_time",
                _("The person is already in the programme in this period."),
                "programme_id",
                "worker_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.programme}"


@tracked()
class ProgrammeMember(Tenant):
    """A funder's person, who sees the programme's published reports; ended, never deleted."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="programme_roles", verbose_name=_("user"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["programme", "user"],
                condition=Q(ended_on=None),
                name="programme_member_once",
                violation_error_message=_("The programme is already shared with this person."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.programme}"
