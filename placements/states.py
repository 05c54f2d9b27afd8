"""Where placements and months stand on a day, and what that allows. Asked by pages and by their POSTs."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laavu.law.period import Period
from laavu.shared.parts import Tone
from placements.models import Group, Month, Placement

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class State:
    """A state in one word, with its tone."""

    tone: Tone
    word: Promise


COMING = State("calm", pgettext_lazy("placement", "coming"))
IN_FORCE = State("ok", pgettext_lazy("placement", "in force"))
ENDING = State("warn", pgettext_lazy("placement", "ending soon"))
ENDED = State("calm", pgettext_lazy("placement", "ended"))
OPEN = State("warn", pgettext_lazy("month", "open"))
LOCKED = State("ok", pgettext_lazy("month", "locked"))
EMPTY = State("calm", _("no hours"))


def soon(on: date) -> Period:
    """The days in which a placement's last day counts as near."""
    return Period(on, on + SOON)


def placement_state(placement: Placement, on: date) -> State:
    period: Period = placement.period
    if period.first > on:
        return COMING
    if period.last is not None and period.last < on:
        return ENDED
    return ENDING if period.last is not None and period.last in soon(on) else IN_FORCE


def group_state(group: Group, on: date) -> State:
    return ENDED if group.ended_on is not None and group.ended_on < on else IN_FORCE


def month_state(month: Month | None) -> State:
    if month is None:
        return EMPTY
    return LOCKED if month.is_locked else OPEN


def may_end(placement: Placement, on: date) -> bool:
    """Whether an end can be set or moved: not once it is over."""
    return placement_state(placement, on) is not ENDED


def may_lock(month: Month | None, on: date) -> bool:
    """Whether the month's hours can be approved: they exist, are open, and the month has begun."""
    return month is not None and not month.is_locked and month.first_day <= on


def may_reopen(month: Month | None) -> bool:
    return month is not None and month.is_locked
