"""What happened to a record and to the rows that hang on it, as its page tells it (muutoshistoria).

Read from the rows that the database's triggers keep of each insert, change and deletion.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from laavu.law.period import Period
from laavu.shared import formats
from laavu.shared.parts import HistoryEntry

LIMIT = 100
UNTOLD = frozenset({"id", "public_id", "municipality", "sort_key"})


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows that hang on a record by a foreign key: their model, the key's name, what people call them."""

    model: type[models.Model]
    key: str
    label: str | Promise


def history_of(row: models.Model, *hanging: Hanging, limit: int = LIMIT) -> list[HistoryEntry]:
    """The newest changes first, at most `limit` of the record and of each kind of hanging rows."""
    found = _events(type(row), {"pgh_obj_id": row.pk}, "", limit)
    for one in hanging:
        found += _events(one.model, {f"{one.key}_id": row.pk}, str(one.label), limit, frozenset({one.key}))
    # Within one transaction all have one instant: what hangs on the record came after it.
    found.sort(key=lambda change: (change.event.pgh_created_at, change.label != "", change.event.pgh_id))
    return _told(found[: -limit - 1 : -1])


def changes_after(row: models.Model, event_id: int) -> list[HistoryEntry]:
    """What happened to the record itself after one of its events, newest first."""
    return [entry for entry, at in _with_ids(row) if at > event_id]


def last_event_id(row: models.Model) -> int:
    """Number of the record's newest event: the same as long as nobody changed it. 0 without any."""
    newest = _event_model(type(row)).objects.filter(pgh_obj_id=row.pk).aggregate(models.Max("pgh_id"))
    return int(newest["pgh_id__max"] or 0)


@dataclass(frozen=True, slots=True)
class _Change:
    event: Any
    before: Any
    label: str
    untold: frozenset[str]

    def changed(self) -> Iterator[tuple[models.Field[Any, Any], Any, Any]]:
        """Fields that differ, with the value before and after; those that were given, of a new row."""
        tracked = type(self.event).pgh_tracked_model
        for field in tracked._meta.concrete_fields:
            if field.name in self.untold or not hasattr(self.event, field.attname):
                continue
            new = getattr(self.event, field.attname)
            old = getattr(self.before, field.attname) if self.before is not None else None
            if new != old and not (self.before is None and new in (None, "")):
                yield field, old, new


def _with_ids(row: models.Model) -> list[tuple[HistoryEntry, int]]:
    found = _events(type(row), {"pgh_obj_id": row.pk}, "", LIMIT)
    found.sort(key=lambda change: change.event.pgh_id, reverse=True)
    return list(zip(_told(found), (change.event.pgh_id for change in found), strict=True))


def _events(
    model: type[models.Model],
    condition: dict[str, Any],
    label: str,
    limit: int,
    untold: frozenset[str] = frozenset(),
) -> list[_Change]:
    """Changes with what stood before them. Of the oldest one read, what stood before is not known."""
    rows = _event_model(model).objects.filter(**condition).select_related("pgh_context")
    newest = list(rows.order_by("-pgh_id")[: limit + 1])
    before: dict[int, Any] = {}
    found = []
    for event in reversed(newest):
        earlier = before.get(event.pgh_obj_id)
        if earlier is not None or event.pgh_label == "insert":
            found.append(_Change(event, earlier, label, UNTOLD | untold))
        before[event.pgh_obj_id] = event
    return found


def _told(changes: list[_Change]) -> list[HistoryEntry]:
    names = _names(changes)
    entries = []
    for change in changes:
        context = (change.event.pgh_context.metadata or {}) if change.event.pgh_context else {}
        fields: tuple[tuple[str, str, str], ...] = ()
        if change.event.pgh_label != "delete":
            fields = tuple(
                (capfirst(str(field.verbose_name)), _shown(field, old, names), _shown(field, new, names))
                for field, old, new in change.changed()
            )
        entries.append(
            HistoryEntry(
                at=change.event.pgh_created_at,
                who=str(context.get("name") or _("the program")),
                what=_what(change.event.pgh_label, change.label),
                changes=fields,
                reason=str(context.get("reason", "")),
            )
        )
    return entries


def _what(label: str, of: str) -> str:
    if not of:
        return {"insert": _("added the record"), "delete": _("deleted the record")}.get(label, _("changed"))
    told = {
        "insert": _("%(what)s: added"),
        "delete": _("%(what)s: deleted"),
    }.get(label, _("%(what)s: changed"))
    return told % {"what": of}


def _names(changes: Iterable[_Change]) -> dict[tuple[type[models.Model], Any], str]:
    """Names of the rows that changed foreign keys point to: one query for each model."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for change in changes:
        for field, old, new in change.changed():
            if isinstance(field.related_model, type):
                wanted[field.related_model] |= {old, new} - {None}
    return {
        (model, key): str(row)
        for model, keys in wanted.items()
        for key, row in model._base_manager.in_bulk(keys).items()
    }


def _shown(
    field: models.Field[Any, Any], value: Any, names: dict[tuple[type[models.Model], Any], str]
) -> str:
    if value is None or value == "":
        return ""
    if isinstance(field.related_model, type):
        return names.get((field.related_model, value), "…")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _as_written(value)


def _as_written(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Period):
        return formats.period(value)
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Decimal):
        return formats.number(value, max(0, -int(value.as_tuple().exponent)))
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


@cache
def _event_model(model: type[models.Model]) -> Any:
    for candidate in apps.get_models():
        if getattr(candidate, "pgh_tracked_model", None) is model:
            return candidate
    raise LookupError(f"{model._meta.label} keeps no history")
