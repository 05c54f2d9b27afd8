"""What the collective agreement of an association says of pay, by the day."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import money, percent
from placements.choices import HolidayWay, HourKind, PayBasis
from villages.models import Association


class PayRulesQuerySet(models.QuerySet["PayRules"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for coordinators and administrators, the own ones for a treasurer."""
        here = self.filter(municipality=actor.municipality)
        if actor.is_coordinator or actor.is_administrator:
            return here
        return here.filter(association__in=actor.treasurer_association_ids)

    def on(self, day: date) -> Self:
        """Rules that had begun by the day, the newest first."""
        return self.filter(from_on__lte=day).order_by("-from_on")


@tracked()
class PayRules(Tenant):
    """What an association's collective agreement says of pay, from a day until the next rules."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="pay_rules")
    from_on = models.DateField(_("from"))
    agreement = models.CharField(_("collective agreement"), max_length=200, blank=True)
    full_weekly_hours = models.DecimalField(_("full weekly hours"), max_digits=4, decimal_places=2)
    basis = models.CharField(
        _("wages as a rule"), max_length=10, choices=PayBasis.choices, default=PayBasis.HOUR
    )
    evening_from = models.TimeField(_("evening work begins at"), null=True, blank=True)
    evening_percent = percent(verbose_name=_("evening supplement, %"), null=True, blank=True)
    evening_euros = money(verbose_name=_("evening supplement, € an hour"), null=True, blank=True)
    sunday_percent = percent(verbose_name=_("Sunday supplement, %"), default=Decimal(100))
    extra_percent = percent(verbose_name=_("raise of extra work, %"), default=Decimal(0))
    overtime_percent = percent(verbose_name=_("raise of the first overtime hours, %"), default=Decimal(50))
    overtime_later_percent = percent(verbose_name=_("raise of later overtime hours, %"), default=Decimal(100))
    consent_needed = models.BooleanField(
        _("the worker agrees to extra work each time"), default=True,
        help_text=_("Overtime needs the worker's consent in any case."),
    )  # fmt: skip
    holiday_way = models.CharField(
        _("annual holiday"), max_length=15, choices=HolidayWay.choices, default=HolidayWay.ACCRUAL
    )
    compensation_percent = percent(
        verbose_name=_("holiday compensation, %"), null=True, blank=True,
        help_text=_("Leave empty if the Annual Holidays Act decides: 9 %, after a year 11.5 %."),
    )  # fmt: skip
    holiday_bonus_percent = percent(
        verbose_name=_("holiday bonus, % of holiday pay"), null=True, blank=True,
        help_text=_("Leave empty if the agreement knows none."),
    )  # fmt: skip
    kilometre_euros = money(verbose_name=_("kilometre allowance, € a km"), null=True, blank=True)
    accident_percent = percent(
        verbose_name=_("accident insurance, % of wages"), null=True, blank=True,
        help_text=_("Leave empty if the percentage of the association's own page holds."),
    )  # fmt: skip
    group_life_percent = percent(
        verbose_name=_("group life insurance, % of wages"), null=True, blank=True,
        help_text=_("Leave empty if the percentage of the association's own page holds."),
    )  # fmt: skip
    wage_account = models.CharField(_("account of wages"), max_length=20, blank=True)
    pension_account = models.CharField(_("account of pension contributions"), max_length=20, blank=True)
    social_account = models.CharField(_("account of other side costs"), max_length=20, blank=True)
    mileage_account = models.CharField(_("account of kilometre allowances"), max_length=20, blank=True)
    cost_centre = models.CharField(_("cost centre"), max_length=40, blank=True)

    objects = PayRulesQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association", "from_on"],
                name="pay_rules_once_a_day",
                violation_error_message=_("The association already has rules of pay from this day."),
            ),
            models.CheckConstraint(
                condition=Q(full_weekly_hours__gt=0, full_weekly_hours__lte=40),
                name="pay_rules_hours_possible",
                violation_error_message=_("Full weekly hours are more than 0 and at most 40."),
            ),
            models.CheckConstraint(
                condition=Q(evening_percent=None) | Q(evening_euros=None),
                name="pay_rules_one_evening",
                violation_error_message=_("The evening supplement is a percentage or euros, not both."),
            ),
            models.CheckConstraint(
                condition=Q(sunday_percent__gte=0, extra_percent__gte=0, overtime_percent__gte=50,
                            overtime_later_percent__gte=F("overtime_percent"))
                & (Q(evening_percent=None) | Q(evening_percent__gt=0))
                & (Q(evening_euros=None) | Q(evening_euros__gt=0)),
                name="pay_rules_supplements_possible",
                violation_error_message=_(
                    "Supplements are not negative. Overtime is raised by at least 50 %, later hours as much."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(compensation_percent=None)
                           | Q(compensation_percent__gt=0, compensation_percent__lte=30))
                & (Q(holiday_bonus_percent=None)
                   | Q(holiday_bonus_percent__gt=0, holiday_bonus_percent__lte=100)),
                name="pay_rules_holiday_possible",
                violation_error_message=_("Holiday compensation is 0–30 %, holiday bonus 0–100 %."),
            ),
            models.CheckConstraint(
                condition=(Q(accident_percent=None) | Q(accident_percent__gte=0, accident_percent__lte=30))
                & (Q(group_life_percent=None) | Q(group_life_percent__gte=0, group_life_percent__lte=5)),
                name="pay_rules_insurance_possible",
                violation_error_message=_("Insurance rates: accident 0–30 %, group life 0–5 %."),
            ),
            models.CheckConstraint(
                condition=Q(kilometre_euros=None) | Q(kilometre_euros__gt=0, kilometre_euros__lte=5),
                name="pay_rules_kilometre_possible",
                violation_error_message=_("The kilometre allowance is more than 0 and at most 5 €."),
            ),
            models.CheckConstraint(
                condition=Q(basis__in=PayBasis.values, holiday_way__in=HolidayWay.values),
                name="pay_rules_choices_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.agreement} {self.from_on:%-d.%-m.%Y}".strip()

    def get_absolute_url(self) -> str:
        return reverse("pay_rules", args=[self.association.public_id])


@tracked()
class PaidAbsence(Tenant):
    """How one class of absence is paid under the rules, from a length of employment on.

    `waiting_days` and `paid_days` are weekdays (Monday–Saturday) from the absence's first day; without
    `paid_days` there is no end. `percent` 0 means that the class is not paid.
    """

    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    rules = models.ForeignKey(PayRules, models.CASCADE, related_name="absences")
    kind = models.CharField(_("absence"), max_length=20, choices=HourKind.choices)
    employed_days = models.PositiveSmallIntegerField(_("employed for at least, days"), default=0)
    percent = percent(verbose_name=_("paid, % of the wage"))
    waiting_days = models.PositiveSmallIntegerField(_("waiting days"), default=0)
    paid_days = models.PositiveSmallIntegerField(_("paid weekdays"), null=True, blank=True)
    benefit_days = models.PositiveSmallIntegerField(
        _("weekdays after which the employer gets the benefit"), null=True, blank=True,
        help_text=_("For sick leave 10 as a rule: the first day and nine weekdays after it."),
    )  # fmt: skip

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["rules", "kind", "employed_days"],
                name="paid_absence_once",
                violation_error_message=_("The absence already has a line for this length of employment."),
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100) & ~Q(kind=HourKind.WORK),
                name="paid_absence_possible",
                violation_error_message=_("An absence is paid by 0–100 % of the wage."),
            ),
            models.CheckConstraint(condition=Q(kind__in=HourKind.values), name="paid_absence_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.percent} %"
