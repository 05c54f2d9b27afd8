"""Hours: into which placement and month they fall, what is there already, and what a day can hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from laavu.shared.sheets import folded
from placements.imports import layout
from placements.imports.checking import Hanging, client_hangs_on, client_is_known
from placements.imports.findings import Findings, shown
from placements.imports.known import EmployerKey, Known, Target
from placements.imports.plan import ChangedEntry, NewEntry, Outcome, Plan
from placements.imports.reading import HourRow
from placements.models import HourEntry, Month

SHEET = layout.HOURS
PEOPLE_AT_ONCE = 500
NOTHING = Decimal(0)


def compare_hours(
    rows: list[HourRow], known: Known, findings: Findings, hanging: Hanging, plan: Plan
) -> None:
    """Person by person, so that a year of a big city's hours never stands in memory twice."""
    by_person: dict[str, list[HourRow]] = defaultdict(list)
    keys: dict[str, str] = {}
    for row in rows:
        key = keys.get(row.client_number)
        if key is None:
            key = keys[row.client_number] = folded(row.client_number)
        by_person[key].append(row)
    for clients in _batches(list(by_person)):
        there = _entries(clients, known)
        for client in clients:
            person = _Person(client, known, findings, hanging, plan, there.get(client, []))
            person.compare(by_person[client])


def _batches(clients: list[str]) -> Iterator[list[str]]:
    return (clients[start : start + PEOPLE_AT_ONCE] for start in range(0, len(clients), PEOPLE_AT_ONCE))


def _entries(clients: Iterable[str], known: Known) -> dict[str, list[HourEntry]]:
    """All hours that these people have, with whomever: one query."""
    ids = {
        known.workers[client].pk: client
        for client in clients
        if client in known.workers and known.workers[client].pk is not None
    }
    found: dict[str, list[HourEntry]] = defaultdict(list)
    if ids:
        placed = {
            target.placement.pk: client
            for (client, _employer), targets in known.targets.items()
            if client in ids.values()
            for target in targets
            if target.placement.pk is not None
        }
        entries = HourEntry.objects.filter(municipality=known.municipality, placement_id__in=list(placed))
        for entry in entries.order_by("pk").iterator(chunk_size=10_000):
            found[placed[entry.placement_id]].append(entry)
    return found


@dataclass
class _Person:
    """One person's rows beside the hours that are there."""

    client: str
    known: Known
    findings: Findings
    hanging: Hanging
    plan: Plan
    there: list[HourEntry]
    day_totals: dict[date, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    weeks: dict[tuple[int, int, int], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    warned: set[tuple[int, int, int]] = field(default_factory=set)
    employers: dict[str, list[Target]] = field(default_factory=dict)

    def compare(self, rows: list[HourRow]) -> None:
        for entry in self.there:
            self.day_totals[entry.day] += entry.hours
        placed = [(row, target) for row in rows if (target := self._target(row)) is not None]
        for row, target in self._not_there_yet(placed):
            self._differing(row, target)

    def _target(self, row: HourRow) -> Target | None:
        """The placement that has the day; without one the row is left out or faulty."""
        targets = self.employers.get(row.employer)
        if targets is None:
            targets = self.employers[row.employer] = self._targets_of(row.employer)
        for target in targets:
            if row.day in target.period:
                return target
        employer = folded(row.employer)
        because = (
            client_hangs_on(row.client_number, self.hanging)
            or self.hanging.lost_placement(self.client, employer, row.day)
            or (None if targets else self.hanging.associations.get(employer))
        )
        if because:
            self.findings.leave_out(SHEET, row.row, because)
        elif not client_is_known(row.client_number, self.known):
            self.findings.fault(SHEET, row.row, "Asiakasnro", row.client_number, "unknown_client")
        else:
            self.findings.fault(SHEET, row.row, "Pvm", row.day, "outside_placement")
        return None

    def _targets_of(self, employer: str) -> list[Target]:
        name = folded(employer)
        return [
            target
            for is_association in (True, False)
            for target in self.known.targets.get((self.client, EmployerKey(is_association, name)), ())
        ]

    def _not_there_yet(self, placed: list[tuple[HourRow, Target]]) -> Iterator[tuple[HourRow, Target]]:
        """Rows without an entry of the same day, kind, hours and note; each entry answers for one row."""
        same = Counter((e.placement_id, e.day, e.kind, e.hours, e.note) for e in self.there)
        if not same:
            yield from placed
            return
        rest = []
        for row, target in placed:
            key = (target.placement.pk, row.day, row.kind, row.hours, row.note or "")
            if same[key]:
                same[key] -= 1
                self._count_week(row, target)
                self.plan.count(SHEET, Outcome.UNCHANGED)
            else:
                rest.append((row, target))
        self.there = list(_left(self.there, same))
        yield from rest

    def _differing(self, row: HourRow, target: Target) -> None:
        month = target.months.get(row.day.replace(day=1))
        entry = self._entry_for(row, target)
        if entry is not None and entry.hours == row.hours and row.note is None:
            self.plan.count(SHEET, Outcome.UNCHANGED)  # an empty cell leaves the note
            self.there.remove(entry)
            return
        if month is not None and not month.is_open and month.pk not in self.plan.touched_months:
            self.findings.fault(SHEET, row.row, "Tunnit", row.hours, "month_locked", month=str(month))
            return
        total = self.day_totals[row.day] + row.hours - (entry.hours if entry else NOTHING)
        if total > layout.HOURS_OF_DAY:
            self.findings.fault(SHEET, row.row, "Tunnit", row.hours, "day_full", hours=shown(total))
            return
        self.day_totals[row.day] = total
        self._count_week(row, target)
        month = month or self._new_month(row, target)
        if month.pk is not None:
            self.plan.touched_months[month.pk] = month
        if entry is not None:
            self._change(row, entry, month)
        else:
            self.plan.entries.append(
                NewEntry(month, target.placement, row.day, row.hours, row.kind, row.note or "")
            )
            self.plan.count(SHEET, Outcome.IMPORTED)

    def _entry_for(self, row: HourRow, target: Target) -> HourEntry | None:
        """Hours of the same day and kind that no row has answered for: those the row corrects."""
        candidates = [
            e
            for e in self.there
            if e.placement_id == target.placement.pk and e.day == row.day and e.kind == row.kind
        ]
        return max(candidates, key=lambda e: (e.hours == row.hours, e.note == row.note), default=None)

    def _new_month(self, row: HourRow, target: Target) -> Month:
        first_day = row.day.replace(day=1)
        month: Month = self.plan.add(
            Month(municipality=self.plan.municipality, placement=target.placement, first_day=first_day)
        )
        target.months[first_day] = month
        return month

    def _change(self, row: HourRow, entry: HourEntry, month: Month) -> None:
        note = entry.note if row.note is None else row.note
        if entry.hours != row.hours:
            self.plan.differ(SHEET, row.row, "Tunnit", shown(entry.hours), shown(row.hours))
        if entry.note != note:
            self.plan.differ(SHEET, row.row, "Kohde", entry.note, note)
        self.plan.changed_entries.append(ChangedEntry(entry, month, row.hours, note))
        self.there.remove(entry)
        self.plan.count(SHEET, Outcome.CHANGED)

    def _count_week(self, row: HourRow, target: Target) -> None:
        """Warn once for a week in which the placement has more hours than agreed."""
        year, week, _day = row.day.isocalendar()
        key = id(target), year, week
        self.weeks[key] += row.hours
        if target.agreed is not None and self.weeks[key] > target.agreed and key not in self.warned:
            self.warned.add(key)
            self.findings.warn(
                SHEET,
                row.row,
                "Tunnit",
                row.hours,
                "over_agreed_week",
                week=f"{week}/{year}",
                hours=shown(self.weeks[key]),
                agreed=shown(target.agreed),
            )


def _left(
    entries: list[HourEntry], same: Counter[tuple[int, date, str, Decimal, str]]
) -> Iterator[HourEntry]:
    """Entries that no row has answered for."""
    for entry in entries:
        key = (entry.placement_id, entry.day, entry.kind, entry.hours, entry.note)
        if same[key]:
            same[key] -= 1
            yield entry
