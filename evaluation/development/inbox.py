"""Feedback: what its state allows, its steps, and how to reach who gave it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evaluation.choices import FeedbackOutcome, FeedbackState
from evaluation.models import Feedback, FeedbackContact
from laavu.accounts.choices import MailKind
from laavu.accounts.mail import writing
from laavu.accounts.mail.writing import Letter
from laavu.shared import formats
from villages.actions import NotNow


def can_take(feedback: Feedback) -> bool:
    return feedback.step == FeedbackState.NEW


def can_close(feedback: Feedback) -> bool:
    return feedback.is_open


def can_undo(feedback: Feedback) -> bool:
    """What was removed when its time was over does not come back."""
    return feedback.step != FeedbackState.NEW and feedback.forgotten_on is None


REFUSALS: dict[Callable[[Feedback], bool], Promise] = {
    can_take: _("The feedback is in hand already, or closed."),
    can_close: _("The feedback has already been answered or closed."),
    can_undo: _("There is no step to undo."),
}


def held(feedback: Feedback, allowed: Callable[[Feedback], bool]) -> Feedback:
    """The feedback as it is now, for this transaction alone. Raises NotNow."""
    row = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if not allowed(row):
        raise NotNow(REFUSALS[allowed])
    return row


@transaction.atomic
def take(feedback: Feedback, *, by: str, at: datetime) -> None:
    row = held(feedback, can_take)
    row.taken_at, row.taken_by = at, by
    row.save()


@transaction.atomic
def close(feedback: Feedback, *, outcome: FeedbackOutcome, answer: str, by: str, at: datetime) -> None:
    """Answered, or closed without an answer: then `answer` says why. Raises NotNow."""
    row = held(feedback, can_close)
    if row.taken_at is None:
        row.taken_at, row.taken_by = at, by
    row.closed_at, row.closed_by, row.outcome, row.answer = at, by, outcome, answer
    row.save()
    _tell_giver(row, at)


def _tell_giver(feedback: Feedback, at: datetime) -> None:
    """A mail to who gave it when signed in. The answer itself stays on their page."""
    if feedback.user is None:
        return

    def compose() -> Letter:
        told = {"day": formats.day(feedback.given_on)}
        return Letter(
            gettext("Your feedback was read"),
            gettext("The feedback that you gave on %(day)s has been dealt with. Read the answer on its page.")
            % told,
            reverse("feedback_mine_detail", args=[feedback.public_id]),
        )

    writing.write(
        kind=MailKind.FEEDBACK,
        to=feedback.user,
        municipality=feedback.municipality,
        key=f"feedback closed {feedback.public_id} {at:%Y%m%d%H%M%S}",
        compose=compose,
    )


@transaction.atomic
def step_back(feedback: Feedback) -> None:
    """Undo the newest step; an answer that is taken back stays in the history. Raises NotNow."""
    row = held(feedback, can_undo)
    if row.closed_at:
        row.closed_at, row.closed_by, row.outcome, row.answer = None, None, "", ""
    else:
        row.taken_at, row.taken_by = None, None
    row.save()


def keep_contact(feedback: Feedback, text: str) -> None:
    """Write how to reach who gave it; empty removes it."""
    if not text:
        FeedbackContact.objects.filter(feedback=feedback).delete()
        return
    FeedbackContact.objects.update_or_create(
        feedback=feedback, defaults={"municipality_id": feedback.municipality_id, "text": text}
    )
