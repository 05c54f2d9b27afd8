"""Background facts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant, tracked
from workers.choices import FACT_VALUES, Fact, FactValue, StatedBy
from workers.models.people import Worker


@tracked()
class Background(Tenant):
    """One background fact of a person, from a day, and who stated it. The newest of a kind holds."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="background", verbose_name=_("person"))
    fact = models.CharField(_("fact"), max_length=30, choices=Fact.choices)
    value = models.CharField(_("value"), max_length=20, choices=FactValue.choices)
    from_on = models.DateField(_("from"))
    stated_by = models.CharField(
        _("stated by"), max_length=10, choices=StatedBy.choices, default=StatedBy.PERSON
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["worker", "fact", "from_on"],
                name="background_once_a_day",
                violation_error_message=_("This fact already has a value from this day."),
            ),
            models.CheckConstraint(
                condition=Q(*(Q(fact=f, value__in=v) for f, v in FACT_VALUES.items()), _connector=Q.OR),
                name="background_value_fits",
                violation_error_message=_("This value does not belong to this fact."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_fact_display()}: {self.get_value_display()}"
