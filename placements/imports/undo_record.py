"""What undoing an import needs, kept small: ids of new rows as ranges, old values of changed ones."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, Model

from laavu.law.period import Period
from laavu.shared.fields import PeriodField

Ranges = list[list[int]]


def as_ranges(ids: Iterable[int]) -> Ranges:
    """Rising ids as first and last of each unbroken run."""
    ranges: Ranges = []
    for one in sorted(ids):
        if ranges and one == ranges[-1][1] + 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return ranges


def from_ranges(ranges: Ranges) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


@dataclass
class UndoRecord:
    """`created`: ranges of ids by model label. `changed`: model label, id, old value of each attribute.

    `seen`: the newest history event of each model when the import ended, so that later ones tell apart.
    """

    created: dict[str, Ranges] = field(default_factory=dict)
    changed: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def add_created(self, model: type[Model], ids: Iterable[int]) -> None:
        label = model._meta.label
        known = from_ranges(self.created.get(label, []))
        self.created[label] = as_ranges([*known, *ids])

    def add_changed(self, row: Model, old: dict[str, Any]) -> None:
        values = {name: _plain(value) for name, value in old.items()}
        self.changed.append((row._meta.label, row.pk, values))

    def created_ids(self, model: type[Model]) -> list[int]:
        return list(from_ranges(self.created.get(model._meta.label, [])))

    def changed_rows(self) -> Iterator[tuple[type[Model], int, dict[str, Any]]]:
        """Model, id and old values as the model holds them, by column."""
        for label, pk, values in self.changed:
            model = apps.get_model(label)
            yield model, pk, {name: _restored(model, name, value) for name, value in values.items()}

    def as_json(self) -> dict[str, Any]:
        return {"created": self.created, "changed": self.changed, "seen": self.seen}

    @classmethod
    def from_json(cls, stored: Any) -> UndoRecord:
        changed = [(label, pk, values) for label, pk, values in stored["changed"]]
        return cls(stored["created"], changed, stored["seen"])


def _plain(value: Any) -> Any:
    if isinstance(value, Period):
        return [str(value.first), value.last and str(value.last)]
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode("ascii")
    return value if value is None or isinstance(value, bool | int) else str(value)


def _restored(model: type[Model], name: str, value: Any) -> Any:
    field_: Any = model._meta.get_field(name)
    if value is None or field_.is_relation:
        return value
    if isinstance(field_, PeriodField):
        first, last = value
        return Period(date.fromisoformat(first), last and date.fromisoformat(last))
    if isinstance(field_, BinaryField):
        return b64decode(value)
    return field_.to_python(value)
