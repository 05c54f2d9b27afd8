"""Claims for wage subsidy and supplements, and the forms that their payers ask for."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import PeriodField, money, percent, single, total_hours
from placements.choices import ClaimKind, ClaimState, ClaimSum
from placements.models.decisions import SubsidyDecision, SupplementDecision
from placements.models.pay import Pay
from placements.models.placements import Placement
from villages.models import Association

SENT_STATES = (ClaimState.SENT, ClaimState.PAID, ClaimState.RECOVERED)


def exact(**options: Any) -> Any:
    """Euros that are not rounded yet."""
    return models.DecimalField(max_digits=16, decimal_places=6, **options)


def _hashed(column: str) -> Func:
    number = Func(F(column), Value(0), function="hashtextextended")
    return Func(number, number, Value("[]"), function="int8range")


@tracked()
class ClaimTemplate(Tenant):
    """The rows of a payer's form, for decisions of some days. An empty payer stands for every other one."""

    kind = models.CharField(_("what is claimed"), max_length=12, choices=ClaimKind.choices)
    payer = models.CharField(_("payer"), max_length=200, blank=True)
    period = PeriodField(_("decisions made"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="claim_template_once_a_day",
                expressions=[
                    (single("municipality_id"), RangeOperators.OVERLAPS),
                    (_hashed("kind"), RangeOperators.OVERLAPS),
                    (_hashed("payer"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The payer already has a form for decisions of these days."),
            ),
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_template_kind_known"),
        ]

    def __str__(self) -> str:
        return self.payer or str(_("every payer"))

    def get_absolute_url(self) -> str:
        return reverse("claim_template", args=[self.public_id])


@tracked()
class ClaimTemplateRow(Tenant):
    """One row of a payer's form: its place, its words, and what it sums (with `is_minus` taken away)."""

    template = models.ForeignKey(ClaimTemplate, models.CASCADE, related_name="rows")
    place = models.PositiveSmallIntegerField(_("place"))
    label_fi = models.CharField(_("in Finnish"), max_length=200)
    label_sv = models.CharField(_("in Swedish"), max_length=200, blank=True)
    sums: Any = ArrayField(models.CharField(max_length=30, choices=ClaimSum.choices), verbose_name=_("sums"))
    is_minus = models.BooleanField(_("taken away"), default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["template", "place"],
                name="claim_template_row_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.label_fi


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its treasurers."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.filter(association__in=actor.treasurer_association_ids)

    def in_force(self) -> Self:
        """Those that no sent correction has replaced; of a correction in the making the one before it too."""
        later = Claim.objects.filter(replaces=OuterRef("pk"), state__in=SENT_STATES)
        return self.exclude(Exists(later))


@tracked()
class Claim(Tenant):
    """One claim to a payer for the pay periods that ended in a calendar month: draft, sent, paid, recovered.

    Sent rows never change; a correction is a new version, with its reason and the difference to what was
    claimed before (below zero: owed back). A trigger holds what is sent, and the decisions' limits.
    """

    association = models.ForeignKey(Association, models.PROTECT, related_name="claims")
    kind = models.CharField(_("what is claimed"), max_length=12, choices=ClaimKind.choices)
    payer = models.CharField(_("payer"), max_length=200, blank=True)
    month = models.DateField(_("month"))  # its first day
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_with",
        verbose_name=_("replaces"),
    )
    reason = models.CharField(_("why it is corrected"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ClaimState.choices, default=ClaimState.DRAFT)
    total = money(verbose_name=_("euros claimed"), default=Decimal(0))
    difference = money(verbose_name=_("difference to the claim before"), null=True, blank=True)
    reference = models.CharField(_("number at the payer"), max_length=60, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.CharField(_("made by"), max_length=200)
    sent_on = models.DateField(_("day of sending"), null=True, blank=True)
    sent_at = models.DateTimeField(_("marked as sent"), null=True, blank=True)
    sent_by = models.CharField(_("marked as sent by"), max_length=200, blank=True)
    paid_on = models.DateField(_("day of payment"), null=True, blank=True)
    paid_amount = money(verbose_name=_("euros paid"), null=True, blank=True)
    paid_at = models.DateTimeField(_("marked as paid"), null=True, blank=True)
    paid_by = models.CharField(_("marked as paid by"), max_length=200, blank=True)
    recovered_on = models.DateField(_("day of recovery"), null=True, blank=True)
    recovered_amount = money(verbose_name=_("euros recovered"), null=True, blank=True)
    recovered_at = models.DateTimeField(_("marked as recovered"), null=True, blank=True)
    recovered_by = models.CharField(_("marked as recovered by"), max_length=200, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(month__day=1), name="claim_of_month"),
            models.CheckConstraint(
                condition=Q(kind__in=ClaimKind.values, state__in=ClaimState.values), name="claim_state_known"
            ),
            models.CheckConstraint(
                condition=Q(version=1, replaces=None, reason="")
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(reason="")),
                name="claim_version_has_reason",
                violation_error_message=_("Say why the claim is corrected."),
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.DRAFT, sent_on=None, sent_at=None, sent_by="")
                | (
                    Q(state__in=SENT_STATES, sent_on__isnull=False, sent_at__isnull=False) & ~Q(sent_by="")
                ),
                name="claim_sent_whole",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None, paid_amount=None, paid_at=None, paid_by="")
                | (
                    Q(
                        state__in=[ClaimState.PAID, ClaimState.RECOVERED],
                        paid_on__isnull=False, paid_amount__isnull=False, paid_at__isnull=False,
                    ) & ~Q(paid_by="")
                ),
                name="claim_paid_whole",
            ),
            models.CheckConstraint(
                condition=Q(recovered_on=None, recovered_amount=None, recovered_at=None, recovered_by="")
                | (
                    Q(
                        state=ClaimState.RECOVERED, recovered_on__isnull=False,
                        recovered_amount__gt=0, recovered_at__isnull=False,
                    ) & ~Q(recovered_by="")
                ),
                name="claim_recovered_whole",
                violation_error_message=_("What is recovered is more than 0 €."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.PAID) | Q(paid_at__isnull=False), name="claim_paid_has_payment"
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None, paid_on=None) | Q(paid_on=None) | Q(paid_on__gte=F("sent_on")),
                name="claim_paid_after_sent",
                violation_error_message=_("A claim is not paid before it is sent."),
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-month", "-id"], name="claim_newest"),
            models.Index(fields=["association", "month"], name="claim_of_association"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.month:%-m/%Y}, {self.association}"

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.public_id])

    @property
    def is_draft(self) -> bool:
        return self.state == ClaimState.DRAFT

    @property
    def due_amount(self) -> Decimal:
        """What the payer still owes by this version alone: all of it, or the difference of a correction."""
        due: Decimal = self.total if self.difference is None else self.difference
        return due

    @property
    def is_owed_back(self) -> bool:
        """Whether this version asks for less than the one before: its payment goes to the payer."""
        return self.due_amount < 0

    @property
    def payment_difference(self) -> Decimal | None:
        """Paid less than due (below zero) or more; None until it is paid."""
        paid: Decimal | None = self.paid_amount
        return None if paid is None else paid - self.due_amount


@tracked()
class ClaimLine(Tenant):
    """What a claim asks for one pay by one decision, with everything that it was computed from.

    `days` are those of the pay period that the decision covers. `base`, `above_ceiling`, `ceiling`, `most`
    and `other_aid` are the limits that the database holds the amount to. `rows` are the payer's form, filled
    in: list of {label_fi, label_sv, value, is_hours}. `is_in_force`: no correction stands in its place.
    """

    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="lines")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="claim_lines")
    pay = models.ForeignKey(Pay, models.PROTECT, related_name="claim_lines")
    subsidy = models.ForeignKey(
        SubsidyDecision, models.PROTECT, null=True, blank=True, related_name="claim_lines"
    )
    supplement = models.ForeignKey(
        SupplementDecision, models.PROTECT, null=True, blank=True, related_name="claim_lines"
    )
    days = PeriodField(_("days"))
    is_in_force = models.BooleanField(default=True)
    percent = percent(verbose_name=_("percent"))
    base = exact()
    above_ceiling = money(default=Decimal(0))
    ceiling = exact()
    most = money()
    other_aid = money(default=Decimal(0))
    counted = money(verbose_name=_("cost that counts"))
    hours = total_hours(verbose_name=_("hours"), null=True, blank=True)
    amount = money(verbose_name=_("euros claimed"))
    rows = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    law_version = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(subsidy__isnull=False, supplement=None)
                | Q(subsidy=None, supplement__isnull=False),
                name="claim_line_one_decision",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, base__gte=0, ceiling__gte=0, other_aid__gte=0),
                name="claim_line_positive",
                violation_error_message=_("A claim asks for 0 € or more."),
            ),
            ExclusionConstraint(
                name="claim_line_days_once",
                expressions=[
                    (single("placement_id"), RangeOperators.OVERLAPS),
                    ("days", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_in_force=True, supplement=None),
                violation_error_message=_("These days' wages are already in another claim."),
            ),
            ExclusionConstraint(
                name="claim_line_support_once",
                expressions=[
                    (single("placement_id"), RangeOperators.OVERLAPS),
                    (single("supplement_id"), RangeOperators.OVERLAPS),
                    ("days", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_in_force=True, subsidy=None),
                violation_error_message=_("These days' wages are already in another claim of this support."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement.worker}: {self.amount}"

    @property
    def decision(self) -> SubsidyDecision | SupplementDecision:
        found = self.subsidy or self.supplement
        assert found is not None  # noqa: S101 - a constraint says so
        return found


def row_label(row: dict[str, Any]) -> str:
    """A form row's words in the reader's language; Finnish where the form has no other."""
    swedish = str(row.get("label_sv", ""))
    return swedish if get_language() == "sv" and swedish else str(row["label_fi"])
