"""Where placements and months stand on a day, and what that allows. Asked by pages and by their POSTs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laavu.law.period import Period
from laavu.shared.parts import Tone
from placements.choices import MonthState
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
RETURNED = State("stop", pgettext_lazy("month", "returned"))
SUBMITTED = State("warn", pgettext_lazy("month", "submitted"))
APPROVED = State("ok", pgettext_lazy("month", "approved"))
LOCKED = State("ok", pgettext_lazy("month", "locked"))
EMPTY = State("calm", _("no hours"))
CLOSED = {MonthState.SUBMITTED: SUBMITTED, MonthState.APPROVED: APPROVED, MonthState.LOCKED: LOCKED}


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


def free_places(group: Group, people: int) -> int | None:
    """How many more can come; below 0 when there are too many. None without a number of places."""
    return None if group.places is None else group.places - people


def month_state(month: Month | None) -> State:
    if month is None:
        return EMPTY
    if month.is_open:
        return RETURNED if month.return_note else OPEN
    return CLOSED[MonthState(month.state)]


def may_end(placement: Placement, on: date) -> bool:
    """Whether an end can be set or moved: not once it is over."""
    return placement_state(placement, on) is not ENDED


def may_submit(month: Month | None, on: date) -> bool:
    """Whether the month's hours can be sent to the coordinator: it is open and has begun."""
    return month is not None and month.is_open and month.first_day <= on


def may_withdraw(month: Month | None) -> bool:
    """Whether a submission can be taken back: nobody has approved it yet."""
    return month is not None and month.state == MonthState.SUBMITTED


def may_return(month: Month | None) -> bool:
    """Whether the coordinator can give the month back with a note: it was submitted and is not approved."""
    return month is not None and month.state == MonthState.SUBMITTED


def may_approve(month: Month | None, on: date) -> bool:
    """Whether the month's hours can be approved. A coordinator who keyed them may leave submitting out."""
    return month is not None and not month.is_counted and month.first_day <= on


def may_lock(month: Month | None, on: date) -> bool:
    """Whether the month can be closed: it exists, is not locked, and has begun."""
    return month is not None and not month.is_locked and month.first_day <= on


def may_reopen(month: Month | None) -> bool:
    return month is not None and month.is_counted


# What else is built on a month: each function tells in words what has to be mended when the month is opened
# again, or nothing. Such as a sent claim that has its hours. Filled when the program starts.
BUILT_ON: list[Callable[[Month], Sequence[Promise | str]]] = []


def reopening_concerns(month: Month) -> list[str]:
    """What has to be mended elsewhere once the month is opened again. It may be opened all the same."""
    return [str(concern) for tell in BUILT_ON for concern in tell(month)]


def own_steps(month: Month) -> list[str]:
    """Names of people who took several of the steps that different people should take."""
    took = [month.confirmed_by, month.submitted_by, month.approved_by]
    return sorted({name for name in took if name and took.count(name) > 1})
