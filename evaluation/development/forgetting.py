"""Removes what was said, and how to reach who said it, when the time of keeping is over."""

from datetime import datetime

from django.db.models import Q

from evaluation.models import Feedback, FeedbackContact
from laavu.accounts.retention import policy


def forget_feedback_contacts(now: datetime) -> int:
    """Remove contact details whose time is over; how many."""
    limit = now - policy().time("feedback_contact")
    _all, by_table = FeedbackContact.objects.filter(feedback__closed_at__lt=limit).delete()
    return by_table.get(FeedbackContact._meta.label, 0)


def forget_feedback(now: datetime) -> int:
    """Empty the words and the giver of old closed feedback; of how many. That it came stays."""
    limit = now - policy().time("feedback")
    old = Feedback.objects.filter(Q(closed_at__lt=limit), forgotten_on=None)
    return old.update(text="", answer="", user=None, written_by="", forgotten_on=now.date())
