"""Takes an import back: new rows go, changed ones get their old values. Not once something is built on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from laavu.accounts.bulk import check_references
from laavu.walls import event_model
from placements.choices import MonthState
from placements.imports.applying import AFTER_CHANGES, BEFORE_CHANGES, MODELS
from placements.imports.undo_record import Ranges, UndoRecord
from placements.models import (
    Group,
    HourEntry,
    Month,
    MonthlyTotal,
    MonthVersion,
    Placement,
    SubsidyDecision,
    Terms,
)
from placements.totals import recount
from villages.models import Association, UnfinishedWork, Village
from workers.models import (
    Background,
    ClientRelationship,
    IdentityCode,
    Measurement,
    UnemploymentSpell,
    Worker,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

RANGES_AT_ONCE = 200
FEW = 500  # rows whose history is read one by one


NAMES: dict[type[Model], _StrPromise] = {
    Village: gettext_lazy("villages"),
    Association: pgettext_lazy("rows", "associations"),
    Group: gettext_lazy("groups"),
    Worker: gettext_lazy("people"),
    ClientRelationship: gettext_lazy("client relationships"),
    UnemploymentSpell: gettext_lazy("times of unemployment"),
    Background: gettext_lazy("background facts"),
    Placement: pgettext_lazy("rows", "placements"),
    Terms: gettext_lazy("terms of placements"),
    SubsidyDecision: gettext_lazy("subsidy decisions"),
    Month: gettext_lazy("months of hours"),
    MonthVersion: gettext_lazy("versions of months"),
    HourEntry: gettext_lazy("hour entries"),
    UnfinishedWork: pgettext_lazy("rows", "unfinished work"),
    Measurement: gettext_lazy("measurements"),
    IdentityCode: gettext_lazy("identity codes"),
}


def name_of(model: type[Model]) -> str:
    """What people call the rows."""
    return str(NAMES.get(model) or model._meta.verbose_name_plural)


class BuiltUpon(Exception):
    """Undoing would tear away the ground under later work; `reasons` tell which, for people."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def undo(record: UndoRecord) -> None:
    """All or nothing, in one transaction. Raises BuiltUpon."""
    with transaction.atomic():
        _hold(record)
        reasons = [*_changed_since(record), *_hanging(record)]
        if reasons:
            raise BuiltUpon(reasons)
        check_references(at_once=True)
        _open_months(record)
        _delete(HourEntry, record)
        _restore(record, only=HourEntry)
        _delete(IdentityCode, record)
        for model in reversed(AFTER_CHANGES):
            _delete(model, record)
        _restore(record, only=None)
        for model in reversed(BEFORE_CHANGES):
            _delete(model, record)
        recount(pk for model, pk, _old in record.changed_rows() if model is Month)
        check_references(at_once=False)


def _changed_since(record: UndoRecord) -> Iterator[str]:
    """Rows of the import that somebody has changed after it, by their history."""
    for model in MODELS:
        events = event_model(model)
        if events is None:
            continue
        seen = record.seen.get(model._meta.label, 0)
        later = events._default_manager.filter(pgh_id__gt=seen)
        touched = _touched(later, "pgh_obj_id", _ranges_of(model, record))
        if len(touched) <= FEW:
            touched = {pk for pk in touched if _is_other_than(events, pk, seen)}
        count = len(touched)
        if count:
            told = {"what": name_of(model), "count": count}
            yield _("Changed after the import: %(what)s, %(count)s.") % told


def _is_other_than(events: Any, pk: int, seen: int) -> bool:
    """Whether the row is gone, or holds something else than when the import ended."""
    history = events._default_manager.filter(pgh_obj_id=pk).order_by("-pgh_id")
    now, then = history.first(), history.filter(pgh_id__lte=seen).first()
    if then is None or now.pgh_label == "delete":
        return True
    names = [f.attname for f in events._meta.concrete_fields if not f.name.startswith("pgh_")]
    return any(getattr(now, name) != getattr(then, name) for name in names)


def _ranges_of(model: type[Model], record: UndoRecord) -> Ranges:
    label = model._meta.label
    changed = [[pk, pk] for other, pk, _old in record.changed if other == label]
    return [*record.created.get(label, []), *changed]


def _touched(rows: Any, column: str, ranges: Ranges) -> set[int]:
    found: set[int] = set()
    for condition in _conditions(column, ranges):
        found.update(rows.filter(condition).values_list(column, flat=True).distinct())
    return found


def _conditions(column: str, ranges: Ranges) -> Iterator[Q]:
    for start in range(0, len(ranges), RANGES_AT_ONCE):
        condition = Q()
        for first, last in ranges[start : start + RANGES_AT_ONCE]:
            condition |= Q(**{f"{column}__gte": first, f"{column}__lte": last})
        yield condition


def _hanging(record: UndoRecord) -> Iterator[str]:
    """Rows that came later and point to a row of the import."""
    for label, ranges in record.created.items():
        model: type[Model] = apps.get_model(label)
        for relation in model._meta.related_objects:
            other: Any = relation.related_model
            if hasattr(other, "pgh_tracked_model") or other is MonthlyTotal:
                continue
            own = [*record.created.get(other._meta.label, []), *_pointed(other, relation.field.name, record)]
            count = sum(
                _without(other._default_manager.filter(condition), own).count()
                for condition in _conditions(f"{relation.field.name}_id", ranges)
            )
            if count:
                yield _("Built on the import: %(what)s, %(count)s.") % {
                    "what": name_of(other),
                    "count": count,
                }


def _pointed(model: type[Model], name: str, record: UndoRecord) -> Ranges:
    """Known rows that the import itself has pointed to its new ones: they get their old value back."""
    label = model._meta.label
    return [[pk, pk] for other, pk, old in record.changed if other == label and name in old]


def _without(rows: Any, ranges: Ranges) -> Any:
    for condition in _conditions("pk", ranges):
        rows = rows.exclude(condition)
    return rows


def _hold(record: UndoRecord) -> None:
    """Nobody writes hours to these people, placements and months until the transaction ends."""
    for model in (Worker, Placement, Month):
        for condition in _conditions("pk", _ranges_of(model, record)):
            rows = model._default_manager.filter(condition).order_by("pk").select_for_update()
            list(rows.values_list("pk", flat=True))


def _open_months(record: UndoRecord) -> None:
    """Hours leave and change in open months only."""
    for condition in _conditions("pk", _ranges_of(Month, record)):
        Month.objects.filter(condition).update(state=MonthState.OPEN, locked_at=None, locked_by="")


def _delete(model: type[Model], record: UndoRecord) -> None:
    for condition in _conditions("pk", record.created.get(model._meta.label, [])):
        if model is Month:
            MonthlyTotal.objects.filter(month__in=Month.objects.filter(condition)).delete()
        rows: Any = model._default_manager.filter(condition)
        rows._raw_delete(rows.db)


def _restore(record: UndoRecord, *, only: type[Model] | None) -> None:
    for model, pk, old in record.changed_rows():
        if only is None and model is HourEntry:
            continue
        if only is None or model is only:
            model._default_manager.filter(pk=pk).update(**old)
