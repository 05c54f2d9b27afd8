"""Removes answers and contact details that are kept no longer."""

from datetime import datetime

from laavu.accounts.retention import policy
from villages.models import AnswererContact, Response


def forget_contacts(now: datetime) -> int:
    """Remove contact details whose time is over; how many."""
    first = (now - policy().time("survey_contact")).date()
    _all, by_table = AnswererContact.objects.filter(given_on__lt=first).delete()
    return by_table.get(AnswererContact._meta.label, 0)


def forget_answers(now: datetime) -> int:
    """Remove filled forms whose time is over, with their pictures; how many forms."""
    old = Response.objects.filter(submitted_at__lt=now - policy().time("survey_answer"))
    _all, by_table = old.delete()
    return by_table.get(Response._meta.label, 0)
