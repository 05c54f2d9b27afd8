"""An association's money: what the treasurer says is in the cash, what is expected, and buffer loans."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import PeriodField, money
from placements.choices import CashDirection, CashItemKind, Certainty, Lender
from villages.models import Association


class CashQuerySet(models.QuerySet[Any]):
    """Rows that hang on an association directly."""

    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators, the own association's for its treasurers."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_coordinator else here.filter(association__in=actor.treasurer_association_ids)


@tracked()
class CashBalance(Tenant):
    """What an association had in the morning of a day, as its treasurer says."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="cash_balances", verbose_name=_("association")
    )
    known_on = models.DateField(_("day"))
    amount = money(verbose_name=_("money in the accounts and the cash box, €"))
    stated_at = models.DateTimeField(default=timezone.now, editable=False)
    stated_by = models.CharField(max_length=200, editable=False)

    objects = CashQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association", "known_on"],
                name="cash_balance_once_a_day",
                violation_error_message=_("The balance of this day is already written."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.known_on}: {self.amount}"


@tracked()
class CashItem(Tenant):
    """An income or a cost that wages and subsidies do not tell of, on the day on which it is expected."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="cash_items", verbose_name=_("association")
    )
    direction = models.CharField(_("direction"), max_length=3, choices=CashDirection.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=CashItemKind.choices)
    text = models.CharField(_("what it is"), max_length=200)
    expected_on = models.DateField(_("day"))
    amount = money(verbose_name=_("amount, €"))
    certainty = models.CharField(
        _("how sure"), max_length=10, choices=Certainty.choices, default=Certainty.CERTAIN
    )

    objects = CashQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="cash_item_above_zero",
                violation_error_message=_("The amount is more than 0 €."),
            ),
            models.CheckConstraint(
                condition=Q(
                    direction__in=CashDirection.values,
                    kind__in=CashItemKind.values,
                    certainty__in=Certainty.values,
                ),
                name="cash_item_kinds_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["association", "expected_on"], name="cash_item_by_day")
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class BufferLoan(Tenant):
    """A loan that an association may draw from while it waits for subsidies.

    Triggers keep what is owed between nothing and the limit on each day, and draws inside the period.
    """

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="buffer_loans", verbose_name=_("association")
    )
    lender = models.CharField(_("lender"), max_length=20, choices=Lender.choices, default=Lender.MUNICIPALITY)
    lender_name = models.CharField(_("other lender's name"), max_length=200, blank=True)
    ceiling = money(verbose_name=_("most that may be drawn at one time, €"))
    period = PeriodField(_("period"))
    terms = models.TextField(_("terms"), blank=True)
    decided_on = models.DateField(_("day of decision"))

    objects = CashQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ceiling__gt=0),
                name="loan_limit_above_zero",
                violation_error_message=_("The amount is more than 0 €."),
            ),
            models.CheckConstraint(
                condition=Q(lender=Lender.MUNICIPALITY, lender_name="")
                | (Q(lender=Lender.OTHER) & ~Q(lender_name="")),
                name="loan_lender_named",
                violation_error_message=_("Name the lender when it is not the municipality, and only then."),
            ),
            models.CheckConstraint(condition=Q(lender__in=Lender.values), name="loan_lender_known"),
            models.UniqueConstraint(fields=["association", "id"], name="loan_of_association"),
        ]

    def __str__(self) -> str:
        return self.lender_name or str(self.get_lender_display())

    def get_absolute_url(self) -> str:
        return reverse("loan_detail", args=[self.public_id])


class LoanPart(Tenant):
    """Base of what moves a loan: on which day, how much. The loan is one of the association."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="+", editable=False)
    moved_on = models.DateField(_("day"))
    amount = money(verbose_name=_("amount, €"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.moved_on}: {self.amount}"


@tracked()
class LoanDraw(LoanPart):
    """Money drawn from a loan, or to be drawn on a day to come."""

    loan = models.ForeignKey(BufferLoan, models.PROTECT, related_name="draws", verbose_name=_("loan"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="loan_draw_above_zero",
                violation_error_message=_("The amount is more than 0 €."),
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["loan", "moved_on"], name="loan_draw_by_day")
        ]


@tracked()
class LoanRepayment(LoanPart):
    """Money paid back, or to be paid back on a day to come."""

    loan = models.ForeignKey(BufferLoan, models.PROTECT, related_name="repayments", verbose_name=_("loan"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="loan_repayment_above_zero",
                violation_error_message=_("The amount is more than 0 €."),
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["loan", "moved_on"], name="loan_repayment_by_day")
        ]
