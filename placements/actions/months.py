"""A month's way: confirmed, submitted, approved, locked; returned with a note, or opened again.

Each step is taken once: a repeat of a step that has been taken does nothing, and answers with the month as it
is. `seen` is the month's `edition` that the actor looked at; when the hours or the state have changed since,
the step is refused, so that nobody signs what they have not seen. None asks for no comparison.
"""

from datetime import date, datetime
from typing import Any

import pghistory
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from placements.actions.doing import done_by
from placements.actions.telling import tell_of_approval, tell_of_return
from placements.choices import Confirmation, MonthState
from placements.hours import month_for_writing
from placements.models import HourEntry, Month, MonthVersion, Placement
from placements.problems import Refused
from placements.states import may_approve, may_lock, may_reopen, may_return, may_submit, may_withdraw
from placements.totals import recount

STEPS = ("confirmed", "submitted", "approved", "locked")
UNDONE: dict[str, Any] = {
    f"{step}_{part}": empty for step in STEPS for part, empty in (("at", None), ("by", ""))
}


def mark_complete(
    *, placement: Placement, first_day: date, is_complete: bool, by: Actor, seen: int | None = None
) -> Month:
    """Say that the month is complete: a day without hours had no work. Or take that back."""
    with done_by(by):
        month = month_for_writing(placement, first_day)
        if month.is_complete == is_complete:
            return month
        _same(month, seen)
        if not month.is_open:
            raise Refused(_("The month is no longer open."), "hour_month_open")
        return keep(month, is_complete=is_complete)


def confirm_month(
    *,
    placement: Placement,
    first_day: date,
    by: Actor,
    at: datetime,
    how: Confirmation = Confirmation.SUPERVISOR,
    seen: int | None = None,
) -> Month:
    """The supervisor or, by a signed sheet, the worker says that the hours are right."""
    with done_by(by):
        month = _month(placement, first_day)
        if month.confirmed_at is not None:
            return month
        _same(month, seen)
        if not month.is_open:
            raise Refused(_("The month is no longer open."), "hour_month_open")
        return keep(month, confirmed_at=at, confirmed_by=str(by.user), confirmation=how)


def submit_month(
    *, placement: Placement, first_day: date, by: Actor, at: datetime, seen: int | None = None
) -> Month:
    """Send the month to the coordinator: its hours stay as they are. What was told at its return is done."""
    with done_by(by):
        month = _month(placement, first_day)
        if not month.is_open:
            return month
        _same(month, seen)
        if not may_submit(month, timezone.localtime(at).date()):
            raise Refused(_("The month has not begun yet."))
        return keep(
            month,
            state=MonthState.SUBMITTED,
            submitted_at=at,
            submitted_by=str(by.user),
            returned_at=None,
            returned_by="",
            return_note="",
        )


def withdraw_month(*, placement: Placement, first_day: date, by: Actor) -> Month:
    """Take a submission back, as long as nobody has approved it."""
    with done_by(by):
        month = _month(placement, first_day)
        if month.is_open:
            return month
        if not may_withdraw(month):
            raise Refused(_("The month is approved already. A coordinator can open it again."))
        return keep(month, state=MonthState.OPEN, submitted_at=None, submitted_by="")


def return_month(
    *, placement: Placement, first_day: date, note: str, by: Actor, at: datetime, seen: int | None = None
) -> Month:
    """Give a submitted month back to be mended. The note says what is wrong."""
    with done_by(by):
        month = _month(placement, first_day)
        if month.is_open and month.return_note == note:
            return month
        _same(month, seen)
        if not may_return(month):
            raise Refused(_("Only a submitted month can be returned."))
        keep(
            month,
            **UNDONE,
            confirmation="",
            state=MonthState.OPEN,
            returned_at=at,
            returned_by=str(by.user),
            return_note=note,
        )
        tell_of_return(month, by, at)
        return month


def approve_month(
    *, placement: Placement, first_day: date, by: Actor, at: datetime, seen: int | None = None
) -> Month:
    """Accept the hours: from now on they count, and change only after the month is opened again."""
    with done_by(by):
        month = _month(placement, first_day)
        if month.is_counted:
            return month
        _same(month, seen)
        if not may_approve(month, timezone.localtime(at).date()):
            raise Refused(_("The month has not begun yet."))
        keep(month, state=MonthState.APPROVED, approved_at=at, approved_by=str(by.user))
        recount([month.pk])
        tell_of_approval(month, by, at)
    return month


def lock_month(
    *, placement: Placement, first_day: date, by: Actor, at: datetime, seen: int | None = None
) -> Month:
    """Close the month. One that nobody has approved is approved by the same person, and that shows."""
    with done_by(by):
        month = _month(placement, first_day)
        if month.is_locked:
            return month
        _same(month, seen)
        if not may_lock(month, timezone.localtime(at).date()):
            raise Refused(_("The month has not begun yet."))
        approved = {} if month.is_counted else {"approved_at": at, "approved_by": str(by.user)}
        keep(month, state=MonthState.LOCKED, locked_at=at, locked_by=str(by.user), **approved)
        recount([month.pk])
        if approved:
            tell_of_approval(month, by, at)
    return month


def reopen_month(
    *, placement: Placement, first_day: date, version: int, reason: str, by: Actor, at: datetime
) -> Month:
    """Open an approved or locked month again as its next version; the old one is kept as it was.

    `version` is the one that the actor saw closed.
    """
    with done_by(by), pghistory.context(reason=reason):
        month = _month(placement, first_day)
        if not may_reopen(month) or month.version != version:
            raise Refused(_("The month has already been opened again."))
        freeze(month, reason=reason, by=by, at=at)
        keep(month, **UNDONE, confirmation="", state=MonthState.OPEN, version=month.version + 1)
        recount([month.pk])
    return month


def freeze(month: Month, *, reason: str, by: Actor, at: datetime) -> MonthVersion:
    """Keep the closed month as it stands, before it is opened again. Within the caller's transaction."""
    return MonthVersion.objects.create(
        municipality_id=month.municipality_id,
        placement_id=month.placement_id,
        month=month,
        number=month.version,
        state=month.state,
        is_complete=month.is_complete,
        entries=[_frozen(entry) for entry in _entries(month)],
        steps=_steps(month),
        reason=reason,
        reopened_at=at,
        reopened_by=str(by.user),
    )


def _month(placement: Placement, first_day: date) -> Month:
    """The month, locked in the database until the transaction ends."""
    month = Month.objects.select_for_update().filter(placement=placement, first_day=first_day).first()
    if month is None:
        raise Refused(_("No hours are written for this month."))
    return month


def _same(month: Month, seen: int | None) -> None:
    if seen is not None and month.edition != seen:
        raise Refused(_("The month has changed meanwhile. Look at it once more."), "month_changed")


def keep(month: Month, **values: Any) -> Month:
    """Save the values as the month's next edition."""
    for name, value in values.items():
        setattr(month, name, value)
    month.edition = month.edition + 1
    month.save(update_fields=[*values, "edition"])
    return month


def _entries(month: Month) -> list[HourEntry]:
    return list(HourEntry.objects.filter(month=month).select_related("work").order_by("day", F("id").asc()))


def _frozen(entry: HourEntry) -> dict[str, Any]:
    return {
        "day": entry.day.isoformat(),
        "hours": str(entry.hours),
        "kind": entry.kind,
        "note": entry.note,
        "work": str(entry.work or ""),
        "evening_hours": None if entry.evening_hours is None else str(entry.evening_hours),
        "kilometres": None if entry.kilometres is None else str(entry.kilometres),
        "is_agreed_extra": entry.is_agreed_extra,
    }


def _steps(month: Month) -> dict[str, dict[str, str]]:
    taken = {step: (getattr(month, f"{step}_at"), getattr(month, f"{step}_by")) for step in STEPS}
    return {step: {"at": at.isoformat(), "by": by} for step, (at, by) in taken.items() if at is not None}
