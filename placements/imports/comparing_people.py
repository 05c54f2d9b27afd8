"""Clients: the person, the identity code, the client relationship, unemployment and two background facts."""

from __future__ import annotations

from datetime import date, timedelta

from laavu.law.period import Period
from laavu.shared.sheets import folded
from placements.imports import layout
from placements.imports.findings import Findings, shown
from placements.imports.known import Known
from placements.imports.plan import Outcome, Plan, Wish, displayed
from placements.imports.reading import ClientRow
from workers.choices import Benefit, Fact, FactValue, StatedBy
from workers.identity import MASK
from workers.models import Background, ClientRelationship, UnemploymentSpell, Worker

SHEET = layout.CLIENTS
ONE_DAY = timedelta(days=1)
FACTS = (
    ("Tutkinto", Fact.QUALIFICATION, "qualification"),
    ("Alentunut työkyky", Fact.REDUCED_WORK_ABILITY, "reduced_work_ability"),
)


def compare_clients(rows: list[ClientRow], known: Known, findings: Findings, plan: Plan) -> None:
    for row in rows:
        worker = known.workers.get(folded(row.client_number))
        if worker is None:
            known.workers[folded(row.client_number)] = _new_client(row, known, plan)
            plan.count(SHEET, Outcome.IMPORTED)
        else:
            _known_client(worker, row, known, findings, plan)


def _new_client(row: ClientRow, known: Known, plan: Plan) -> Worker:
    worker: Worker = plan.add(
        Worker(
            municipality=plan.municipality,
            client_number=row.client_number,
            name=row.name,
            home_village=plan.village(known, row.village),
        )
    )
    if row.identity_code:
        worker.birth_date = row.identity_code.birth_date
        plan.codes.append((worker, row.identity_code))
    _add_relationship(worker, row, plan)
    if row.unemployed_since:
        _add_spell(worker, row, row.unemployed_since, plan)
    for _heading, fact, attribute in FACTS:
        value = getattr(row, attribute)
        if value is not None:
            _add_fact(worker, fact, value, row, plan)
    return worker


def _known_client(worker: Worker, row: ClientRow, known: Known, findings: Findings, plan: Plan) -> None:
    period = Period(row.first, row.last)
    relationships = [r for r in known.relationships.get(worker.pk, ()) if r.period.touches(period)]
    if len(relationships) > 1:
        findings.fault(SHEET, row.row, "Aloitti", row.first, "relationship_twice")
    spells = _spells_touched(row, known.spells.get(worker.pk, []))
    if len(spells) > 1:
        findings.fault(SHEET, row.row, "Työttömyys alkoi", row.unemployed_since, "spell_twice")
    if findings.is_faulty(SHEET, row.row):
        return
    wishes = (
        Wish("Nimi", "name", row.name),
        Wish("Kotikylä", "home_village", plan.village(known, row.village)),
    )
    changes = [
        plan.merge(SHEET, row.row, worker, wishes),
        _compare_code(worker, row, known, plan),
        _compare_relationship(worker, row, relationships, plan),
        _compare_spell(worker, row, spells, plan),
        *(_compare_fact(worker, row, *fact, known, plan) for fact in FACTS),
    ]
    plan.count(SHEET, Outcome.CHANGED if any(changes) else Outcome.UNCHANGED)


def _compare_code(worker: Worker, row: ClientRow, known: Known, plan: Plan) -> bool:
    if row.identity_code is None or known.index_of_worker.get(worker.pk) == known.index(row.identity_code):
        return False
    plan.codes.append((worker, row.identity_code))
    if worker.birth_date != row.identity_code.birth_date:
        plan.set(worker, "birth_date", row.identity_code.birth_date)
    old = MASK if worker.pk in known.index_of_worker else ""
    plan.differ(SHEET, row.row, "Henkilötunnus", old, MASK)
    return True


def _add_relationship(worker: Worker, row: ClientRow, plan: Plan) -> None:
    plan.add(
        ClientRelationship(
            municipality=plan.municipality,
            worker=worker,
            period=Period(row.first, row.last),
            end_reason=row.end_reason or "",
        )
    )


def _compare_relationship(
    worker: Worker, row: ClientRow, touched: list[ClientRelationship], plan: Plan
) -> bool:
    """The one that shares a day with the row's is that one; without such it is a new one."""
    if not touched:
        _add_relationship(worker, row, plan)
        plan.differ(SHEET, row.row, "Aloitti", "", shown(row.first))
        return True
    relationship = touched[0]
    old, new = relationship.period, Period(row.first, row.last or relationship.period.last)
    if old.first != new.first:
        plan.differ(SHEET, row.row, "Aloitti", shown(old.first), shown(new.first))
    if old.last != new.last:
        plan.differ(SHEET, row.row, "Päättyi", shown(old.last), shown(new.last))
    changed: bool = old != new
    if changed:
        plan.set(relationship, "period", new)
    if row.end_reason and row.end_reason != relationship.end_reason:
        words = (
            displayed(relationship, "end_reason", relationship.end_reason),
            displayed(relationship, "end_reason", row.end_reason),
        )
        plan.differ(SHEET, row.row, "Päättymissyy", *words)
        plan.set(relationship, "end_reason", row.end_reason)
        changed = True
    return changed


def _add_spell(worker: Worker, row: ClientRow, since: date, plan: Plan) -> None:
    plan.add(
        UnemploymentSpell(
            municipality=plan.municipality,
            worker=worker,
            period=Period(since, None),
            benefit=row.benefit or Benefit.NONE,
            days_paid=row.days_paid,
            days_as_of=None if row.days_paid is None else row.first,
        )
    )


def _spells_touched(row: ClientRow, spells: list[UnemploymentSpell]) -> list[UnemploymentSpell]:
    """The spell that begins on the row's day, else all that go on on it or begin later."""
    if row.unemployed_since is None:
        return []
    same = [spell for spell in spells if spell.period.first == row.unemployed_since]
    return same or [spell for spell in spells if spell.period.touches(Period(row.unemployed_since, None))]


def _compare_spell(worker: Worker, row: ClientRow, touched: list[UnemploymentSpell], plan: Plan) -> bool:
    if row.unemployed_since is None:
        return False
    if touched and _is_earlier(touched[0], row):
        plan.set(touched[0], "period", Period(touched[0].period.first, row.unemployed_since - ONE_DAY))
        touched = []
    if not touched:
        _add_spell(worker, row, row.unemployed_since, plan)
        plan.differ(SHEET, row.row, "Työttömyys alkoi", "", shown(row.unemployed_since))
        return True
    spell = touched[0]
    changed = spell.period.first != row.unemployed_since
    if changed:
        plan.differ(
            SHEET, row.row, "Työttömyys alkoi", shown(spell.period.first), shown(row.unemployed_since)
        )
        plan.set(spell, "period", Period(row.unemployed_since, spell.period.last))
    if row.benefit and row.benefit != spell.benefit:
        plan.differ(SHEET, row.row, "Etuus", displayed(spell, "benefit", spell.benefit),
                    displayed(spell, "benefit", row.benefit))  # fmt: skip
        plan.set(spell, "benefit", row.benefit)
        changed = True
    return _compare_days(spell, row, plan) or changed


def _is_earlier(spell: UnemploymentSpell, row: ClientRow) -> bool:
    """Whether the row tells of a new time of unemployment: it begins after those days were counted."""
    counted = spell.days_as_of or spell.period.first
    return row.unemployed_since is not None and spell.period.first < counted < row.unemployed_since


def _compare_days(spell: UnemploymentSpell, row: ClientRow, plan: Plan) -> bool:
    """Days counted on a later day than the row's (on a page, say) are newer and stay."""
    if row.days_paid is None or (spell.days_as_of and spell.days_as_of > row.first):
        return False
    if (spell.days_paid, spell.days_as_of) == (row.days_paid, row.first):
        return False
    plan.differ(SHEET, row.row, "Maksetut päivät", shown(spell.days_paid), shown(row.days_paid))
    plan.set(spell, "days_paid", row.days_paid)
    plan.set(spell, "days_as_of", row.first)
    return True


def _add_fact(worker: Worker, fact: Fact, value: bool, row: ClientRow, plan: Plan) -> None:  # noqa: FBT001
    plan.add(
        Background(
            municipality=plan.municipality,
            worker=worker,
            fact=fact,
            value=_fact_value(value),
            from_on=row.first,
            stated_by=StatedBy.REGISTER,
        )
    )


def _fact_value(value: bool) -> FactValue:  # noqa: FBT001
    return FactValue.YES if value else FactValue.NO


def _compare_fact(
    worker: Worker, row: ClientRow, heading: str, fact: Fact, attribute: str, known: Known, plan: Plan
) -> bool:
    """The newest fact on the client's first day; what was stated from a later day stays the newest."""
    value = getattr(row, attribute)
    if value is None:
        return False
    earlier = [f for f in known.facts.get(worker.pk, ()) if f.fact == fact and f.from_on <= row.first]
    newest = max(earlier, key=lambda f: f.from_on, default=None)
    wanted = _fact_value(value)
    if newest is not None and newest.value == wanted:
        return False
    old = "" if newest is None else displayed(newest, "value", newest.value)
    plan.differ(SHEET, row.row, heading, old, str(wanted.label))
    if newest is not None and newest.from_on == row.first:
        plan.set(newest, "value", wanted)
    else:
        _add_fact(worker, fact, value, row, plan)
    return True
