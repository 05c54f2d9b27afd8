"""Where people went when their client relationship ended, and where they are six months later."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from laavu.accounts.models import Tenant, tracked
from workers.choices import AskedHow, Destination, Said, Situation
from workers.models.people import Worker
from workers.models.relationships import ClientRelationship

NO_WORD = (Situation.NOT_REACHED, Situation.REFUSED)


@tracked()
class Exit(Tenant):
    """Where a person went from a client relationship; the day is the relationship's last one.

    `asked_on`: when the situation was asked. The funds count it when that was within four weeks.
    """

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="exits", verbose_name=_("person"))
    relationship = models.OneToOneField(ClientRelationship, models.CASCADE, related_name="exit")
    destination = models.CharField(_("where to"), max_length=20, choices=Destination.choices)
    job_searching = models.CharField(_("looks for work"), max_length=10, choices=Said.choices)
    qualification = models.CharField(_("gained a qualification"), max_length=10, choices=Said.choices)
    asked_on = models.DateField(
        _("situation asked on"), null=True, blank=True,
        help_text=_("Within four weeks of the last day. Leave empty if the person was not asked."),
    )  # fmt: skip

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(
                    destination__in=Destination.values, job_searching__in=Said.values,
                    qualification__in=Said.values,
                ),
                name="exit_words_known",
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "worker"], name="exit_of_worker")
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.get_destination_display()}"


@tracked()
class FollowUp(Tenant):
    """A person's situation six months after leaving. Not being reached is an answer of its own."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="follow_ups", verbose_name=_("person"))
    exit = models.OneToOneField(Exit, models.CASCADE, related_name="follow_up")
    asked_on = models.DateField(_("asked on"))
    how = models.CharField(_("how"), max_length=10, choices=AskedHow.choices)
    situation = models.CharField(_("situation"), max_length=15, choices=Situation.choices)
    improved = models.CharField(
        _("better than when the client relationship began"), max_length=10, choices=Said.choices
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(
                    situation__in=Situation.values, how__in=AskedHow.values, improved__in=Said.values
                ),
                name="follow_up_words_known",
            ),
            models.CheckConstraint(
                condition=~Q(situation__in=NO_WORD) | Q(improved=Said.UNKNOWN),
                name="follow_up_unknown_is_unknown",
                violation_error_message=_("Whether it is better is not known of somebody who said nothing."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "worker"], name="follow_up_of_worker")
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.get_situation_display()}"
