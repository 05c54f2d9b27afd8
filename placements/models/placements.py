"""Groups, and placements with their terms."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, User, tracked
from laavu.law.period import ONE_DAY, Period
from laavu.shared.fields import PeriodField, money, percent, single
from placements.choices import (
    EmployerKind,
    PlacementKind,
)
from villages.models import Association, Village
from workers.models import Worker, has_end


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own association's for its people."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_city else here.filter(association__in=actor.association_ids)


@tracked()
class Group(Tenant):
    """People who work together for one association, at a site, with a supervisor."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="groups", verbose_name=_("association")
    )
    name = models.CharField(_("name"), max_length=200)
    site = models.CharField(_("site"), max_length=200, blank=True)
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("village")
    )
    supervisor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("work supervisor")
    )
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("How many people can work in the group at a time.")
    )
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association", "name"],
                name="group_name_once",
                violation_error_message=_("The association already has a group of this name."),
            ),
            models.UniqueConstraint(fields=["association", "id"], name="group_of_association"),
            models.CheckConstraint(
                condition=Q(places=None) | Q(places__gt=0, places__lte=500),
                name="group_places_possible",
                violation_error_message=_("A group has at least 1 place and at most 500."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group_detail", args=[self.public_id])


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, those with the own association for its people."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.filter(association__in=actor.association_ids)

    def in_force(self, period: Period) -> Self:
        """Those that share at least one day with the period."""
        return self.filter(period__overlap=period)

    def ending(self, period: Period) -> Self:
        """Those whose last day lies in the period."""
        return self.filter(
            period__endswith__gt=period.first,
            period__endswith__lte=(period.last or date.max - ONE_DAY) + ONE_DAY,
        )


@tracked()
class Placement(Tenant):
    """One person's time of work with one employer. Terms stand by day in `terms`."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="placements", verbose_name=_("person"))
    employer_kind = models.CharField(_("kind of employer"), max_length=20, choices=EmployerKind.choices)
    association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="placements",
        verbose_name=_("association"),
    )  # fmt: skip
    employer_name = models.CharField(_("other employer"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind of work"), max_length=20, choices=PlacementKind.choices, default=PlacementKind.SUBSIDISED
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="placements", verbose_name=_("group")
    )
    period = PeriodField(_("period"))
    end_reason = models.CharField(_("why it ended early"), max_length=300, blank=True)
    subsidy_percent = percent(verbose_name=_("wage subsidy, %"), null=True, blank=True)
    subsidy_decided_on = models.DateField(_("day of the subsidy decision"), null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(
                    employer_kind=EmployerKind.ASSOCIATION, association__isnull=False, employer_name=""
                )
                | (
                    ~Q(employer_kind=EmployerKind.ASSOCIATION)
                    & Q(association=None, group=None)
                    & ~Q(employer_name="")
                ),
                name="placement_one_employer",
                violation_error_message=_(
                    "A placement has one employer: an association, or another by its name (without a group)."
                ),
            ),
            ExclusionConstraint(
                name="placement_once_with_association",
                expressions=[
                    (single("worker_id"), RangeOperators.OVERLAPS),
                    (single("association_id"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(association__isnull=False),
                violation_error_message=_(
                    "The person already has a placement with this employer in this period."
                ),
            ),
            ExclusionConstraint(
                name="placement_once_with_other",
                expressions=[
                    (single("worker_id"), RangeOperators.OVERLAPS),
                    (
                        Func(
                            Func(F("employer_name"), Value(0), function="hashtextextended"),
                            Func(F("employer_name"), Value(0), function="hashtextextended"),
                            Value("[]"),
                            function="int8range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(association=None),
                violation_error_message=_(
                    "The person already has a placement with this employer in this period."
                ),
            ),
            models.CheckConstraint(
                condition=Q(subsidy_percent=None) | Q(subsidy_percent__gt=0, subsidy_percent__lte=100),
                name="placement_percent_possible",
                violation_error_message=_("The wage subsidy is more than 0 and at most 100 %."),
            ),
            models.CheckConstraint(
                condition=Q(subsidy_percent=None, subsidy_decided_on=None)
                | Q(subsidy_percent__isnull=False, subsidy_decided_on__isnull=False),
                name="placement_decision_whole",
                violation_error_message=_("A subsidy decision has both its percentage and its day."),
            ),
            models.CheckConstraint(
                condition=has_end() | Q(end_reason=""),
                name="placement_reason_needs_end",
                violation_error_message=_("Give the last day too, not only why it ended."),
            ),
            models.CheckConstraint(
                condition=Q(employer_kind__in=EmployerKind.values, kind__in=PlacementKind.values),
                name="placement_kinds_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "association", "id"], name="placement_association"),
            models.Index(fields=["municipality", "id"], name="placement_newest"),
            models.Index(fields=["municipality", "worker"], name="placement_worker"),
        ]

    def __str__(self) -> str:
        return f"{self.worker}, {self.employer}"

    def get_absolute_url(self) -> str:
        return reverse("placement_detail", args=[self.public_id])

    @property
    def employer(self) -> str:
        return str(self.association) if self.association else self.employer_name


@tracked()
class Terms(Tenant):
    """Weekly hours and hourly or monthly wage of a placement, from a day until the next terms."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="terms")
    from_on = models.DateField(_("from"))
    weekly_hours = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=2)
    hourly_wage = money(verbose_name=_("hourly wage, €"), null=True, blank=True)
    monthly_wage = money(verbose_name=_("monthly wage, €"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["placement", "from_on"],
                name="terms_once_a_day",
                violation_error_message=_("The placement already has terms from this day."),
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gt=0, weekly_hours__lte=48),
                name="terms_hours_possible",
                violation_error_message=_("Weekly hours are more than 0 and at most 48."),
            ),
            models.CheckConstraint(
                condition=Q(hourly_wage=None) | Q(hourly_wage__gt=0, hourly_wage__lte=500),
                name="terms_wage_possible",
                violation_error_message=_("The hourly wage is more than 0 and at most 500 €."),
            ),
            models.CheckConstraint(
                condition=Q(hourly_wage=None) | Q(monthly_wage=None),
                name="terms_one_wage",
                violation_error_message=_("A wage is by the hour or by the month, not both."),
            ),
            models.CheckConstraint(
                condition=Q(monthly_wage=None) | Q(monthly_wage__gt=0, monthly_wage__lte=20000),
                name="terms_month_possible",
                violation_error_message=_("The monthly wage is more than 0 and at most 20,000 €."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on}: {self.weekly_hours} h"
