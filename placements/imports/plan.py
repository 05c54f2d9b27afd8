"""What an import would do: rows to make, rows to change with their old values, hours to add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Model

from laavu.accounts.models import Municipality
from laavu.law.period import Period
from laavu.shared.sheets import folded
from placements.imports.findings import shown
from placements.imports.known import Known
from placements.models import HourEntry, Month, Placement
from villages.models import Village
from workers.identity import Code
from workers.models import Worker


class Outcome(StrEnum):
    """What becomes of a row."""

    IMPORTED = "imported"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that a row of the register changes."""

    sheet: str
    row: int
    column: str
    old: str
    new: str


class NewEntry(NamedTuple):
    """Hours of a day that come in."""

    month: Month
    placement: Placement
    day: date
    hours: Decimal
    kind: str
    note: str


class ChangedEntry(NamedTuple):
    """Hours of an open month that become others."""

    entry: HourEntry
    month: Month
    hours: Decimal
    note: str


class Wish(NamedTuple):
    """What a cell says of an attribute. None says nothing: an empty cell leaves what is known."""

    column: str
    attribute: str
    value: Any


def as_fields(wishes: Iterable[Wish]) -> dict[str, Any]:
    """The wishes for a new row."""
    return {wish.attribute: wish.value for wish in wishes}


@dataclass
class Change:
    """A known row with its old values; the new ones stand in it already."""

    row: Model
    old: dict[str, Any] = field(default_factory=dict)


@dataclass
class Plan:
    municipality: Municipality
    created: dict[type[Model], list[Any]] = field(default_factory=dict)
    changed: dict[tuple[type[Model], int], Change] = field(default_factory=dict)
    codes: list[tuple[Worker, Code]] = field(default_factory=list)
    entries: list[NewEntry] = field(default_factory=list)
    changed_entries: list[ChangedEntry] = field(default_factory=list)
    touched_months: dict[int, Month] = field(default_factory=dict)
    outcomes: dict[str, Counter[Outcome]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether applying would leave everything as it is."""
        return not (self.created or self.changed or self.codes or self.entries or self.changed_entries)

    def count(self, sheet: str, outcome: Outcome) -> None:
        self.outcomes.setdefault(sheet, Counter())[outcome] += 1

    def outcome_count(self, sheet: str, outcome: Outcome) -> int:
        return self.outcomes[sheet][outcome] if sheet in self.outcomes else 0

    def add(self, row: Any) -> Any:
        self.created.setdefault(type(row), []).append(row)
        return row

    def set(self, row: Any, attribute: str, value: Any) -> None:
        """Give a row another value, and keep the old one if the row is in the database."""
        if row.pk is not None:
            change = self.changed.setdefault((type(row), row.pk), Change(row))
            change.old.setdefault(attribute, getattr(row, attribute))
        setattr(row, attribute, value)

    def merge(self, sheet: str, number: int, row: Any, wishes: Iterable[Wish]) -> bool:
        """Change what differs from the wishes; whether anything did."""
        changed = False
        for wish in wishes:
            old = getattr(row, wish.attribute)
            if wish.value is None or old == wish.value:
                continue
            self.set(row, wish.attribute, wish.value)
            self.differ(sheet, number, wish.column, _shown(old), _shown(wish.value))
            changed = True
        return changed

    def differ(self, sheet: str, number: int, column: str, old: str, new: str) -> None:
        self.differences.append(Difference(sheet, number, column, old, new))

    def village(self, known: Known, name: str | None) -> Village | None:
        """The village of that name, made if there is none."""
        if name is None:
            return None
        key = folded(name)
        if key not in known.villages:
            known.villages[key] = self.add(Village(municipality=self.municipality, name=name))
        return known.villages[key]


def _shown(value: Any) -> str:
    if isinstance(value, Period):
        return f"{shown(value.first)}–{shown(value.last)}"
    return shown(value)


def displayed(row: Model, attribute: str, value: Any) -> str:
    """A choice by its word."""
    words: Any = row._meta.get_field(attribute)
    return str(dict(words.flatchoices).get(value, value or ""))
