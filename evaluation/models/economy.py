"""What sums of money are reckoned with: the municipality's tax percentage, and what it takes for granted."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import PeriodField, percent, single


class AssumptionKind(models.TextChoices):
    """What no register knows. Shares are percent; the others are euros."""

    WORK_ANYWAY = "work_anyway", _("share of the people who would have found work anyway, %")
    DISPLACEMENT = "displacement", _("share of the work that took the place of other work, %")
    SUBSIDY_SHARE = "subsidy_share", _("municipality's share of its employment authority's wage subsidy, %")
    WORK_VALUE = "work_value", _("worth of an hour worked, as far as the city would have bought it, €")
    OWN_WORK = "own_work", _("city's own work with one person a month, €")


SHARES = (AssumptionKind.WORK_ANYWAY, AssumptionKind.DISPLACEMENT, AssumptionKind.SUBSIDY_SHARE)


def _kind_alone() -> Func:
    """A range of one number for the kind, so that an exclusion constraint can ask for equality."""
    number = Func(F("kind"), Value(0), function="hashtextextended")
    return Func(number, number, Value("[]"), function="int8range")


def _amount(label: Any) -> Any:
    return models.DecimalField(label, max_digits=8, decimal_places=2)


@tracked()
class Assumption(Tenant):
    """One assumption of the municipality, from a day to another: smallest, likely and largest value."""

    kind = models.CharField(_("what is taken for granted"), max_length=20, choices=AssumptionKind)
    low = _amount(_("smallest"))
    likely = _amount(_("likely"))
    high = _amount(_("largest"))
    source = models.CharField(_("where it comes from"), max_length=500)
    stated_on = models.DateField(_("stated on"))
    period = PeriodField(_("in force"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="assumption_once_a_day",
                expressions=[
                    (single("municipality_id"), RangeOperators.OVERLAPS),
                    (_kind_alone(), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This assumption already has values for these days."),
            ),
            models.CheckConstraint(
                condition=Q(low__gte=0, low__lte=F("likely"), likely__lte=F("high")),
                name="assumption_in_order",
                violation_error_message=_("Give the smallest value first and the largest last, 0 or more."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=SHARES) | Q(high__lte=100),
                name="assumption_share_possible",
                violation_error_message=_("A share is at most 100 %."),
            ),
            models.CheckConstraint(condition=Q(kind__in=AssumptionKind.values), name="assumption_kind_known"),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="assumption_has_source",
                violation_error_message=_("Say where the assumption comes from."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


@tracked()
class TaxRate(Tenant):
    """The municipality's own income tax percentage of one year."""

    year = models.PositiveSmallIntegerField(_("year"))
    percent = percent(verbose_name=_("municipal income tax, %"))
    source = models.CharField(_("where it comes from"), max_length=500)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "year"],
                name="tax_rate_once_a_year",
                violation_error_message=_("This year already has a tax percentage."),
            ),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=30, year__gte=2000, year__lte=2199),
                name="tax_rate_possible",
                violation_error_message=_("A municipal tax percentage is more than 0 and at most 30."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)
