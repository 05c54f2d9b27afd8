"""What a device may keep of a user's own placements: names, agreed hours, and which days have hours already.

Never notes, kinds of absence, wages or anything else of the person: the device may be lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from laavu.accounts.actor import Actor
from laavu.law.period import ONE_DAY, Period, month_of
from placements.agreed import agreed_on
from placements.choices import HourKind, MonthState
from placements.hours import mark_of
from placements.models import HourEntry, Month, Placement, Terms
from placements.timesheet import holidays_of

DAYS_KEPT = 14  # on the device, from the last time that it asked


@dataclass(frozen=True, slots=True)
class Cell:
    """A day's hours as a device shows them; `entry` and `seen` of the one line of work that it can change."""

    hours: Decimal
    entry: str = ""
    seen: str = ""
    fixed: bool = False

    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = {"hours": f"{self.hours:.2f}", "entry": self.entry, "seen": self.seen}
        return found | {"fixed": True} if self.fixed else found


def seen_of(entry: HourEntry | None) -> str:
    """A short mark of what stands in an entry; it tells nothing of it."""
    return sha256(mark_of(entry).encode()).hexdigest()[:32] if entry else ""


def cell_of(entries: Sequence[HourEntry]) -> Cell:
    """A day that has hours."""
    if len(entries) == 1 and entries[0].kind == HourKind.WORK:
        one = entries[0]
        return Cell(one.hours, str(one.public_id), seen_of(one))
    return Cell(sum((one.hours for one in entries), Decimal(0)), fixed=True)


def window(on: date) -> Period:
    """The days that a device keeps: this month and the one before it; near a month's end the days after it,
    as long as the facts stay on the device."""
    last = max(month_of(on).days())
    return Period((on.replace(day=1) - ONE_DAY).replace(day=1), max(last, on + timedelta(days=DAYS_KEPT)))


def facts_of(who: Actor, on: date) -> dict[str, Any]:
    """Everything that the device keeps, as JSON. Only people of the user's own associations."""
    shown = window(on)
    own = Placement.objects.visible_to(who).filter(association__in=who.association_ids)
    placements = list(own.in_force(shown).select_related("worker").order_by("worker__sort_key", "id"))
    terms = _by_placement(Terms.objects.filter(placement__in=placements).order_by("from_on"))
    entries = _by_placement(
        HourEntry.objects.filter(placement__in=placements, day__range=(shown.first, shown.last))
        .select_related("work")
        .order_by("day", "id")
    )
    months = _by_placement(Month.objects.filter(placement__in=placements, first_day__gte=shown.first))
    return {
        "first": str(shown.first),
        "last": str(shown.last),
        "rest": _rest_days(shown),
        "placements": [
            _placement(one, shown, terms[one.pk], entries[one.pk], months[one.pk]) for one in placements
        ],
    }


def _placement(
    placement: Placement,
    shown: Period,
    terms: Sequence[Terms],
    entries: Iterable[HourEntry],
    months: Iterable[Month],
) -> dict[str, Any]:
    placed: Period = placement.period
    by_day: dict[date, list[HourEntry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.day].append(entry)
    shared = placed.overlap(shown)
    days = list(shared.days()) if shared else []
    agreed = {day: agreed_on(terms, placed, day) for day in days}
    return {
        "id": str(placement.public_id),
        "name": str(placement.worker),
        "first": days[0].isoformat() if days else "",
        "last": days[-1].isoformat() if days else "",
        "closed": [month.first_day.isoformat()[:7] for month in months if month.state != MonthState.OPEN],
        "agreed": {day.isoformat(): f"{hours:.2f}" for day, hours in agreed.items() if hours},
        "cells": {day.isoformat(): cell_of(found).told() for day, found in by_day.items()},
    }


def _rest_days(shown: Period) -> dict[str, str]:
    """Public holidays with their names."""
    years = {day.year for day in shown.days()}
    named = {day: name for year in years for day, name in holidays_of(year).items()}
    return {day.isoformat(): name for day, name in named.items() if day in shown}


def _by_placement(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.placement_id].append(row)
    return found
