"""Client relationships and times without work."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant, tracked
from laavu.shared.fields import PeriodField
from workers.choices import Benefit, EndReason
from workers.models.people import Worker
from workers.models.periods import has_end, no_overlap


@tracked()
class ClientRelationship(Tenant):
    """From when to when a person is the city's client, and why it ended."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="relationships", verbose_name=_("person"))
    period = PeriodField(_("period"))
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason.choices, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            no_overlap(
                "relationship_one_at_a_time",
                _("The person already has a client relationship in this period."),
                "worker_id",
            ),
            models.CheckConstraint(
                condition=(Q(end_reason="") & ~has_end()) | (~Q(end_reason="") & has_end()),
                name="relationship_end_has_reason",
                violation_error_message=_("An ended client relationship needs its last day and its reason."),
            ),
            models.CheckConstraint(
                condition=Q(end_reason__in=["", *EndReason.values]), name="relationship_reason_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "worker"], name="relationship_worker")
        ]

    def __str__(self) -> str:
        return f"{self.worker}"


@tracked()
class UnemploymentSpell(Tenant):
    """A time without work: the benefit and the days paid, as of a day."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="spells", verbose_name=_("person"))
    period = PeriodField(_("period"))
    benefit = models.CharField(_("benefit"), max_length=30, choices=Benefit.choices)
    days_paid = models.PositiveIntegerField(_("benefit days paid"), null=True, blank=True)
    days_as_of = models.DateField(_("as of"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            no_overlap(
                "spell_one_at_a_time", _("The person is already unemployed in this period."), "worker_id"
            ),
            models.CheckConstraint(
                condition=Q(days_paid=None, days_as_of=None)
                | Q(days_paid__isnull=False, days_as_of__isnull=False),
                name="spell_days_have_day",
                violation_error_message=_(
                    "Benefit days need the day on which they were counted, and the other way round."
                ),
            ),
            models.CheckConstraint(condition=Q(benefit__in=Benefit.values), name="spell_benefit_known"),
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.get_benefit_display()}"
