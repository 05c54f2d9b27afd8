"""What a device sends: each write is kept, refused or told to collide by itself, and answered the same twice.

A device that got no answer sends again. The keys of what was kept stand in `Sending`, so that a repeat
changes nothing, whatever others have written in the meantime.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.accounts.history import history_of
from laavu.accounts.retention import policy
from laavu.shared.formats import moment
from placements.access import hours_write
from placements.choices import HourKind
from placements.devices.facts import Cell, cell_of, seen_of
from placements.hours import NONE, Line, Outcome, extras_of, mark_of, save_hours
from placements.models import HourEntry, Placement, Sending
from placements.problems import TEXTS

LOCK = 7465123  # of the advisory locks: one device's writes of a placement at a time


@dataclass(frozen=True, slots=True)
class Write:
    """One write as the device sent it. `hours` None takes away what stands there.

    `entry` and `seen` are what the device knew of the place: empty for a day without hours.
    """

    key: UUID
    placement: UUID
    day: date
    hours: Decimal | None
    kind: str
    entry: UUID | None
    seen: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a write: `kept` with the cell as it stands now, `refused` with the reason, or `conflict`
    with what stands there, each line with who wrote it. `base` is what a person's choice to overwrite is
    made against; None where only the month's own page can tell the lines apart."""

    key: str
    state: str
    reason: str = ""
    cell: dict[str, Any] | None = None
    there: Sequence[dict[str, str]] = ()
    base: dict[str, str] | None = None

    def told(self) -> dict[str, Any]:
        found = {"key": self.key, "state": self.state, "reason": self.reason, "cell": self.cell}
        return found | {"there": list(self.there), "base": self.base} if self.state == "conflict" else found


def refused(key: str, reason: str) -> Answer:
    return Answer(key, "refused", reason=reason)


def receive(writes: Sequence[Write], *, by: Actor, at: datetime) -> list[Answer]:
    """Answers in the order of the writes, in one transaction."""
    answers: dict[UUID, Answer] = {}
    placements: dict[UUID, Placement] = {}
    months: dict[tuple[int, date], list[Write]] = defaultdict(list)
    for write in writes:
        placement = placements.get(write.placement) or _own(by, write.placement)
        if placement is None:
            answers[write.key] = refused(str(write.key), _("This person is not among yours."))
            continue
        if write.day not in placement.period:
            answers[write.key] = refused(str(write.key), str(TEXTS["hour_within_placement"]))
            continue
        placements[write.placement] = placement
        months[placement.pk, write.day.replace(day=1)].append(write)
    by_id = {placement.pk: placement for placement in placements.values()}
    with transaction.atomic():
        for pk, first_day in sorted(
            months
        ):  # always in one order, so that two devices never block each other
            for answer in _month(by_id[pk], first_day, months[pk, first_day], by, at):
                answers[UUID(answer.key)] = answer
    return [answers[write.key] for write in writes]


def forget_sendings(now: datetime) -> int:
    """Remove the keys of old writes: no device sends them any more."""
    old = Sending.objects.filter(received_at__lt=now - policy().time("sending"))
    return old.delete()[0]


def _own(by: Actor, public_id: UUID) -> Placement | None:
    try:
        return hours_write(by, public_id)
    except (Http404, PermissionDenied):
        return None


def _month(
    placement: Placement, first_day: date, writes: Sequence[Write], by: Actor, at: datetime
) -> list[Answer]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, placement.pk % 2**31])
    first = Sending.objects.filter(
        municipality=placement.municipality_id, client_key__in=[write.key for write in writes]
    )
    answered = {sending.client_key: sending for sending in first}
    entries = _entries(placement, writes)
    new = [write for write in writes if write.key not in answered]
    lines = [_line(write, entries) for write in new]
    outcomes = save_hours(placement=placement, first_day=first_day, lines=lines, known={}, by=by)
    made = [_answer(write, outcome, placement) for write, outcome in zip(new, outcomes, strict=True)]
    Sending.objects.bulk_create(_sendings(placement, new, made, str(by.user), at))
    repeated = [
        Answer(str(write.key), "kept", cell=answered[write.key].answer)
        for write in writes
        if write.key in answered
    ]
    return [*made, *repeated]


def _sendings(
    placement: Placement, writes: Sequence[Write], answers: Sequence[Answer], by: str, at: datetime
) -> list[Sending]:
    return [
        Sending(
            municipality_id=placement.municipality_id,
            client_key=write.key,
            placement=placement,
            day=write.day,
            answer=answer.cell,
            received_at=at,
            received_by=by,
        )
        for write, answer in zip(writes, answers, strict=True)
        if answer.state == "kept"
    ]


def _entries(placement: Placement, writes: Sequence[Write]) -> dict[UUID, HourEntry]:
    """The entries that the writes would change."""
    asked = [write.entry for write in writes if write.entry]
    found = HourEntry.objects.filter(placement=placement, public_id__in=asked).select_related("work")
    return {entry.public_id: entry for entry in found}


def _line(write: Write, entries: dict[UUID, HourEntry]) -> Line:
    """The write in the terms of `save_hours`. What the device does not know of, a note, stays as it is."""
    current = entries.get(write.entry) if write.entry else None
    same = current is not None and seen_of(current) == write.seen
    return Line(
        name=str(write.key),
        day=write.day,
        entry=write.entry,
        key=write.key,
        seen=mark_of(current) if same else write.seen,
        hours=write.hours,
        kind=write.kind,
        note=current.note if current else "",
        work=current.work if current else None,
        extras=extras_of(current) if current and write.kind == HourKind.WORK else NONE,
    )


def _answer(write: Write, outcome: Outcome, placement: Placement) -> Answer:
    key = str(write.key)
    if outcome.refusal:
        return refused(key, outcome.refusal)
    if outcome.is_conflict:
        return _conflict(write, placement)
    if outcome.entry is None:
        return Answer(key, "kept", cell=Cell(Decimal(0)).told())
    return Answer(key, "kept", cell=cell_of([outcome.entry]).told())


def _conflict(write: Write, placement: Placement) -> Answer:
    found = HourEntry.objects.filter(placement=placement, day=write.day).select_related("work").order_by("id")
    there = list(found)
    base = {"entry": "", "seen": ""}
    if len(there) == 1:
        base = {"entry": str(there[0].public_id), "seen": seen_of(there[0])}
    return Answer(
        str(write.key),
        "conflict",
        cell=cell_of(there).told() if there else None,
        there=[_told(entry) for entry in there],
        base=base if len(there) < 2 else None,
    )


def _told(entry: HourEntry) -> dict[str, str]:
    last = history_of(entry, limit=1)
    return {
        "hours": f"{entry.hours:.2f}",
        "kind": str(HourKind(entry.kind).label),
        "who": last[0].who if last else "",
        "at": moment(last[0].at) if last else "",
    }
