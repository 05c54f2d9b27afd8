"""Writing hours: each line of a month is compared with what its writer saw, then kept or refused by itself.

A repeated save is answered with what the first one did; what another wrote in between is told, never lost.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
class Line:
    """One line as the page sent it. `seen` is the mark of what the writer saw there, empty for nothing.

    `hours` None means that nothing shall stand there. `key` names the write of a new line, so that a
    repeat is known.
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

    @property
    def wanted(self) -> str:
        return mark(self.hours, self.kind, self.note, self.work) if self.hours is not None else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands in the line's place now, and why what was typed does not, if so."""

    line: Line
    entry: HourEntry | None
    refusal: str = ""
    meanwhile: str = ""

    @property
    def is_kept(self) -> bool:
        return not self.refusal and not self.meanwhile


def mark(hours: Decimal, kind: str, note: str, work: UnfinishedWork | None) -> str:
    """The values in one text, for comparing."""
    return json.dumps([f"{hours:.2f}", kind, note, str(work.public_id) if work else ""], ensure_ascii=False)


def mark_of(entry: HourEntry | None) -> str:
    return mark(entry.hours, entry.kind, entry.note, entry.work) if entry else ""


def save_hours(
    *,
    placement: Placement,
    first_day: date,
    lines: Sequence[Line],
    known: Mapping[date, set[UUID]],
    by: Actor,
) -> list[Outcome]:
    """Keep what was typed, line by line. `known` are the entries that the page showed on each day."""
    with transaction.atomic(), pghistory.context(user=by.user.pk, name=str(by.user)):
        month = _month_for_writing(placement, first_day)
        found = HourEntry.objects.filter(month=month).select_related("work").order_by("day", "id")
        entries = {entry.public_id: entry for entry in found}
        return [_save(line, month, entries, known.get(line.day, set())) for line in lines]


def _month_for_writing(placement: Placement, first_day: date) -> Month:
    """The month, made if need be; others who write or lock it wait until this transaction ends."""
    made, _new = Month.objects.get_or_create(
        municipality_id=placement.municipality_id, placement=placement, first_day=first_day
    )
    return Month.objects.select_for_update().get(pk=made.pk)


def _save(line: Line, month: Month, entries: dict[UUID, HourEntry], known: set[UUID]) -> Outcome:
    current, is_repeat = _current(line, entries)
    if mark_of(current) == line.wanted or (line.wanted == line.seen and not is_repeat):
        return Outcome(line, current)
    if month.is_locked:
        return Outcome(line, current, refusal=str(TEXTS["hour_month_open"]))
    if meanwhile := _meanwhile(line, current, is_repeat=is_repeat, entries=entries, known=known):
        return Outcome(line, current, meanwhile=meanwhile)
    try:
        with transaction.atomic():
            kept = _write(line, month, current)
    except IntegrityError as error:
        return Outcome(line, current, refusal=refusal_of(error).text)
    if current is not None:
        del entries[current.public_id]
    if kept is not None:
        entries[kept.public_id] = kept
    return Outcome(line, kept)


def _meanwhile(
    line: Line,
    current: HourEntry | None,
    *,
    is_repeat: bool,
    entries: Mapping[UUID, HourEntry],
    known: set[UUID],
) -> str:
    """What another wrote in the line's place since its writer saw it; empty when nobody did."""
    if is_repeat and current is not None:
        # The page's own first send, whose answer was lost: nobody else has touched it yet.
        return "" if len(history_of(current, limit=2)) == 1 else _told(current)
    if mark_of(current) != line.seen:
        return _told(current)
    unseen = [one for one in entries.values() if one.day == line.day and one.public_id not in known]
    return _told(unseen[-1]) if current is None and unseen else ""


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
        return HourEntry.objects.create(
            municipality_id=month.municipality_id,
            month=month,
            placement_id=month.placement_id,
            day=line.day,
            hours=line.hours,
            kind=line.kind,
            note=line.note,
            work=line.work,
            client_key=line.key or uuid4(),
        )
    current.hours, current.kind, current.note, current.work = line.hours, line.kind, line.note, line.work
    current.save(update_fields=["hours", "kind", "note", "work"])
    return current


def _told(entry: HourEntry | None) -> str:
    """What another wrote here in the meantime, in words."""
    if entry is None:
        return _("Somebody has removed these hours meanwhile. Save again to write them anew.")
    changes = history_of(entry, limit=1)
    told = {
        "who": changes[0].who if changes else _("Somebody"),
        "hours": hours_text(entry.hours),
        "kind": entry.get_kind_display(),
    }
    return _("%(who)s has written %(hours)s h %(kind)s here meanwhile. Save again to keep yours.") % told
