"""What a programme sets out to reach: its indicators, each with a start value and a target in a period."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from evaluation.models.programmes import Programme
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import PeriodField


@tracked()
class IndicatorTarget(Tenant):
    """An indicator that a programme has chosen, in one of its periods. No target: followed without one.

    The start value says of which day it is and where it comes from, so that others can check it.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="targets")
    code = models.CharField(_("indicator"), max_length=60)
    period = PeriodField(_("period"))
    baseline = models.DecimalField(_("start value"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("day of the start value"), null=True, blank=True)
    baseline_source = models.CharField(_("source of the start value"), max_length=200, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["programme", "code", "period"],
                name="indicator_target_once",
                violation_error_message=_("The programme has this indicator in this period already."),
            ),
            models.CheckConstraint(
                condition=Q(baseline=None, baseline_on=None, baseline_source="")
                | (Q(baseline__isnull=False, baseline_on__isnull=False) & ~Q(baseline_source="")),
                name="indicator_target_baseline_whole",
                violation_error_message=_("A start value has its day and its source."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.code}"
