"""Writing hours: each line of a month is compared with what its writer saw, then kept or refused by itself.

One way in for the page of a month, the grid of an association, and entries made without a network:

    outcomes = save_hours(placement=…, first_day=…, lines=[Line(…), …], known={day: {entry, …}}, by=actor)

- A `Line` says what shall stand in one place. `entry` is the public id of the entry that its writer saw
  there, None where they saw nothing; `seen` is that entry's `mark_of`, empty where they saw nothing. A new
  line has a `key` of its own, made by the writer: sent twice, it is written once, and both sends have the
  same outcome.
- `known` are the public ids of all entries that the writer saw on each day, so that a new line on a day where
  another has written meanwhile is noticed. A day that is not in it had none.
- There is an `Outcome` for each line, in the order of the lines. `is_kept`: what was asked for stands now, or
  since an earlier send (`entry`, None when nothing was to stand). `refusal`: why it cannot stand, in words.
  `is_conflict`: another has written there since. Nothing was written: `line` is what was asked for, `other`
  what the other wrote (None: it was removed), `who` did it, `meanwhile` tells it in words. `entry` is what
  stands in the line's own place, if anything. Sending the line again with `entry` and its mark, with the
  day's entries in `known`, and with a new key if `entry` is None, says: I have seen both, and keep mine.
- One line's fault does not touch the others. Nothing is written to a month that is not open.
- A kept change takes the month's confirmation back, which was of other hours.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

import pghistory
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.accounts.history import history_of
from laavu.shared.formats import hours as hours_text
from placements.models import HourEntry, Month, Placement
from placements.problems import TEXTS, refusal_of
from villages.models import UnfinishedWork


@dataclass(frozen=True, slots=True)
class Extras:
    """What else is known of hours of work: None is not written."""

    evening_hours: Decimal | None = None
    kilometres: Decimal | None = None
    is_agreed_extra: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Extras()


NONE = Extras()


class Nobody(Enum):
    """Nobody else has written in the line's place."""

    NOBODY = 0


NOBODY = Nobody.NOBODY
FEW = 2  # fewer new lines than this are written one by one


@dataclass(frozen=True, slots=True)
class Line:
    """One line as its writer sent it; see above. `hours` None means that nothing shall stand there.

    `name` is the writer's own name of the place, and comes back with the outcome.
    """

    name: str
    day: date
    entry: UUID | None
    key: UUID | None
    seen: str
    hours: Decimal | None
    kind: str
    note: str
    work: UnfinishedWork | None
    extras: Extras = NONE

    @property
    def wanted(self) -> str:
        if self.hours is None:
            return ""
        return mark(self.hours, self.kind, self.note, self.work, self.extras)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands in the line's place now, and why what was typed does not, if so."""

    line: Line
    entry: HourEntry | None
    refusal: str = ""
    meanwhile: str = ""
    other: HourEntry | None = None
    who: str = ""
    is_changed: bool = False

    @property
    def is_kept(self) -> bool:
        return not self.refusal and not self.meanwhile

    @property
    def is_conflict(self) -> bool:
        return bool(self.meanwhile)


def mark(hours: Decimal, kind: str, note: str, work: UnfinishedWork | None, extras: Extras) -> str:
    """The values in one text, for comparing."""
    evening = "" if extras.evening_hours is None else f"{extras.evening_hours:.2f}"
    kilometres = "" if extras.kilometres is None else f"{extras.kilometres:.1f}"
    values = [f"{hours:.2f}", kind, note, str(work.public_id) if work else "", evening, kilometres]
    return json.dumps([*values, extras.is_agreed_extra], ensure_ascii=False)


def mark_of(entry: HourEntry | None) -> str:
    """The mark of what stands; empty for nothing."""
    return mark(entry.hours, entry.kind, entry.note, entry.work, extras_of(entry)) if entry else ""


def extras_of(entry: HourEntry) -> Extras:
    return Extras(entry.evening_hours, entry.kilometres, entry.is_agreed_extra)


def extras_in(seen: str) -> Extras:
    """Those of a mark, for a writer who does not show them: they stay as they are. None in any other text."""
    try:
        *_rest, evening, kilometres, is_agreed_extra = json.loads(seen)
        return Extras(
            Decimal(evening) if evening else None,
            Decimal(kilometres) if kilometres else None,
            bool(is_agreed_extra),
        )
    except (ValueError, TypeError, ArithmeticError):
        return NONE


def save_hours(
    *,
    placement: Placement,
    first_day: date,
    lines: Sequence[Line],
    known: Mapping[date, set[UUID]],
    by: Actor,
) -> list[Outcome]:
    """Keep what was typed, line by line: see above. One transaction; its month waits for nobody else's."""
    with transaction.atomic(), pghistory.context(user=by.user.pk, name=str(by.user)):
        month = month_for_writing(placement, first_day)
        found = HourEntry.objects.filter(month=month).select_related("work").order_by("day", "id")
        entries = {entry.public_id: entry for entry in found}
        removed = _removed(month, lines, entries)
        seen = {line.day: set(known.get(line.day, ())) for line in lines}
        added = _add_together(lines, month, entries, seen, removed)
        outcomes = [
            added.get(at) or _save(line, month, entries, seen[line.day], removed)
            for at, line in enumerate(lines)
        ]
        if any(outcome.is_changed for outcome in outcomes):
            _next_edition(month)
        return outcomes


def month_for_writing(placement: Placement, first_day: date) -> Month:
    """The month, made if need be; others who write it or take a step wait until this transaction ends."""
    made, _new = Month.objects.get_or_create(
        municipality_id=placement.municipality_id, placement=placement, first_day=first_day
    )
    return Month.objects.select_for_update().get(pk=made.pk)


def _next_edition(month: Month) -> None:
    month.edition += 1
    month.confirmation, month.confirmed_at, month.confirmed_by = "", None, ""
    month.save(update_fields=["edition", "confirmation", "confirmed_at", "confirmed_by"])


def _removed(month: Month, lines: Sequence[Line], entries: Mapping[UUID, HourEntry]) -> set[UUID]:
    """Keys of new lines that were written once, and that somebody has removed since."""
    standing = {entry.client_key for entry in entries.values()}
    keys = {
        line.key for line in lines if line.key and line.hours is not None and line.entry is None
    } - standing
    if not keys:
        return set()
    events: Any = HourEntry.pgh_event_model  # type: ignore[attr-defined]
    gone = events.objects.filter(pgh_label="delete", month_id=month.pk, client_key__in=keys)
    return set(gone.values_list("client_key", flat=True))


def _add_together(
    lines: Sequence[Line],
    month: Month,
    entries: dict[UUID, HourEntry],
    seen: Mapping[date, set[UUID]],
    removed: set[UUID],
) -> dict[int, Outcome]:
    """Write many new lines in one statement: their outcomes by place. None of them if one is refused."""
    if not month.is_open:
        return {}
    taken = {one.day for one in entries.values() if one.public_id not in seen.get(one.day, set())}
    fresh = {
        at: line
        for at, line in enumerate(lines)
        if line.hours is not None
        and line.entry is None
        and not line.seen
        and line.key not in removed
        and line.day not in taken
        and _current(line, entries)[0] is None
    }
    if len(fresh) < FEW:
        return {}
    try:
        with transaction.atomic():
            made = HourEntry.objects.bulk_create([_new(line, month) for line in fresh.values()])
    except IntegrityError:
        return {}
    for entry in made:
        entries[entry.public_id] = entry
        seen[entry.day].add(entry.public_id)
    return {
        at: Outcome(line, entry, is_changed=True)
        for (at, line), entry in zip(fresh.items(), made, strict=True)
    }


def _save(
    line: Line, month: Month, entries: dict[UUID, HourEntry], known: set[UUID], removed: set[UUID]
) -> Outcome:
    current, is_repeat = _current(line, entries)
    if mark_of(current) == line.wanted or (line.wanted == line.seen and not is_repeat):
        return Outcome(line, current)
    if not month.is_open:
        return Outcome(line, current, refusal=str(TEXTS["hour_month_open"]))
    if line.key in removed:
        return _conflict(line, None, None)
    other = _other(line, current, is_repeat=is_repeat, entries=entries, known=known)
    if other is not NOBODY:
        return _conflict(line, current, other)
    try:
        with transaction.atomic():
            kept = _write(line, month, current)
    except IntegrityError as error:
        return Outcome(line, current, refusal=refusal_of(error).text)
    if current is not None:
        del entries[current.public_id]
    if kept is not None:
        entries[kept.public_id] = kept
        known.add(kept.public_id)  # the writer's own
    return Outcome(line, kept, is_changed=True)


def _other(
    line: Line,
    current: HourEntry | None,
    *,
    is_repeat: bool,
    entries: Mapping[UUID, HourEntry],
    known: set[UUID],
) -> HourEntry | Nobody | None:
    """What another wrote in the line's place since its writer saw it; None when it was removed."""
    if is_repeat and current is not None:
        # The page's own first send, whose answer was lost: nobody else has touched it yet.
        return NOBODY if len(history_of(current, limit=2)) == 1 else current
    if mark_of(current) != line.seen:
        return current
    unseen = [one for one in entries.values() if one.day == line.day and one.public_id not in known]
    return unseen[-1] if current is None and unseen else NOBODY


def _current(line: Line, entries: Mapping[UUID, HourEntry]) -> tuple[HourEntry | None, bool]:
    """What stands in the line's place, and whether it came from an earlier send of this very line."""
    if line.entry is not None:
        return entries.get(line.entry), False
    sent = [one for one in entries.values() if line.key and one.client_key == line.key]
    return (sent[0], True) if sent else (None, False)


def _write(line: Line, month: Month, current: HourEntry | None) -> HourEntry | None:
    if line.hours is None:
        if current is not None:
            HourEntry.objects.filter(pk=current.pk).delete()
        return None
    if current is None:
        entry = _new(line, month)
        entry.save(force_insert=True)
        return entry
    values = {"hours": line.hours, "kind": line.kind, "note": line.note, "work": line.work}
    values |= asdict(line.extras)
    for name, value in values.items():
        setattr(current, name, value)
    current.save(update_fields=list(values))
    return current


def _new(line: Line, month: Month) -> HourEntry:
    values: dict[str, Any] = {"hours": line.hours, **asdict(line.extras)}
    return HourEntry(
        municipality_id=month.municipality_id,
        month=month,
        placement_id=month.placement_id,
        day=line.day,
        kind=line.kind,
        note=line.note,
        work=line.work,
        client_key=line.key or uuid4(),
        **values,
    )


def _conflict(line: Line, current: HourEntry | None, other: HourEntry | None) -> Outcome:
    """Nothing is written: what another wrote here in the meantime is told, in words."""
    if other is None:
        text = _("Somebody has removed these hours meanwhile. Save again to write them anew.")
        return Outcome(line, None, meanwhile=text)
    changes = history_of(other, limit=1)
    who = changes[0].who if changes else _("Somebody")
    text = _("%(who)s has written %(hours)s h %(kind)s here meanwhile. Save again to keep yours.") % {
        "who": who,
        "hours": hours_text(other.hours),
        "kind": other.get_kind_display(),
    }
    return Outcome(line, current, meanwhile=text, other=other, who=who)
