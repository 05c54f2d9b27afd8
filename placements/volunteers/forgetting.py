"""Removes the names of volunteers when the time of keeping is over; the hours stay."""

from datetime import datetime

from laavu.accounts.retention import policy
from laavu.law.period import years_before
from placements.models import VolunteerEntry

RETENTION = "volunteer"


def forget_volunteers(now: datetime) -> int:
    """Empty the names of old entries; of how many."""
    years = policy().classes[RETENTION].years
    assert years is not None  # noqa: S101 - the file says years
    limit = years_before(now.date(), years)
    old = VolunteerEntry.objects.filter(day__lt=limit, forgotten_on=None)
    return old.update(name="", worker=None, forgotten_on=now.date())
