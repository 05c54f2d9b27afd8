"""Placements: new ones with their terms and group, changes of known ones, and what a decision forbids."""

from __future__ import annotations

from typing import Any

from laavu.law.period import Period
from laavu.shared.sheets import folded
from placements.choices import EmployerKind, PlacementKind
from placements.imports import layout
from placements.imports.checking import Hanging
from placements.imports.findings import Findings, shown
from placements.imports.known import EmployerKey, Known, Target
from placements.imports.plan import Outcome, Plan, Wish, displayed
from placements.imports.reading import PlacementRow
from placements.models import Group, Placement, Terms

SHEET = layout.PLACEMENTS


def compare_placements(
    rows: list[PlacementRow], known: Known, findings: Findings, hanging: Hanging, plan: Plan
) -> None:
    for row in rows:
        key = folded(row.client_number), EmployerKey.of(row.employer_kind, row.employer)
        targets = known.targets.setdefault(key, [])
        found = next((target for target in targets if target.period.first == row.first), None)
        _warn_of_employer(row, known, findings)
        if found is not None:
            _known_placement(found, targets, row, known, findings, plan)
            continue
        period = Period(row.first, row.last)
        if _is_taken(period, targets, None, row, findings):
            hanging.placements.setdefault((folded(row.client_number), folded(row.employer)), []).append(
                (row.first, row.last, (SHEET, row.row))
            )
            continue
        targets.append(_new_placement(row, period, known, plan))
        plan.count(SHEET, Outcome.IMPORTED)


def _warn_of_employer(row: PlacementRow, known: Known, findings: Findings) -> None:
    if row.employer_kind != EmployerKind.ASSOCIATION:
        return
    since = known.associations[folded(row.employer)].employer_since
    if since and since > row.first:
        findings.warn(SHEET, row.row, "Alkoi", row.first, "employer_since_later", day=shown(since))


def _is_taken(
    period: Period, targets: list[Target], own: Target | None, row: PlacementRow, findings: Findings
) -> bool:
    for target in targets:
        if target is not own and target.period.touches(period):
            taken = f"{shown(target.period.first)}–{shown(target.period.last)}"
            findings.fault(SHEET, row.row, "Alkoi", row.first, "placement_again", period=taken)
            return True
    return False


def _new_placement(row: PlacementRow, period: Period, known: Known, plan: Plan) -> Target:
    decision: dict[str, Any] = {
        "subsidy_percent": row.subsidy_percent,
        "subsidy_decided_on": row.subsidy_decided_on,
    }
    employer: dict[str, Any] = {"employer_name": row.employer}
    if row.employer_kind == EmployerKind.ASSOCIATION:
        employer = {
            "association": known.associations[folded(row.employer)],
            "group": _group(row, known, plan),
        }
    placement = plan.add(
        Placement(
            municipality=plan.municipality,
            worker=known.workers[folded(row.client_number)],
            employer_kind=row.employer_kind,
            kind=_kind(row),
            period=period,
            **employer,
            **decision,
        )
    )
    terms = plan.add(
        Terms(
            municipality=plan.municipality,
            placement=placement,
            from_on=row.first,
            weekly_hours=row.weekly_hours,
            hourly_wage=row.hourly_wage,
        )
    )
    return Target(placement, period, terms, agreed=row.weekly_hours)


def _kind(row: PlacementRow) -> PlacementKind:
    return PlacementKind.EMPLOYMENT if row.subsidy_percent is None else PlacementKind.SUBSIDISED


def _group(row: PlacementRow, known: Known, plan: Plan) -> Group | None:
    """The association's group of that name, made if there is none."""
    if row.group is None or row.employer_kind != EmployerKind.ASSOCIATION:
        return None
    key = folded(row.employer), folded(row.group)
    if key not in known.groups:
        association = known.associations[folded(row.employer)]
        known.groups[key] = plan.add(
            Group(
                municipality=plan.municipality,
                association=association,
                name=row.group,
                village=association.village,
            )
        )
    return known.groups[key]


def _known_placement(
    target: Target, targets: list[Target], row: PlacementRow, known: Known, findings: Findings, plan: Plan
) -> None:
    placement = target.placement
    period = Period(row.first, row.last or target.period.last)
    _refuse_decided(placement, row, findings)
    _refuse_locked_terms(target, row, findings)
    _refuse_lost_hours(target, period, row, findings)
    if findings.is_faulty(SHEET, row.row) or _is_taken(period, targets, target, row, findings):
        return
    changes = [
        plan.merge(SHEET, row.row, placement, _wishes(row, known, plan)),
        _compare_kinds(placement, row, plan),
        _compare_period(target, period, row, plan),
        target.terms is not None and plan.merge(SHEET, row.row, target.terms, _term_wishes(row)),
    ]
    target.agreed = max(target.agreed or row.weekly_hours, row.weekly_hours)
    plan.count(SHEET, Outcome.CHANGED if any(changes) else Outcome.UNCHANGED)


def _wishes(row: PlacementRow, known: Known, plan: Plan) -> tuple[Wish, ...]:
    return (
        Wish("Ryhmä", "group", _group(row, known, plan)),
        Wish("Palkkatuki %", "subsidy_percent", row.subsidy_percent),
        Wish("Palkkatukipäätös", "subsidy_decided_on", row.subsidy_decided_on),
    )


def _term_wishes(row: PlacementRow) -> tuple[Wish, ...]:
    return (
        Wish("Viikkotunnit", "weekly_hours", row.weekly_hours),
        Wish("Tuntipalkka", "hourly_wage", row.hourly_wage),
    )


def _compare_kinds(placement: Placement, row: PlacementRow, plan: Plan) -> bool:
    """Another kind of employer; and a placement that gets its decision becomes a subsidised one."""
    changed = False
    if placement.employer_kind != row.employer_kind:
        old, new = (
            displayed(placement, "employer_kind", k) for k in (placement.employer_kind, row.employer_kind)
        )
        plan.differ(SHEET, row.row, "Työnantajan tyyppi", old, new)
        plan.set(placement, "employer_kind", row.employer_kind)
        changed = True
    if row.subsidy_percent is not None and placement.kind == PlacementKind.EMPLOYMENT:
        plan.set(placement, "kind", PlacementKind.SUBSIDISED)
        changed = True
    return changed


def _compare_period(target: Target, period: Period, row: PlacementRow, plan: Plan) -> bool:
    if period == target.period:
        return False
    plan.differ(SHEET, row.row, "Päättyi", shown(target.period.last), shown(period.last))
    plan.set(target.placement, "period", period)
    target.period = period
    return True


def _refuse_decided(placement: Placement, row: PlacementRow, findings: Findings) -> None:
    if placement.subsidy_decided_on is None:
        return
    for heading, old, new in (
        ("Palkkatuki %", placement.subsidy_percent, row.subsidy_percent),
        ("Palkkatukipäätös", placement.subsidy_decided_on, row.subsidy_decided_on),
    ):
        if new is not None and new != old:
            findings.fault(SHEET, row.row, heading, new, "decided", old=shown(old))


def _refuse_locked_terms(target: Target, row: PlacementRow, findings: Findings) -> None:
    if target.terms is None or not target.has_locked_month:
        return
    for heading, old, new in (
        ("Viikkotunnit", target.terms.weekly_hours, row.weekly_hours),
        ("Tuntipalkka", target.terms.hourly_wage, row.hourly_wage),
    ):
        if new is not None and new != old:
            findings.fault(SHEET, row.row, heading, new, "terms_locked", old=shown(old))


def _refuse_lost_hours(target: Target, period: Period, row: PlacementRow, findings: Findings) -> None:
    lost = [day for day in target.span or () if day not in period]
    if lost:
        findings.fault(SHEET, row.row, "Päättyi", row.last, "hours_left_out", day=shown(lost[-1]))
