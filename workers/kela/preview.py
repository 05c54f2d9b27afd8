"""What the page of a list shows: what applying it would do, or did."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workers.kela.lists import faults_of
from workers.kela.reading import Fault
from workers.models import KelaList, Worker

SHOWN = 100  # lines of each list on the page


@dataclass(frozen=True, slots=True)
class CountChange:
    """A count of days that changes: whose, and from what to what, as of which days."""

    worker: Worker
    old: int | None
    old_as_of: date | None
    new: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Unknown:
    """A row whose person nobody knows here: its number and days, the code never."""

    row: int
    days: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Numbers of the whole list, and the first lines of each part of it."""

    rows: int
    new: int
    changed: int
    unchanged: int
    faulty_rows: int
    invoiced: Decimal
    months: list[date]
    gap: list[date]
    totals: dict[str, int]
    counts: list[CountChange]
    faults: list[Fault]
    unknown: list[Unknown]
    older: list[Worker]
    without_spell: list[Worker]

    @property
    def would_do(self) -> int:
        return self.new + self.changed

    @property
    def is_cut(self) -> bool:
        """Whether the page leaves out lines."""
        return max(self.totals.values(), default=0) > SHOWN


def preview_of(row: KelaList) -> Preview | None:
    """None before the list has been looked at, and when it could not be read: one query."""
    kept: dict[str, Any] = row.report
    if "totals" not in kept:
        return None
    counts, older, bare = kept["counts"][:SHOWN], kept["older"][:SHOWN], kept["without_spell"][:SHOWN]
    people = Worker.objects.in_bulk({*(one[0] for one in counts), *older, *bare})
    return Preview(
        rows=kept["rows"],
        new=kept["new"],
        changed=kept["changed"],
        unchanged=kept["unchanged"],
        faulty_rows=kept["faulty_rows"],
        invoiced=Decimal(kept["invoiced"]),
        months=[date.fromisoformat(month) for month in kept["months"]],
        gap=[date.fromisoformat(month) for month in kept["gap"]],
        totals=kept["totals"],
        counts=[_count(one, people) for one in counts if one[0] in people],
        faults=faults_of(row)[:SHOWN],
        unknown=[Unknown(*one) for one in kept["unknown"][:SHOWN]],
        older=[people[pk] for pk in older if pk in people],
        without_spell=[people[pk] for pk in bare if pk in people],
    )


def _count(kept: list[Any], people: dict[int, Worker]) -> CountChange:
    pk, old, old_as_of, new, as_of = kept
    before = None if old_as_of is None else date.fromisoformat(old_as_of)
    return CountChange(people[pk], old, before, new, date.fromisoformat(as_of))
