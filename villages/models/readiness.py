"""Whether an association can begin as an employer: dated checks, what is missing, what was decided."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, tracked
from laavu.shared.formats import day
from villages.choices import ReadinessDecision, ReadinessItem, ReadinessState
from villages.models.places import Association


class OfTreasuryQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality for city roles, the own association's for its treasurers."""
        here = self.filter(municipality=actor.municipality)
        return here if actor.is_city else here.filter(association__in=actor.treasurer_association_ids)


@tracked()
class ReadinessCheck(Tenant):
    """One round of asking whether an association can employ. Once decided, it never changes."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="readiness_checks", verbose_name=_("association")
    )
    checked_on = models.DateField(_("day of the check"))
    environment = models.TextField(_("operating environment"), blank=True)
    aims = models.TextField(_("aims as an employer"), blank=True)
    customers = models.TextField(_("target groups and customers"), blank=True)
    decision = models.CharField(_("decision"), max_length=20, choices=ReadinessDecision.choices, blank=True)
    decided_on = models.DateField(_("day of the decision"), null=True, blank=True)
    deciders = models.CharField(_("who decided"), max_length=300, blank=True)
    conditions = models.TextField(_("conditions or grounds"), blank=True)

    objects = OfTreasuryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["association"],
                condition=Q(decision=""),
                name="readiness_one_open",
                violation_error_message=_("The association already has a check that is not decided."),
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None, deciders="", conditions="")
                | (~Q(decision="") & Q(decided_on__gte=F("checked_on")) & ~Q(deciders="")),
                name="readiness_decision_whole",
                violation_error_message=_("A decision has its day, not before the check, and who decided."),
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", ReadinessDecision.MAY]) | ~Q(conditions=""),
                name="readiness_conditions_told",
                violation_error_message=_("Write the conditions, or why the association may not employ yet."),
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", *ReadinessDecision.values]), name="readiness_decision_known"
            ),
            models.UniqueConstraint(fields=["association", "id"], name="readiness_of_association"),
        ]

    def __str__(self) -> str:
        return day(self.checked_on)

    def get_absolute_url(self) -> str:
        return reverse("readiness_detail", args=[self.public_id])


@tracked()
class ReadinessAnswer(Tenant):
    """How it is with one thing of a check, why, and from where it was known."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    readiness = models.ForeignKey(ReadinessCheck, models.CASCADE, related_name="answers")
    item = models.CharField(_("what"), max_length=30, choices=ReadinessItem.choices)
    state = models.CharField(_("answer"), max_length=20, choices=ReadinessState.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)
    source = models.CharField(_("known from"), max_length=300, blank=True)

    objects = OfTreasuryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["readiness", "item"], name="readiness_answer_once"),
            models.CheckConstraint(
                condition=~Q(state=ReadinessState.NOT_NEEDED) | ~Q(note=""),
                name="readiness_not_needed_why",
                violation_error_message=_("Write why it is not needed."),
            ),
            models.CheckConstraint(
                condition=Q(item__in=ReadinessItem.values, state__in=ReadinessState.values),
                name="readiness_answer_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()}: {self.get_state_display()}"


@tracked()
class ReadinessTask(Tenant):
    """What has to be done about a gap: who, by when, done. Goes on after the decision."""

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="readiness_tasks", verbose_name=_("association")
    )
    readiness = models.ForeignKey(ReadinessCheck, models.CASCADE, related_name="tasks")
    item = models.CharField(_("gap"), max_length=30, choices=ReadinessItem.choices)
    text = models.CharField(_("what has to be done"), max_length=300)
    owner = models.CharField(_("who does it"), max_length=200)
    due_on = models.DateField(_("done by"))
    done_on = models.DateField(_("done"), null=True, blank=True)

    objects = OfTreasuryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["readiness", "item"],
                name="readiness_task_once",
                violation_error_message=_("This gap already has a task."),
            ),
            models.CheckConstraint(condition=Q(item__in=ReadinessItem.values), name="readiness_task_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["municipality", "due_on"], condition=Q(done_on=None), name="readiness_task_due"
            )
        ]

    def __str__(self) -> str:
        return self.text
