"""The register's sound rows against what is known: what is new, what differs, what may not change."""

from __future__ import annotations

from laavu.shared.sheets import folded
from placements.imports import layout
from placements.imports.checking import Hanging
from placements.imports.comparing_hours import compare_hours
from placements.imports.comparing_people import compare_clients
from placements.imports.comparing_placements import compare_placements
from placements.imports.findings import Findings
from placements.imports.known import Known
from placements.imports.plan import Outcome, Plan, Wish, as_fields
from placements.imports.reading import AssociationRow, MeasurementRow, Register, WorkRow
from villages.models import Association, UnfinishedWork
from workers.models import Measurement


def compare(register: Register, known: Known, findings: Findings, hanging: Hanging) -> Plan:
    """The plan of an import. A locked or decided thing that would change is a fault of its row."""
    plan = Plan(known.municipality)
    for association in register.associations.sound:
        _association(association, known, plan)
    compare_clients(register.clients.sound, known, findings, plan)
    compare_placements(register.placements.sound, known, findings, hanging, plan)
    compare_hours(register.hours.sound, known, findings, hanging, plan)
    for work in register.works.sound:
        _work(work, known, findings, plan)
    for measurement in register.measurements.sound:
        _measurement(measurement, known, plan)
    findings.in_order(layout.SHEETS)
    return plan


def _association(row: AssociationRow, known: Known, plan: Plan) -> None:
    sheet = layout.ASSOCIATIONS
    village = plan.village(known, row.village)
    wishes = (
        Wish("Kylä", "village", village),
        Wish("Työnantajana alkaen", "employer_since", row.employer_since),
        Wish("Kokoaikainen viikkotyöaika", "full_weekly_hours", row.full_weekly_hours),
        Wish("Tapaturmavakuutus %", "accident_percent", row.accident_percent),
    )
    found = known.associations.get(folded(row.name))
    if found is None:
        found = plan.add(Association(municipality=plan.municipality, name=row.name, **as_fields(wishes)))
        known.associations[folded(row.name)] = found
        plan.count(sheet, Outcome.IMPORTED)
        return
    changed = plan.merge(sheet, row.row, found, wishes)
    plan.count(sheet, Outcome.CHANGED if changed else Outcome.UNCHANGED)


def _work(row: WorkRow, known: Known, findings: Findings, plan: Plan) -> None:
    sheet = layout.WORKS
    key = folded(row.village), folded(row.text), row.found_on
    wishes = (
        Wish("Arvio h", "estimated_hours", row.estimated_hours),
        Wish("Laji", "kind", row.kind),
        Wish("Valittu", "chosen_on", row.chosen_on),
        Wish("Tehty", "done_on", row.done_on),
    )
    found = known.works.get(key)
    if found is None:
        known.works[key] = plan.add(
            UnfinishedWork(
                municipality=plan.municipality,
                village=plan.village(known, row.village),
                text=row.text,
                found_on=row.found_on,
                **as_fields(wishes),
            )
        )
        plan.count(sheet, Outcome.IMPORTED)
        return
    if row.done_on and found.dropped_on:
        findings.fault(sheet, row.row, "Tehty", row.done_on, "work_dropped")
        return
    chosen, done = row.chosen_on or found.chosen_on, row.done_on or found.done_on
    if chosen and done and done < chosen:
        findings.fault(sheet, row.row, "Valittu", chosen, "done_before_chosen")
        return
    changed = plan.merge(sheet, row.row, found, wishes)
    plan.count(sheet, Outcome.CHANGED if changed else Outcome.UNCHANGED)


def _measurement(row: MeasurementRow, known: Known, plan: Plan) -> None:
    sheet = layout.MEASUREMENTS
    worker = known.workers[folded(row.client_number)]
    found = (
        known.measurements.get((worker.pk, row.instrument, row.phase, row.measured_on))
        if worker.pk is not None
        else None
    )
    if found is None:
        plan.add(
            Measurement(
                municipality=plan.municipality,
                worker=worker,
                instrument=row.instrument,
                phase=row.phase,
                measured_on=row.measured_on,
                value=row.value,
            )
        )
        plan.count(sheet, Outcome.IMPORTED)
    elif found.value == row.value:
        plan.count(sheet, Outcome.UNCHANGED)
    else:
        # Coordinators do not see single values that people gave: the old one is not told.
        plan.set(found, "value", row.value)
        plan.differ(sheet, row.row, "Arvo", "•", "•")
        plan.count(sheet, Outcome.CHANGED)
