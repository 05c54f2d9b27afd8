"""Wages: an association's pay periods, and what each worker is paid for one."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.law.period import ONE_DAY, Period, month_of
from laavu.shared.fields import PeriodField, money, percent, single
from placements.choices import PayFrequency, PayKind, PayState, PayUnit
from placements.models.placements import Placement
from villages.models import Association

SIDE_COSTS = ("pension", "unemployment", "health", "accident", "group_life")
NOT_WAGE = (PayKind.MILEAGE, PayKind.EXPENSES)


class PayPeriodQuerySet(models.QuerySet["PayPeriod"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its treasurers."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.filter(association__in=actor.treasurer_association_ids)

    def ended_in(self, month: date) -> Self:
        """Those whose last day lies in the calendar month: what one month's claim goes by."""
        whole = month_of(month)
        last = whole.last or whole.first
        return self.filter(period__endswith__gt=whole.first, period__endswith__lte=last + ONE_DAY)


@tracked()
class PayPeriod(Tenant):
    """The days whose wages an association pays together, and the day on which it pays them."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="pay_periods")
    frequency = models.CharField(
        _("how often"), max_length=12, choices=PayFrequency.choices, default=PayFrequency.MONTHLY
    )
    period = PeriodField(_("period"))
    pay_on = models.DateField(_("pay day"))

    objects = PayPeriodQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *(
                ExclusionConstraint(
                    name=f"pay_period_once_{frequency}",
                    expressions=[
                        (single("association_id"), RangeOperators.OVERLAPS),
                        ("period", RangeOperators.OVERLAPS),
                    ],
                    condition=Q(frequency=frequency),
                    violation_error_message=_("The days overlap with another pay period of the association."),
                )
                for frequency in PayFrequency.values
            ),
            models.CheckConstraint(
                condition=Q(period__upper_inf=False, period__lower_inf=False, period__isempty=False),
                name="pay_period_has_ends",
                violation_error_message=_("A pay period has a first and a last day."),
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=PayFrequency.values), name="pay_period_frequency_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "association", "pay_on"], name="pay_period_by_day")
        ]

    def __str__(self) -> str:
        whole: Period = self.period
        return f"{whole.first:%-d.%-m.%Y}–{whole.last:%-d.%-m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("pay_period", args=[self.public_id])


class PayQuerySet(models.QuerySet["Pay"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its treasurers."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.filter(association__in=actor.treasurer_association_ids)

    def newest(self) -> Self:
        """The last version of each, whatever its state."""
        return self.exclude(Exists(Pay.objects.filter(replaces=OuterRef("pk"))))

    def settled(self) -> Self:
        """What counts: of each the last version that is closed or paid."""
        later = Pay.objects.filter(
            placement=OuterRef("placement"),
            pay_period=OuterRef("pay_period"),
            version__gt=OuterRef("version"),
        ).exclude(state=PayState.DRAFT)
        return self.exclude(state=PayState.DRAFT).exclude(Exists(later))


@tracked()
class Pay(Tenant):
    """What one worker is paid for one pay period: draft, closed, paid. A trigger holds it from then on.

    Closed pay never changes but in its payment; what has to be corrected gets a new version with a
    reason. `gross` is the sum of the wage lines, `reimbursed` that of the others; a sum or a side cost that
    cannot be computed is None, and `problems` say why (list of
    {code, values, blocks}; the words are in placements/pay/words.py).
    """

    association = models.ForeignKey(Association, models.PROTECT, related_name="pays")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="pays")
    pay_period = models.ForeignKey(PayPeriod, models.PROTECT, related_name="pays")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    reason = models.CharField(_("why it is corrected"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=PayState.choices, default=PayState.DRAFT)
    gross = money(verbose_name=_("gross wage"), null=True, blank=True)
    reimbursed = money(verbose_name=_("reimbursed expenses"), default=Decimal(0))
    pension = money(verbose_name=_("employer's pension contribution"), null=True, blank=True)
    unemployment = money(verbose_name=_("unemployment insurance contribution"), null=True, blank=True)
    health = money(verbose_name=_("health insurance contribution"), null=True, blank=True)
    accident = money(verbose_name=_("accident insurance"), null=True, blank=True)
    group_life = money(verbose_name=_("group life insurance"), null=True, blank=True)
    side_steps = models.JSONField(default=list, blank=True)  # how the side costs were computed
    problems = models.JSONField(default=list, blank=True)
    law_version = models.CharField(max_length=40, blank=True)
    computed_at = models.DateTimeField(_("computed"), default=timezone.now)
    computed_by = models.CharField(_("computed by"), max_length=200)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.CharField(_("closed by"), max_length=200, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    payslip_reference = models.CharField(_("pay slip"), max_length=60, blank=True)
    paid_at = models.DateTimeField(_("marked as paid"), null=True, blank=True)
    paid_by = models.CharField(_("marked as paid by"), max_length=200, blank=True)

    objects = PayQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["placement", "pay_period", "version"], name="pay_once"),
            models.CheckConstraint(
                condition=(Q(version=1, replaces=None, reason=""))
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(reason="")),
                name="pay_version_has_reason",
                violation_error_message=_("Say why the pay is corrected."),
            ),
            models.CheckConstraint(
                condition=Q(state=PayState.DRAFT, closed_at=None, closed_by="")
                | (
                    Q(closed_at__isnull=False, gross__isnull=False)
                    & ~Q(closed_by="")
                    & ~Q(state=PayState.DRAFT)
                ),
                name="pay_closed_whole",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(state=PayState.PAID) & Q(paid_on=None, payslip_reference="", paid_at=None, paid_by="")
                )
                | (Q(state=PayState.PAID, paid_on__isnull=False, paid_at__isnull=False) & ~Q(paid_by="")),
                name="pay_paid_whole",
            ),
            models.CheckConstraint(condition=Q(state__in=PayState.values), name="pay_state_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "association", "pay_period"], name="pay_of_period")
        ]

    def __str__(self) -> str:
        return f"{self.placement.worker}, {self.pay_period}"

    def get_absolute_url(self) -> str:
        return reverse("pay_detail", args=[self.public_id])

    @property
    def is_draft(self) -> bool:
        return self.state == PayState.DRAFT

    @property
    def side_costs(self) -> Decimal | None:
        """All side costs; None when one of them is not known."""
        costs = [getattr(self, name) for name in SIDE_COSTS]
        return None if None in costs else sum(costs, Decimal(0))

    @property
    def is_blocked(self) -> bool:
        """Whether a problem keeps the pay from closing."""
        return any(problem["blocks"] for problem in self.problems)


@tracked()
class PayLine(Tenant):
    """One line of a pay: quantity × unit price × percent, rounded once, half up to the cent.

    `item` is the law's cost item (laavu/law/parameters/cost_items.toml). A line belongs to one calendar
    month, also when its pay period crosses two. `steps` say how it came about (list of {code,
    values, statute}). A line by hand has its reason.
    """

    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    pay = models.ForeignKey(Pay, models.CASCADE, related_name="lines")
    kind = models.CharField(_("what for"), max_length=25, choices=PayKind.choices)
    item = models.CharField(_("cost item"), max_length=30)
    income_code = models.CharField(_("income type"), max_length=3, blank=True)
    month = models.DateField(_("month"))
    quantity = models.DecimalField(_("quantity"), max_digits=10, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=10, choices=PayUnit.choices, blank=True)
    unit_price = models.DecimalField(_("price, €"), max_digits=12, decimal_places=4, null=True, blank=True)
    percent = percent(verbose_name=_("percent"), null=True, blank=True)
    amount = money(verbose_name=_("amount, €"))
    is_manual = models.BooleanField(_("by hand"), default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    steps = models.JSONField(default=list, blank=True)
    statute = models.CharField(_("statute"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(month__day=1), name="pay_line_of_month",
                violation_error_message=_("A line belongs to a calendar month."),
            ),
            models.CheckConstraint(
                condition=Q(is_manual=False, reason="") | (Q(is_manual=True) & ~Q(reason="")),
                name="pay_line_has_reason",
                violation_error_message=_("A line by hand needs its reason."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PayKind.values, unit__in=["", *PayUnit.values]),
                name="pay_line_kinds_known",
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "month", "item"], name="pay_line_of_item")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"

    @property
    def is_wage(self) -> bool:
        return self.kind not in NOT_WAGE


@tracked()
class ReportedIncome(Tenant):
    """What the payroll service reported to the Incomes Register of one payment, by income type."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    pay = models.ForeignKey(Pay, models.PROTECT, related_name="reported")
    income_code = models.CharField(_("income type"), max_length=3)
    amount = money(verbose_name=_("reported, €"))
    reported_at = models.DateTimeField(_("written down"), default=timezone.now)
    reported_by = models.CharField(_("written down by"), max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pay", "income_code"], name="reported_income_once"),
            models.CheckConstraint(
                condition=Q(income_code__regex=r"^[0-9]{3}$"), name="reported_income_code",
                violation_error_message=_("An income type has three digits."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.income_code}: {self.amount}"
