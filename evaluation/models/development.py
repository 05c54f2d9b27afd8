"""What stood in the way, and what is done so that the work becomes better."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluation.choices import ActionState, ProblemState, Severity
from evaluation.models.feedback import Feedback
from evaluation.models.programmes import Programme
from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, User, tracked
from laavu.shared.fields import PeriodField
from villages.models import Association, Village


class ProblemQuerySet(models.QuerySet["Problem"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality, for those who evaluate."""
        if not (actor.is_coordinator or actor.is_evaluator):
            return self.none()
        return self.filter(municipality=actor.municipality)


@tracked()
class Problem(Tenant):
    """Something that stands in the way of the work: since when, where, how much, and how it was solved."""

    text = models.CharField(_("problem"), max_length=300)
    severity = models.CharField(_("how much it hinders"), max_length=20, choices=Severity.choices)
    since_on = models.DateField(_("since"))
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("village")
    )
    association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("association")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who sees to it")
    )
    what_was_done = models.TextField(_("what was done"), max_length=2000, blank=True)
    solved_on = models.DateField(_("solved"), null=True, blank=True)
    lesson = models.TextField(_("what was learned"), max_length=2000, blank=True)
    written_at = models.DateTimeField(_("written down"), default=timezone.now)
    written_by = models.CharField(_("written down by"), max_length=200)
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="problem_has_text",
                violation_error_message=_("Write what the problem is."),
            ),
            models.CheckConstraint(
                condition=Q(solved_on=None) | Q(solved_on__gte=F("since_on")),
                name="problem_solved_after_since",
                violation_error_message=_("A problem is not solved before it began."),
            ),
            models.CheckConstraint(
                condition=Q(solved_on=None) | ~Q(what_was_done=""),
                name="problem_solved_says_how",
                violation_error_message=_("Write what was done."),
            ),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="problem_severity_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-since_on", "-id"], name="problem_newest")
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("problem_detail", args=[self.public_id])

    @property
    def step(self) -> ProblemState:
        return ProblemState.SOLVED if self.solved_on else ProblemState.OPEN


class ActionQuerySet(models.QuerySet["DevelopmentAction"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality, for those who evaluate."""
        if not (actor.is_coordinator or actor.is_evaluator):
            return self.none()
        return self.filter(municipality=actor.municipality)

    def going_on(self) -> Self:
        """Proposed or decided, and neither done nor dropped."""
        return self.filter(done_on=None, dropped_on=None)

    def late(self, on: date) -> Self:
        return self.going_on().filter(due_on__lt=on)


@tracked()
class DevelopmentAction(Tenant):
    """proposed → decided → done, or dropped with a reason; the days tell. Its effect is observed afterwards.

    `indicator`: code of the figure that moved it, counted for `programme`, or for all of the municipality.
    """

    what = models.CharField(_("what is done"), max_length=300)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who sees to it"))
    due_on = models.DateField(_("by when"))
    indicator = models.CharField(_("figure that it is to move"), max_length=60, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    deciders = models.CharField(_("who decided"), max_length=300, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    dropped_on = models.DateField(_("dropped"), null=True, blank=True)
    drop_reason = models.CharField(_("why it was dropped"), max_length=300, blank=True)
    effect = models.TextField(_("what was seen afterwards"), max_length=2000, blank=True)
    effect_on = models.DateField(_("day on which that was seen"), null=True, blank=True)
    written_at = models.DateTimeField(_("written down"), default=timezone.now)
    written_by = models.CharField(_("written down by"), max_length=200)
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="action_says_what",
                violation_error_message=_("Write what is done."),
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, deciders="") | (Q(decided_on__isnull=False) & ~Q(deciders="")),
                name="action_decision_whole",
                violation_error_message=_("A decision has its day, and who decided."),
            ),
            models.CheckConstraint(
                condition=Q(done_on=None)
                | Q(decided_on__isnull=False, dropped_on=None, done_on__gte=F("decided_on")),
                name="action_done_after_decided",
                violation_error_message=_("An action is done on the day it was decided or later."),
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, drop_reason="")
                | (
                    Q(dropped_on__isnull=False)
                    & ~Q(drop_reason="")
                    & (Q(decided_on=None) | Q(dropped_on__gte=F("decided_on")))
                ),
                name="action_drop_has_reason",
                violation_error_message=_("Say why it is dropped, on the day of the decision or later."),
            ),
            models.CheckConstraint(
                condition=Q(effect="", effect_on=None)
                | (Q(done_on__isnull=False, effect_on__gte=F("done_on")) & ~Q(effect="")),
                name="action_effect_whole",
                violation_error_message=_("What was seen has its day, when the action was done or later."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "due_on", "id"], name="action_due")
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("action_detail", args=[self.public_id])

    @property
    def step(self) -> ActionState:
        """Where the action stands, by its days."""
        steps = (
            (self.dropped_on, ActionState.DROPPED),
            (self.done_on, ActionState.DONE),
            (self.decided_on, ActionState.DECIDED),
        )
        return next((state for day, state in steps if day), ActionState.PROPOSED)

    @property
    def is_going_on(self) -> bool:
        return self.done_on is None and self.dropped_on is None

    def is_late(self, on: date) -> bool:
        return self.is_going_on and self.due_on < on


@tracked()
class ActionLink(Tenant):
    """What moved an action: one piece of feedback, one problem, or one village."""

    action = models.ForeignKey(DevelopmentAction, models.CASCADE, related_name="links")
    feedback = models.ForeignKey(
        Feedback, models.PROTECT, null=True, related_name="action_links", verbose_name=_("feedback")
    )
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, related_name="action_links", verbose_name=_("problem")
    )
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, related_name="action_links", verbose_name=_("village")
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["action", "feedback", "problem", "village"],
                nulls_distinct=False,
                name="action_link_once",
            ),
            models.CheckConstraint(
                condition=Q(feedback__isnull=False, problem=None, village=None)
                | Q(feedback=None, problem__isnull=False, village=None)
                | Q(feedback=None, problem=None, village__isnull=False),
                name="action_link_of_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.feedback or self.problem or self.village)


class ActionReading(Tenant):
    """The indicator's value when the action was decided, as those who evaluate may see it: never changed.

    `period` is the year up to the decision. No value: `reason` says why, or it was too small to be shown.
    """

    action = models.ForeignKey(DevelopmentAction, models.CASCADE, related_name="readings")
    code = models.CharField(_("indicator"), max_length=60)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    period = PeriodField(_("period"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True)
    is_suppressed = models.BooleanField(_("hidden"), default=False)
    reason = models.CharField(_("why there is no figure"), max_length=500, blank=True)
    counted_at = models.DateTimeField(_("counted"), default=timezone.now)
    counted_by = models.CharField(_("counted by"), max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["action", "code", "programme", "period"],
                nulls_distinct=False,
                name="action_reading_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.code}"
