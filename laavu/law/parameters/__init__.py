"""The law's numbers by the day. `at(day)` gives the rules in force; the files beside this one hold them.

A number is never edited away: a change of law ends the row of the old one and adds a row.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from laavu.law.answers import Blocked, Code, Problem
from laavu.law.parameters.schema import ParameterError, Row, check_overlaps, read_rows

FOLDER = Path(__file__).parent
LAST_LETTER = "~"


@dataclass(frozen=True, slots=True)
class Book:
    """All rows of all files: by key (keys in their order), each key's rows in the order of their days.

    `starts`: for each file, the days on which a row of it begins.
    """

    rows: dict[str, tuple[Row, ...]]
    starts: dict[str, tuple[date, ...]]
    keys: tuple[str, ...]
    version: str

    def row(self, key: str, day: date) -> Row | None:
        """The row of the key in force on the day, None when none is."""
        for row in self.rows.get(key, ()):
            if row.first_day <= day and (row.last_day is None or day <= row.last_day):
                return row
        return None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force on one day; `fact` is the name of the fact that gave the day."""

    day: date
    book: Book
    fact: str = "on"

    def get(self, key: str) -> Row:
        """The row in force; raises Blocked with `not_in_force` where there is none that day."""
        row = self.book.row(key, self.day)
        if row is None:
            raise Blocked(self._not_in_force(key))
        return row

    def find(self, key: str) -> Row | None:
        """The row in force, None when there is none that day."""
        return self.book.row(key, self.day)

    def under(self, prefix: str) -> list[Row]:
        """Every row in force whose key begins so, by key."""
        keys = self.book.keys
        found = (
            self.find(key)
            for key in keys[bisect_left(keys, prefix) : bisect_left(keys, prefix + LAST_LETTER)]
        )
        return [row for row in found if row is not None]

    def _not_in_force(self, key: str) -> Problem:
        known = self.book.rows.get(key)
        if not known:
            raise ParameterError(f"no rule '{key}' in the files")
        last = known[-1].last_day
        allowed = f"{known[0].first_day} or later" if last is None else f"from {known[0].first_day} to {last}"
        return Problem(Code.NOT_IN_FORCE, self.fact, self.day, allowed, known[0].statute)


def at(day: date, fact: str = "on") -> Rules:
    """The rules in force on the day; a problem with it names the fact."""
    return Rules(day, book(), fact)


def version() -> str:
    """What names the present content of all files; a decision keeps it beside what it was computed from."""
    return book().version


def change_days(*topics: str) -> list[date]:
    """Days on which a rule of one of the files begins: where a period has to be split."""
    return [day for topic in topics for day in book().starts[topic]]


@lru_cache(maxsize=1)
def book() -> Book:
    """The files of this folder, read once."""
    return load(FOLDER)


def load(folder: Path) -> Book:
    """Read and check every file of a folder; raises ParameterError that names file, row and field."""
    rows: list[Row] = []
    digest = sha256()
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content)
        rows += read_rows(path.stem, _parse(path.name, content))
    if not rows:
        raise ParameterError(f"{folder}: no parameter files")
    return collect(rows, digest.hexdigest()[:12])


def collect(rows: Iterable[Row], digest: str) -> Book:
    """A book of rows, its version made of the newest day of checking and the digest of the files."""
    all_rows = sorted(rows, key=lambda row: (row.key, row.first_day))
    check_overlaps(all_rows)
    by_key: dict[str, tuple[Row, ...]] = {}
    for row in all_rows:
        by_key[row.key] = (*by_key.get(row.key, ()), row)
    starts = {
        topic: tuple(sorted({row.first_day for row in all_rows if row.topic == topic}))
        for topic in {row.topic for row in all_rows}
    }
    newest = max(row.checked_on for row in all_rows)
    return Book(by_key, starts, tuple(by_key), f"{newest}-{digest}")


def _parse(name: str, content: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(content.decode(), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ParameterError(f"{name}: not readable as TOML: {error}") from error
