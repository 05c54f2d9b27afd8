"""Decisions on wage subsidy and on the municipality's own supports: once recorded they stay as decided."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import PeriodField, money, percent, single
from placements.choices import ClassUnknown, DecisionSource, EmployerKind, SupportKind
from placements.models.placements import Placement

# A row is a version: the first stands by itself, a later one says what it replaces and why.
VERSION_WHOLE = Q(version=1, replaces=None, reason="") | (
    Q(version__gt=1, replaces__isnull=False) & ~Q(reason="")
)
REPLACED_WHOLE = Q(replaced_at=None, replaced_by="") | (Q(replaced_at__isnull=False) & ~Q(replaced_by=""))
WITH_REASON = _("A correction says why it is made.")
TOGETHER = _("Who replaced a decision and when stand together.")


class DecisionQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Of the placements that the actor sees."""
        return self.filter(placement__in=Placement.objects.visible_to(actor))

    def in_force(self) -> Self:
        """Versions that no correction has replaced."""
        return self.filter(replaced_at=None)


@tracked()
class SubsidyDecision(Tenant):
    """One version of an authority's decision on wage subsidy. A database trigger refuses other content.

    `rule`: the class as the law's files name it; empty where `rule_unknown` says why it cannot be told.
    `ceiling_month` None: the decision or the law of its day is not known to state one.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="subsidy_decisions")
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_with"
    )
    reason = models.CharField(_("why it is corrected"), max_length=500, blank=True)
    rule = models.CharField(_("class of wage subsidy"), max_length=20, blank=True)
    rule_unknown = models.CharField(max_length=20, choices=ClassUnknown.choices, blank=True)
    percent = percent(verbose_name=_("wage subsidy, %"))
    ceiling_month = money(verbose_name=_("at most, € a month"), null=True, blank=True)
    working_time_share: Any = models.DecimalField(
        _("share of full time"), max_digits=5, decimal_places=4, null=True, blank=True
    )
    period = PeriodField(_("subsidy period"))
    decided_on = models.DateField(_("day of the subsidy decision"))
    diary_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    payer = models.CharField(_("employment authority that pays"), max_length=200, blank=True)
    source = models.CharField(max_length=10, choices=DecisionSource.choices)
    law_version = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.CharField(max_length=200, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="decision_once_a_day",
                expressions=[
                    (single("placement_id"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(replaced_at=None),
                violation_error_message=_("The placement already has a decision for these days. Correct it."),
            ),
            models.CheckConstraint(
                condition=VERSION_WHOLE, name="decision_version_whole", violation_error_message=WITH_REASON
            ),
            models.CheckConstraint(
                condition=REPLACED_WHOLE, name="decision_replaced_whole", violation_error_message=TOGETHER
            ),
            models.CheckConstraint(
                condition=(~Q(rule="") & Q(rule_unknown="")) | (Q(rule="") & ~Q(rule_unknown="")),
                name="decision_class_or_why_not",
                violation_error_message=_("Give the class, or why it cannot be told."),
            ),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100),
                name="decision_percent_possible",
                violation_error_message=_("The wage subsidy is more than 0 and at most 100 %."),
            ),
            models.CheckConstraint(
                condition=Q(ceiling_month=None) | Q(ceiling_month__gt=0),
                name="decision_ceiling_possible",
                violation_error_message=_("The most a month is more than 0 €."),
            ),
            models.CheckConstraint(
                condition=Q(working_time_share=None) | Q(working_time_share__gt=0, working_time_share__lte=1),
                name="decision_share_possible",
                violation_error_message=_("The share of full time is more than 0 and at most 100 %."),
            ),
            models.CheckConstraint(
                condition=Q(source__in=DecisionSource.values)
                & (Q(rule_unknown="") | Q(rule_unknown__in=ClassUnknown.values)),
                name="decision_source_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "placement"], name="decision_placement")
        ]

    def __str__(self) -> str:
        return f"{self.percent} %, {self.decided_on}"

    def get_absolute_url(self) -> str:
        return reverse("decision_detail", args=[self.public_id])


class DecisionGrounds(Tenant):
    """What a recorded subsidy decision was computed from, and how: only added, never changed.

    Kept apart from the decision, because the facts tell of the person more than the employer may know.
    """

    decision = models.OneToOneField(SubsidyDecision, models.PROTECT, related_name="grounds")
    facts = models.JSONField()
    answer = models.JSONField()

    def __str__(self) -> str:
        return str(self.decision)


@tracked()
class MunicipalSupport(Tenant):
    """One of the municipality's own supports to employers, as it stands from a day to another."""

    name = models.CharField(_("name of the support"), max_length=120)
    kind = models.CharField(_("what it pays"), max_length=10, choices=SupportKind.choices)
    value = money(verbose_name=_("euros a month, or percent of wage costs"))
    conditions = models.TextField(_("conditions in words"), max_length=2000, blank=True)
    employer_kinds: Any = ArrayField(
        models.CharField(max_length=20, choices=EmployerKind.choices), default=list, blank=True,
        verbose_name=_("kinds of employer"),
    )  # fmt: skip
    least_time_percent = percent(verbose_name=_("hours, at least % of full time"), null=True, blank=True)
    longest_months = models.PositiveSmallIntegerField(_("at most, months"), null=True, blank=True)
    without_full_subsidy = models.BooleanField(_("not beside a 100 % wage subsidy"), default=False)
    most_percent = percent(
        verbose_name=_("with the wage subsidy at most, % of wage costs"), null=True, blank=True
    )
    period = PeriodField(_("in force"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="support_once_a_day",
                expressions=[
                    (single("municipality_id"), RangeOperators.OVERLAPS),
                    (
                        Func(
                            Func(F("name"), Value(0), function="hashtextextended"),
                            Func(F("name"), Value(0), function="hashtextextended"),
                            Value("[]"),
                            function="int8range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("A support of this name is already in force on these days."),
            ),
            models.CheckConstraint(
                condition=Q(value__gt=0) & (Q(kind=SupportKind.MONTHLY) | Q(value__lte=100)),
                name="support_value_possible",
                violation_error_message=_("The support is more than 0, and a share is at most 100 %."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(least_time_percent=None) | Q(least_time_percent__gt=0, least_time_percent__lte=100)
                )
                & (Q(most_percent=None) | Q(most_percent__gt=0, most_percent__lte=200))
                & (Q(longest_months=None) | Q(longest_months__gt=0)),
                name="support_conditions_possible",
                violation_error_message=_(
                    "A condition is more than 0; leave out what the support does not ask."
                ),
            ),
            models.CheckConstraint(condition=Q(kind__in=SupportKind.values), name="support_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class SupplementDecision(Tenant):
    """One version of the municipality's decision on its own support to a placement's wage."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="supplement_decisions")
    support = models.ForeignKey(MunicipalSupport, models.PROTECT, related_name="decisions")
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_with"
    )
    reason = models.CharField(_("why it is corrected"), max_length=500, blank=True)
    monthly_amount = money(verbose_name=_("euros a month"), null=True, blank=True)
    share_percent = percent(verbose_name=_("percent of wage costs"), null=True, blank=True)
    period = PeriodField(_("support period"))
    decided_on = models.DateField(_("day of the decision"))
    diary_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    answer = models.JSONField(default=dict)
    law_version = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.CharField(max_length=200, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="supplement_once_a_day",
                expressions=[
                    (single("placement_id"), RangeOperators.OVERLAPS),
                    (single("support_id"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(replaced_at=None),
                violation_error_message=_(
                    "The placement already has this support for these days. Correct it."
                ),
            ),
            models.CheckConstraint(
                condition=VERSION_WHOLE, name="supplement_version_whole", violation_error_message=WITH_REASON
            ),
            models.CheckConstraint(
                condition=REPLACED_WHOLE, name="supplement_replaced_whole", violation_error_message=TOGETHER
            ),
            models.CheckConstraint(
                condition=Q(monthly_amount__isnull=False, monthly_amount__gt=0, share_percent=None)
                | Q(
                    monthly_amount=None,
                    share_percent__isnull=False,
                    share_percent__gt=0,
                    share_percent__lte=100,
                ),
                name="supplement_one_value",
                violation_error_message=_("Give either euros a month or a percentage of at most 100."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "placement"], name="supplement_placement")
        ]

    def __str__(self) -> str:
        return f"{self.support}, {self.decided_on}"
