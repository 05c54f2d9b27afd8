"""The city's monthly lists from Kela: whose benefit was paid for how many days, and what was invoiced."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.choices import ImportState
from laavu.accounts.models import KeptFile, Tenant, tracked, who_and_when
from laavu.shared.fields import money
from workers.choices import Benefit, Cause
from workers.models.people import Worker


@tracked()
class KelaColumns(Tenant):
    """Which heading of the municipality's lists stands for what; said once, kept for the next list."""

    columns = models.JSONField(_("columns"), default=dict)  # field of workers.kela.layout → heading

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality"],
                name="kela_columns_once",
                violation_error_message=_(
                    "Somebody else mapped the columns meanwhile. Check, and save again."
                ),
            )
        ]

    def __str__(self) -> str:
        return str(_("Columns of the lists from Kela"))


class KelaList(KeptFile):
    """One list from Kela. `month`: the first day of the month that rows without one belong to."""

    SEALED_AS = "kela list"
    month = models.DateField(_("month"))
    skip_faulty = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="kela_list_state_known"),
            models.CheckConstraint(condition=who_and_when(), name="kela_list_who_and_when"),
            models.CheckConstraint(condition=Q(month__day=1), name="kela_list_month_begins_on_first"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-uploaded_at"], name="kela_list_newest")
        ]

    def get_absolute_url(self) -> str:
        return reverse("kela_list", args=[self.public_id])


@tracked()
class BenefitMonth(Tenant):
    """What a list says of a person's benefit in a month, and what the city says of a difference.

    `days_before`: paid days before the month by Kela's count, None where the list has no count.
    `expected_before`, `expected_days`: days before the month and in it as Laavu had them when the list came.
    """

    worker = models.ForeignKey(
        Worker, models.PROTECT, related_name="benefit_months", verbose_name=_("person")
    )
    first_day = models.DateField(_("month"))
    benefit = models.CharField(_("benefit"), max_length=30, choices=Benefit.choices)
    days = models.PositiveSmallIntegerField(_("benefit days in the month"))
    days_before = models.PositiveIntegerField(_("benefit days before the month"), null=True)
    paid = money(verbose_name=_("benefit paid"))
    invoiced = money(verbose_name=_("invoiced municipal share"))
    expected_before = models.PositiveIntegerField(null=True)
    expected_days = models.PositiveSmallIntegerField(null=True)
    kela_list = models.ForeignKey(
        KelaList, models.PROTECT, related_name="months", verbose_name=_("list from Kela")
    )
    gross_month = money(verbose_name=_("wage in the month"), null=True, blank=True)
    reason = models.CharField(_("cause of the difference"), max_length=20, choices=Cause.choices, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    explained_at = models.DateTimeField(_("explained"), null=True, editable=False)
    explained_by = models.CharField(_("explained by"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name_plural = _("benefit months from Kela")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["worker", "first_day", "benefit"],
                name="benefit_month_once",
                violation_error_message=_("The person already has this benefit in this month."),
            ),
            models.CheckConstraint(condition=Q(first_day__day=1), name="benefit_month_begins_on_first"),
            models.CheckConstraint(
                condition=Q(benefit__in=Benefit.values, reason__in=["", *Cause.values]),
                name="benefit_month_words_known",
            ),
            models.CheckConstraint(
                condition=Q(explained_at=None, explained_by="", reason="")
                | (Q(explained_at__isnull=False) & ~Q(explained_by="") & ~Q(reason="")),
                name="benefit_month_explained_whole",
            ),
            models.CheckConstraint(
                condition=Q(gross_month=None) | Q(gross_month__gte=0),
                name="benefit_month_wage_not_negative",
                violation_error_message=_("A wage is not below zero."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "first_day", "id"], name="benefit_month_by_month")
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.get_benefit_display()}"
