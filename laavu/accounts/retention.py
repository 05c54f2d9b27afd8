"""What is kept how long, as retention.toml says; a test holds it against the models."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "retention.toml"
NOT_PERSONAL = "not_personal"
PERSON = "person"  # nothing removes it by itself
FIELDS = frozenset({"basis", "counted_from", "confidence", "removed_by"})
HEADINGS = frozenset({"keys", "class", "table", "packages"})


class RetentionError(Exception):
    """The file cannot be used; the text names the place."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A class of data: why it is kept, from when the time counts, how long, and who removes it.

    Either `days` or `years` is set. `removed_by` is a nightly function or command, or PERSON.
    """

    name: str
    basis: str
    counted_from: str
    confidence: str
    removed_by: str
    days: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """`columns`: of each table of ours, each column's class, None for not personal. `packages` likewise,
    whole tables. `keys` are columns of any table that tell nothing by themselves."""

    classes: dict[str, Kept]
    keys: frozenset[str]
    columns: dict[str, dict[str, str | None]]
    packages: dict[str, str | None]

    def time(self, name: str) -> timedelta:
        """How long a class with a time in days is kept."""
        days = self.classes[name].days
        if days is None:
            raise RetentionError(f"class {name} has no time in days")
        return timedelta(days=days)


@lru_cache(maxsize=1)
def policy() -> Policy:
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> Policy:
    """The policy in a text; raises RetentionError where it contradicts itself."""
    document = tomllib.loads(text)
    if unknown := document.keys() - HEADINGS:
        raise RetentionError(f"unknown heading: {', '.join(sorted(unknown))}")
    classes = {name: _kept(name, entry) for name, entry in document.get("class", {}).items()}
    named = {*classes, NOT_PERSONAL}
    tables = {label: _columns(label, entry, named) for label, entry in document.get("table", {}).items()}
    packages = {label: name or None for label, name in document.get("packages", {}).items()}
    for label, name in packages.items():
        if name is not None and name not in classes:
            raise RetentionError(f"{label}: no class {name}")
    used = {name for columns in tables.values() for name in columns.values()} | set(packages.values())
    if idle := classes.keys() - used:
        raise RetentionError(f"classes without a column: {', '.join(sorted(idle))}")
    return Policy(classes, frozenset(document.get("keys", ())), tables, packages)


def _kept(name: str, entry: dict[str, Any]) -> Kept:
    times = {"days", "years"} & entry.keys()
    if entry.keys() - times != FIELDS or len(times) != 1:
        raise RetentionError(f"class {name}: wants {', '.join(sorted(FIELDS))}, and days or years")
    if any(not entry[field] for field in entry):
        raise RetentionError(f"class {name}: something is empty")
    return Kept(name=name, **entry)


def _columns(label: str, entry: dict[str, list[str]], named: set[str]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name, columns in entry.items():
        if name not in named:
            raise RetentionError(f"{label}: no class {name}")
        for column in columns:
            if column in found:
                raise RetentionError(f"{label}.{column}: twice")
            found[column] = None if name == NOT_PERSONAL else name
    return found
