"""Two years of hours of the demo's placements, in bulk."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

import holidays
import pgtrigger
from django.utils import timezone

from laavu.demo import words
from laavu.demo.making import BATCH, Demo, months_of
from laavu.law.period import ONE_DAY
from placements.choices import Confirmation, EmployerKind, HourKind, MonthState
from placements.models import HourEntry, Month, MonthVersion, Placement, Terms
from placements.totals import recount

LOCKER, SENDER, FOREMAN = "Kaisa Koordinaattori", "Raija Rahastonhoitaja", "Olli Ohjaaja"
SENT_WAY, OPEN_WAY, LOCKED_WAY, RETURNED_WAY = range(4)
FIELDS = [
    "state", "confirmation", "return_note", "confirmed_by", "confirmed_at", "submitted_by", "submitted_at",
    "returned_by", "returned_at", "approved_by", "approved_at", "locked_by", "locked_at",
]  # fmt: skip
PATTERNS = ((0, 1, 2, 3), (0, 1, 2, 3, 4), (1, 2, 3, 4))


def make_hours(demo: Demo, wanted: int) -> int:
    """Months and at most `wanted` entries, the older months locked; the number of entries made."""
    hourly = [p for p in demo.placements if p.employer_kind == EmployerKind.ASSOCIATION]
    # Where the entries do not reach to all, those who left longest ago go without.
    hourly.sort(key=lambda placement: (placement.period.last or date.max, placement.pk), reverse=True)
    weekly = dict(Terms.objects.filter(placement__in=hourly).values_list("placement_id", "weekly_hours"))
    closed = holidays.country_holidays("FI", years=range(demo.first.year, demo.last.year + 2))
    made = 0
    # History of made-up hours would double the demo and tell nothing.
    with pgtrigger.ignore("placements.HourEntry:insert_insert", "placements.Month:update_update"):
        for part in _parts(iter(hourly), 250):
            planned = [
                Month(placement=p, first_day=m.first.replace(day=1))
                for p in part
                for m in months_of(p, demo.last)
            ]
            entries = list(_entries(demo, planned, {p.pk: p for p in part}, weekly, closed))[: wanted - made]
            months = demo.save(list({id(entry.month): entry.month for entry in entries}.values()))
            made += len(demo.save(entries))
            _close([m for m in months if m.first_day < demo.last.replace(day=1)], demo.last)
    return made


def _parts(rows: Iterator[Placement], size: int) -> Iterator[list[Placement]]:
    while part := list(islice(rows, size)):
        yield part


def _entries(
    demo: Demo, months: list[Month], placements: dict[int, Placement], weekly: dict[int, Decimal], closed: Any
) -> Iterator[HourEntry]:
    for month in months:
        placement = placements[month.placement_id]
        pattern = PATTERNS[placement.pk % len(PATTERNS)]
        hours = (weekly[placement.pk] / len(pattern)).quantize(Decimal("0.25"))
        span = next(m for m in months_of(placement, demo.last) if m.first.replace(day=1) == month.first_day)
        for day in span.days():
            if day.weekday() in pattern and demo.chance.random() < 0.97:
                yield _entry(demo, month, day, hours, is_closed=day in closed)


def _entry(demo: Demo, month: Month, day: date, hours: Decimal, *, is_closed: bool) -> HourEntry:
    roll = demo.chance.random()
    kind = HourKind.WORK
    if is_closed:
        kind = HourKind.PUBLIC_HOLIDAY
    elif roll < 0.05:
        kind = HourKind.SICK
    elif roll < 0.08:
        kind = HourKind.HOLIDAY
    elif roll < 0.095:
        kind = HourKind.UNPAID
    note = demo.chance.choice(words.NOTES) if kind == HourKind.WORK else ""
    return HourEntry(
        municipality=demo.municipality,
        month=month,
        placement_id=month.placement_id,
        day=day,
        hours=hours,
        kind=kind,
        note=note,
    )


def _close(months: list[Month], last: date) -> None:
    """Older months are locked; of the newest past one some are sent, some not yet, and one was returned."""
    newest = (last.replace(day=1) - ONE_DAY).replace(day=1)
    for month in months:
        at = timezone.make_aware(datetime.combine(month.first_day.replace(day=28), time(14, 30)))
        way = month.placement_id % 4 if month.first_day == newest else LOCKED_WAY
        if way != OPEN_WAY:
            month.confirmation, month.confirmed_by, month.confirmed_at = Confirmation.SUPERVISOR, FOREMAN, at
        if way == RETURNED_WAY:
            month.returned_by, month.returned_at, month.return_note = LOCKER, at, "Viikolta puuttuu päiviä."
        elif way == SENT_WAY:
            month.state, month.submitted_by, month.submitted_at = MonthState.SUBMITTED, SENDER, at
        elif way == LOCKED_WAY:
            month.state = MonthState.LOCKED
            month.submitted_by, month.submitted_at = SENDER, at
            month.approved_by, month.approved_at = LOCKER, at
            month.locked_by, month.locked_at = LOCKER, at
    Month.objects.bulk_update(months, FIELDS, batch_size=BATCH)
    recount(month.pk for month in months if month.is_counted)
    _version([month for month in months if month.is_locked][:1])


def _version(months: list[Month]) -> None:
    """A month that was opened once more, with what it was before."""
    for month in months:
        at = month.locked_at
        first = month.entries.order_by("day").first()
        entries = (
            [{"day": str(first.day), "hours": str(first.hours), "kind": first.kind, "note": first.note}]
            if first
            else []
        )
        MonthVersion.objects.create(
            municipality_id=month.municipality_id,
            placement_id=month.placement_id,
            month=month,
            number=1,
            state=MonthState.LOCKED,
            is_complete=False,
            entries=entries,
            steps={"locked": {"at": at.isoformat(), "by": LOCKER}} if at else {},
            reason="Yhden päivän tunnit olivat unohtuneet.",
            reopened_at=at or timezone.now(),
            reopened_by=LOCKER,
        )
        month.version = 2
        month.save(update_fields=["version"])
