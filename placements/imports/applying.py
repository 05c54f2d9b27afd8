"""Writes a plan: a handful of statements a kind of row, in the transaction of whoever calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Max, Model
from django.utils.translation import gettext as _

from laavu.accounts.bulk import check_references
from laavu.walls import event_model
from placements.choices import DecisionSource, MonthSource, MonthState
from placements.decisions.register import follow
from placements.imports.plan import NewEntry, Plan
from placements.imports.undo_record import UndoRecord
from placements.models import Group, HourEntry, Month, Placement, SubsidyDecision, Terms
from placements.totals import recount
from villages.models import Association, UnfinishedWork, Village
from workers import identity
from workers.models import (
    Background,
    ClientRelationship,
    IdentityCode,
    Measurement,
    UnemploymentSpell,
    Worker,
)

T = TypeVar("T")
BATCH = 5_000

# What a changed row may point to comes before the changes, what hangs on one after them.
BEFORE_CHANGES: tuple[type[Model], ...] = (Village, Association, Group)
AFTER_CHANGES: tuple[type[Model], ...] = (
    Worker,
    ClientRelationship,
    UnemploymentSpell,
    Background,
    Placement,
    Terms,
    SubsidyDecision,
    Month,
    UnfinishedWork,
    Measurement,
)
MODELS: tuple[type[Model], ...] = (*BEFORE_CHANGES, *AFTER_CHANGES, IdentityCode, HourEntry)


def apply(plan: Plan, *, by: str, at: datetime, notice: Callable[[int, str], None]) -> UndoRecord:
    """Write everything that the plan says. The answer is what undoing it needs."""
    record = UndoRecord()
    check_references(at_once=True)
    for model in BEFORE_CHANGES:
        _create(plan, model, record)
    _change(plan, record)
    for model in AFTER_CHANGES:
        _create(plan, model, record)
    _decide(plan, by, at, record)
    _store_codes(plan, record)
    _add_hours(plan, record, notice)
    _change_hours(plan, record)
    _lock_months(plan, by, at, record)
    check_references(at_once=False)
    record.seen = {model._meta.label: newest_event(model) for model in MODELS}
    return record


def newest_event(model: type[Model]) -> int:
    """Id of the newest history event of a model; 0 for one without history."""
    events = event_model(model)
    if events is None:
        return 0
    found: int | None = events._default_manager.aggregate(newest=Max("pgh_id"))["newest"]
    return found or 0


def _create(plan: Plan, model: type[Model], record: UndoRecord) -> None:
    rows = plan.created.get(model)
    if rows:
        model._default_manager.bulk_create(rows, batch_size=BATCH)
        record.add_created(model, (row.pk for row in rows))


def _change(plan: Plan, record: UndoRecord) -> None:
    alike: dict[tuple[type[Model], tuple[str, ...]], list[Any]] = defaultdict(list)
    for (model, _pk), change in plan.changed.items():
        alike[model, tuple(sorted(change.old))].append(change.row)
        record.add_changed(change.row, change.old)
    for (model, names), rows in alike.items():
        for row in rows:
            for name in names:
                # What was unsaved when the row was pointed to it has its id only now.
                setattr(row, name, getattr(row, name))
        model._default_manager.bulk_update(rows, names, batch_size=500)


def _decide(plan: Plan, by: str, at: datetime, record: UndoRecord) -> None:
    """Each subsidised placement that came or changed has its decision."""
    changed = [change.row for (model, _pk), change in plan.changed.items() if model is Placement]
    placements: list[Any] = [*plan.created.get(Placement, ()), *changed]
    followed = follow(placements, source=DecisionSource.IMPORT, by=by, at=at)
    record.add_created(SubsidyDecision, (decision.pk for decision in followed.made))
    for decision in followed.replaced:
        record.add_changed(decision, {"replaced_at": None, "replaced_by": ""})


def _store_codes(plan: Plan, record: UndoRecord) -> None:
    if not plan.codes:
        return
    people = {worker.pk: worker for worker, _code in plan.codes}
    before = {code.worker_id: code for code in IdentityCode.objects.filter(worker_id__in=list(people))}
    for code in before.values():
        old = {
            "ciphertext": code.ciphertext,
            "blind_index": code.blind_index,
            "is_temporary": code.is_temporary,
        }
        record.add_changed(code, old)
    identity.store_all(plan.codes)
    new = IdentityCode.objects.filter(worker_id__in=list(people.keys() - before.keys()))
    record.add_created(IdentityCode, new.values_list("pk", flat=True))


def _add_hours(plan: Plan, record: UndoRecord, notice: Callable[[int, str], None]) -> None:
    """Into months that are open still."""
    if not plan.entries:
        return
    ids: list[int] = []
    for batch in _batches(plan.entries):
        made = HourEntry.objects.bulk_create([_entry(plan, new) for new in batch])
        ids.extend(entry.pk for entry in made)
        notice(50 + 40 * len(ids) // len(plan.entries), _("Bringing in hours"))
    record.add_created(HourEntry, ids)


def _change_hours(plan: Plan, record: UndoRecord) -> None:
    for change in plan.changed_entries:
        record.add_changed(change.entry, {"hours": change.entry.hours, "note": change.entry.note})
        change.entry.hours, change.entry.note = change.hours, change.note
    HourEntry.objects.bulk_update(
        [change.entry for change in plan.changed_entries], ["hours", "note"], batch_size=500
    )


def _lock_months(plan: Plan, by: str, at: datetime, record: UndoRecord) -> None:
    """Every month that got hours is locked and counted."""
    for month in plan.touched_months.values():
        names = ("state", "source", "locked_at", "locked_by")
        record.add_changed(month, {name: getattr(month, name) for name in names})
    months = [*(month.pk for month in plan.created.get(Month, ())), *plan.touched_months]
    for some in _batches(months):
        Month.objects.filter(pk__in=some).update(
            state=MonthState.LOCKED, source=MonthSource.IMPORT, locked_at=at, locked_by=by
        )
        recount(some)


def _entry(plan: Plan, new: NewEntry) -> HourEntry:
    return HourEntry(
        municipality=plan.municipality,
        month=new.month,
        placement=new.placement,
        day=new.day,
        hours=new.hours,
        kind=new.kind,
        note=new.note,
    )


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
