"""What people say of the work: feedback from anybody, its answer, and how to reach who gave it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from evaluation.choices import (
    FeedbackChannel,
    FeedbackKind,
    FeedbackOutcome,
    FeedbackSource,
    FeedbackState,
)
from evaluation.models.drafts import together
from evaluation.models.programmes import Programme
from laavu.accounts.actor import Actor
from laavu.accounts.models import Tenant, User, tracked
from villages.models import Association, Village

HEADING = 80  # characters of the text that stand for all of it


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the municipality, for those who evaluate."""
        if not (actor.is_coordinator or actor.is_evaluator):
            return self.none()
        return self.filter(municipality=actor.municipality)

    def given_by(self, actor: Actor) -> Self:
        """What the user said themselves, here."""
        return self.filter(municipality=actor.municipality, user=actor.user)

    def waiting(self) -> Self:
        return self.filter(closed_at=None)


@tracked()
class Feedback(Tenant):
    """new → in hand → answered, or closed without an answer; the instants tell.

    `user`: who gave it when signed in; they see it and its answer. Of others nobody asks who they are. Text,
    answer and giver are emptied when their time is over (`forgotten_on`).
    """

    user = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("given by")
    )
    kind = models.CharField(
        pgettext_lazy("feedback", "what it is about"), max_length=20, choices=FeedbackKind.choices
    )
    text = models.TextField(_("in their words"), max_length=4000, blank=True)
    source = models.CharField(_("who says so"), max_length=20, choices=FeedbackSource.choices)
    channel = models.CharField(_("how it came"), max_length=20, choices=FeedbackChannel.choices)
    given_on = models.DateField(_("day"))
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("village")
    )
    association = models.ForeignKey(
        Association, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("association")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    written_at = models.DateTimeField(_("written down"), default=timezone.now)
    written_by = models.CharField(_("written down by"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("taken in hand"), null=True)
    taken_by = models.CharField(_("taken in hand by"), max_length=200, null=True)  # noqa: DJ001 - a pair
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.CharField(_("closed by"), max_length=200, null=True)  # noqa: DJ001 - a pair
    outcome = models.CharField(
        _("how it was closed"), max_length=20, choices=FeedbackOutcome.choices, blank=True
    )
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    forgotten_on = models.DateField(_("what was said was removed"), null=True, editable=False)
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(forgotten_on__isnull=False),
                name="feedback_has_text",
                violation_error_message=_("Write what was said."),
            ),
            models.CheckConstraint(condition=together("taken_at", "taken_by"), name="feedback_taken_whole"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="", answer="")
                | (
                    Q(closed_at__isnull=False, closed_by__isnull=False, taken_at__isnull=False)
                    & ~Q(outcome="")
                    & (~Q(answer="") | Q(forgotten_on__isnull=False))
                ),
                name="feedback_closed_whole",
                violation_error_message=_("Write the answer, or why there is none."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FeedbackKind.values)
                & Q(source__in=FeedbackSource.values)
                & Q(channel__in=FeedbackChannel.values)
                & Q(outcome__in=["", *FeedbackOutcome.values]),
                name="feedback_words_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "-given_on", "-id"], name="feedback_newest"),
            models.Index(fields=["user"], name="feedback_of_user"),
        ]

    def __str__(self) -> str:
        return Truncator(" ".join(self.text.split())).chars(HEADING) or gettext("Feedback, text removed")

    def get_absolute_url(self) -> str:
        return reverse("feedback_detail", args=[self.public_id])

    @property
    def step(self) -> FeedbackState:
        """Where the feedback stands, by its instants."""
        if self.closed_at:
            return FeedbackState(self.outcome)
        return FeedbackState.IN_HAND if self.taken_at else FeedbackState.NEW

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class FeedbackContact(Tenant):
    """How to reach somebody who wants an answer, apart from what they said, and without a history."""

    feedback = models.OneToOneField(Feedback, models.CASCADE, related_name="contact")
    text = models.CharField(_("name, and telephone or e-mail"), max_length=200)

    def __str__(self) -> str:
        return self.text
