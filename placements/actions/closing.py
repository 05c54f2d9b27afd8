"""Steps of many months at once. One that cannot take it does not stop the others."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from placements.actions.doing import done_by
from placements.actions.months import (
    UNDONE,
    freeze,
    keep,
    lock_month,
    mark_complete,
    submit_month,
    withdraw_month,
)
from placements.choices import MonthState
from placements.models import Month, Placement
from placements.problems import Refused
from placements.states import reopening_concerns
from placements.totals import recount

UNDO_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A month that the actor chose, with the edition that they saw; `completes` ticks it as complete."""

    placement: Placement
    first_day: date
    seen: int
    completes: bool = False


@dataclass(slots=True)
class Done:
    """The months that took the step, and why the others did not."""

    months: list[Month] = field(default_factory=list)
    refused: list[tuple[Placement, str]] = field(default_factory=list)


def submit_months(*, asked: Iterable[Asked], by: Actor, at: datetime) -> Done:
    """Send the months to the coordinator."""
    done = Done()
    for one in _in_order(asked):
        which: dict[str, Any] = {"placement": one.placement, "first_day": one.first_day, "by": by}
        seen = one.seen
        try:
            with done_by(by):
                if one.completes:
                    seen = mark_complete(**which, is_complete=True, seen=seen).edition
                done.months.append(submit_month(**which, at=at, seen=seen))
        except Refused as refused:
            done.refused.append((one.placement, refused.text))
    return done


def withdraw_months(*, months: Iterable[Month], by: Actor) -> Done:
    """Take submissions back: those that nobody has approved."""
    done = Done()
    for month in sorted(months, key=lambda one: (one.placement.worker_id, one.placement_id)):
        try:
            done.months.append(withdraw_month(placement=month.placement, first_day=month.first_day, by=by))
        except Refused as refused:
            done.refused.append((month.placement, refused.text))
    return done


def close_months(*, asked: Iterable[Asked], by: Actor, at: datetime) -> Done:
    """Approve and lock the months. All get the same instant: by it the closing can be undone as one."""
    done = Done()
    for one in _in_order(asked):
        try:
            done.months.append(
                lock_month(placement=one.placement, first_day=one.first_day, by=by, at=at, seen=one.seen)
            )
        except Refused as refused:
            done.refused.append((one.placement, refused.text))
    return done


def undo_closing(*, closed_at: datetime, by: Actor, at: datetime) -> Done:
    """Take the actor's own closing of many months back, within a day: they are as they were sent.

    A month that nobody had sent is open again, and its closed version is kept. Months that somebody has
    opened since, or on which something is built, stay.
    """
    done = Done()
    if at - closed_at > UNDO_WITHIN:
        raise Refused(_("A closing can be undone within a day. Open the months again one by one."))
    with done_by(by):
        rows = Month.objects.visible_to(by).filter(
            locked_at=closed_at, locked_by=str(by.user), state=MonthState.LOCKED
        )
        found = rows.select_related("placement__worker").select_for_update(of=("self",))
        for month in found.order_by("placement__worker_id", "placement_id"):
            if concerns := reopening_concerns(month):
                done.refused.append((month.placement, " ".join(concerns)))
                continue
            _unlock(month, by, at)
            done.months.append(month)
        recount([month.pk for month in done.months])
    return done


def _unlock(month: Month, by: Actor, at: datetime) -> None:
    if month.submitted_at is not None:
        undone = {"approved_at": None, "approved_by": "", "locked_at": None, "locked_by": ""}
        keep(month, **undone, state=MonthState.SUBMITTED)
        return
    freeze(month, reason=_("The closing was undone."), by=by, at=at)
    keep(month, **UNDONE, confirmation="", state=MonthState.OPEN, version=month.version + 1)


def _in_order(asked: Iterable[Asked]) -> list[Asked]:
    """People in one order, whoever asks: two who close at once wait for each other, and never both."""
    return sorted(asked, key=lambda one: (one.placement.worker_id, one.placement.pk, one.first_day))
