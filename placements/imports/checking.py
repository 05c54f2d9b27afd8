"""What the register says against itself: keys again, days out of order, rows that hang on others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from laavu.shared.sheets import folded
from placements.choices import EmployerKind
from placements.imports import layout
from placements.imports.findings import Findings, shown
from placements.imports.known import Known
from placements.imports.reading import (
    ClientRow,
    MeasurementRow,
    PlacementRow,
    Register,
    Rows,
    WorkRow,
)
from workers.identity import MASK, Code

Place = tuple[str, int]  # sheet and row


@dataclass
class Hanging:
    """Keys that only faulty rows have, each with the row that is at fault.

    `placements` by client and employer: of each lost placement its first and last day as far as known.
    """

    clients: dict[str, Place] = field(default_factory=dict)
    associations: dict[str, Place] = field(default_factory=dict)
    placements: dict[tuple[str, str], list[tuple[date | None, date | None, Place]]] = field(
        default_factory=dict
    )

    def lost_placement(self, client: str, employer: str, day: date) -> Place | None:
        """The faulty row of a placement that could have held the day."""
        for first, last, place in self.placements.get((client, employer), ()):
            if first and last and first > last:
                first, last = last, first
            if (first is None or first <= day) and (last is None or day <= last):
                return place
        return None


def check(register: Register, known: Known, findings: Findings) -> Hanging:
    """Keep the rows that hold by themselves as the register's sound ones; hours are looked at later."""
    hanging = Hanging()
    _associations(register, findings, hanging)
    _clients(register.clients, known, findings, hanging)
    _placements(register.placements, known, findings, hanging, _named(register))
    _works(register.works, findings)
    _measurements(register.measurements, known, findings, hanging)
    return hanging


def _named(register: Register) -> set[str]:
    return {folded(row.name) for row in register.associations.sound}


def _in_order(rows: Rows[Any], *names: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Row number and the given values of every row, broken ones too."""
    found = [(row.row, tuple(getattr(row, name) for name in names)) for row in rows.sound]
    found += [(number, tuple(seen.get(name) for name in names)) for number, seen in rows.broken.items()]
    return iter(sorted(found, key=lambda one: one[0]))


def _keep(rows: Rows[Any], sheet: str, findings: Findings) -> None:
    rows.sound = [row for row in rows.sound if not findings.is_faulty(sheet, row.row)]


def _keys_once(
    rows: Rows[Any], sheet: str, heading: str, names: tuple[str, ...], findings: Findings
) -> dict[tuple[str, ...], int]:
    """Find rows whose key has come before; the first row of a key holds."""
    first: dict[tuple[str, ...], int] = {}
    for number, values in _in_order(rows, *names):
        if None in values:
            continue
        key = tuple(folded(value) for value in values)
        if key in first:
            findings.fault(sheet, number, heading, values[-1], "key_again", row=str(first[key]))
        else:
            first[key] = number
    return first


def _associations(register: Register, findings: Findings, hanging: Hanging) -> None:
    sheet, rows = layout.ASSOCIATIONS, register.associations
    first = _keys_once(rows, sheet, "Nimi", ("name",), findings)
    _keep(rows, sheet, findings)
    sound = _named(register)
    hanging.associations = {key: (sheet, number) for (key,), number in first.items() if key not in sound}


def _clients(rows: Rows[ClientRow], known: Known, findings: Findings, hanging: Hanging) -> None:
    sheet = layout.CLIENTS
    first = _keys_once(rows, sheet, "Asiakasnro", ("client_number",), findings)
    _codes_once(rows, first, known, findings)
    for row in rows.sound:
        _client_days(row, findings)
    _keep(rows, sheet, findings)
    sound = {folded(row.client_number) for row in rows.sound}
    hanging.clients = {key: (sheet, number) for (key,), number in first.items() if key not in sound}


def _codes_once(
    rows: Rows[ClientRow], keys: dict[tuple[str, ...], int], known: Known, findings: Findings
) -> None:
    """Find codes that have come before. A row that repeats a client's number is faulty as a whole already."""
    first: dict[Code, int] = {}
    for number, (code, client) in _in_order(rows, "identity_code", "client_number"):
        if code is None or (client is not None and keys[(folded(client),)] != number):
            continue
        other = known.client_of(code)
        if code in first:
            _bad_code(findings, number, "identity_again", row=str(first[code]))
        elif other is not None and client is not None and folded(other) != folded(client):
            _bad_code(findings, number, "identity_of_other", client=other)
        first.setdefault(code, number)


def _bad_code(findings: Findings, number: int, code: str, **params: str) -> None:
    findings.fault(layout.CLIENTS, number, "Henkilötunnus", MASK, code, **params)


def _client_days(row: ClientRow, findings: Findings) -> None:
    sheet = layout.CLIENTS
    if row.last and row.last < row.first:
        findings.fault(sheet, row.row, "Päättyi", row.last, "end_before_start")
    elif row.last and not row.end_reason:
        findings.fault(sheet, row.row, "Päättymissyy", "", "reason_missing")
    elif row.end_reason and not row.last:
        findings.fault(sheet, row.row, "Päättyi", "", "reason_without_end")
    if row.unemployed_since is None and (row.benefit or row.days_paid is not None):
        findings.fault(sheet, row.row, "Työttömyys alkoi", "", "spell_without_start")
    elif row.unemployed_since and row.unemployed_since > row.first:
        findings.warn(sheet, row.row, "Työttömyys alkoi", row.unemployed_since, "unemployed_later")


def _placements(
    rows: Rows[PlacementRow], known: Known, findings: Findings, hanging: Hanging, named: set[str]
) -> None:
    sheet = layout.PLACEMENTS
    held: dict[tuple[str, str, str], list[PlacementRow]] = {}
    sound = []
    for row in rows.sound:
        because = _placement_references(row, known, findings, hanging, named)
        _placement_days(row, findings)
        if findings.is_faulty(sheet, row.row):
            _lose(hanging, row.client_number, row.employer, row.first, row.last, (sheet, row.row))
        elif because:
            findings.leave_out(sheet, row.row, because)
            _lose(hanging, row.client_number, row.employer, row.first, row.last, because)
        elif _overlaps(row, held, findings):
            continue
        else:
            sound.append(row)
    rows.sound = sound
    for number, seen in rows.broken.items():
        if seen["client_number"] and seen["employer"]:
            _lose(
                hanging, seen["client_number"], seen["employer"], seen["first"], seen["last"], (sheet, number)
            )


def _lose(
    hanging: Hanging, client: str, employer: str, first: date | None, last: date | None, place: Place
) -> None:
    hanging.placements.setdefault((folded(client), folded(employer)), []).append((first, last, place))


def _placement_references(
    row: PlacementRow, known: Known, findings: Findings, hanging: Hanging, named: set[str]
) -> Place | None:
    """Find an unknown client or employer; the answer is the faulty row that this one hangs on."""
    sheet = layout.PLACEMENTS
    because = client_hangs_on(row.client_number, hanging)
    if because is None and not client_is_known(row.client_number, known):
        findings.fault(sheet, row.row, "Asiakasnro", row.client_number, "unknown_client")
    if row.employer_kind == EmployerKind.ASSOCIATION:
        employer = folded(row.employer)
        lost = hanging.associations.get(employer)
        if lost is None and employer not in named and employer not in known.associations:
            findings.fault(sheet, row.row, "Työnantaja", row.employer, "unknown_employer")
        because = because or lost
    return because


def client_hangs_on(client_number: str, hanging: Hanging) -> Place | None:
    return hanging.clients.get(folded(client_number))


def client_is_known(client_number: str, known: Known) -> bool:
    """Whether the client stands in the database or soundly in the register."""
    key = folded(client_number)
    return key in known.workers or key in known.coming_clients


def _placement_days(row: PlacementRow, findings: Findings) -> None:
    sheet = layout.PLACEMENTS
    if row.last and row.last < row.first:
        findings.fault(sheet, row.row, "Päättyi", row.last, "end_before_start")
    if (row.subsidy_percent is None) != (row.subsidy_decided_on is None):
        heading = "Palkkatuki %" if row.subsidy_percent is None else "Palkkatukipäätös"
        findings.fault(sheet, row.row, heading, "", "decision_missing")
    if row.subsidy_decided_on and row.subsidy_decided_on > row.first:
        findings.warn(sheet, row.row, "Palkkatukipäätös", row.subsidy_decided_on, "decided_after_start")
    if row.group and row.employer_kind != EmployerKind.ASSOCIATION:
        findings.warn(sheet, row.row, "Ryhmä", row.group, "group_without_association")


def _overlaps(
    row: PlacementRow, held: dict[tuple[str, str, str], list[PlacementRow]], findings: Findings
) -> bool:
    is_association = str(row.employer_kind == EmployerKind.ASSOCIATION)
    same = held.setdefault((folded(row.client_number), folded(row.employer), is_association), [])
    for other in same:
        if (other.last is None or row.first <= other.last) and (row.last is None or other.first <= row.last):
            period = f"{shown(other.first)}–{shown(other.last)}"
            findings.fault(layout.PLACEMENTS, row.row, "Alkoi", row.first, "placement_again", period=period)
            return True
    same.append(row)
    return False


def _works(rows: Rows[WorkRow], findings: Findings) -> None:
    sheet = layout.WORKS
    _keys_once(rows, sheet, "Työ", ("village", "found_on", "text"), findings)
    for row in rows.sound:
        if row.chosen_on and row.chosen_on < row.found_on:
            findings.fault(sheet, row.row, "Valittu", row.chosen_on, "chosen_before_found")
        if row.done_on and not row.chosen_on:
            findings.fault(sheet, row.row, "Valittu", "", "done_not_chosen")
        elif row.done_on and row.chosen_on and row.done_on < row.chosen_on:
            findings.fault(sheet, row.row, "Tehty", row.done_on, "done_before_chosen")
    _keep(rows, sheet, findings)


def _measurements(rows: Rows[MeasurementRow], known: Known, findings: Findings, hanging: Hanging) -> None:
    sheet = layout.MEASUREMENTS
    _keys_once(rows, sheet, "Pvm", ("client_number", "instrument", "phase", "measured_on"), findings)
    sound = []
    for row in rows.sound:
        because = client_hangs_on(row.client_number, hanging)
        if because is None and not client_is_known(row.client_number, known):
            findings.fault(sheet, row.row, "Asiakasnro", row.client_number, "unknown_client")
        if findings.is_faulty(sheet, row.row):
            continue
        if because:
            findings.leave_out(sheet, row.row, because)
        else:
            sound.append(row)
    rows.sound = sound
