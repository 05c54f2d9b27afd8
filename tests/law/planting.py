"""Plants wrong numbers into a copy of the law's book, and runs the cases that read them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from laavu.law import parameters
from laavu.law.cases import read_cases, run_case
from laavu.law.parameters import Book
from laavu.law.parameters.schema import WORDS, ParameterError, Row, Value

CASES = Path(__file__).parents[1] / "cases"
ONE_DAY = timedelta(days=1)
BOOK = parameters.load(parameters.FOLDER)
Case = tuple[str, dict[str, Any]]


class Listening(dict[str, tuple[Row, ...]]):
    """Rows by key that remember which keys were asked for."""

    def __init__(self, rows: dict[str, tuple[Row, ...]]) -> None:
        super().__init__(rows)
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> tuple[Row, ...]:
        self.asked.add(key)
        return super().__getitem__(key)


@dataclass(frozen=True, slots=True)
class Planted:
    """One wrong thing: the row, what was changed, and the row as it then is."""

    row: Row
    what: str
    wrong: Row

    def __str__(self) -> str:
        return f"{self.row.topic}: {self.row.key} from {self.row.first_day}: {self.what}"


def all_cases() -> list[Case]:
    """Every case of the folder with the name of its file."""
    return [(path.name, case) for path in sorted(CASES.glob("*.toml")) for case in read_cases(path)]


def use(monkeypatch: pytest.MonkeyPatch, book: Book) -> None:
    """Let the rules read this book instead of the files."""
    monkeypatch.setattr(parameters, "book", lambda: book)


def readers(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Case]]:
    """For each key the cases that ask for it."""
    found: dict[str, list[Case]] = {key: [] for key in BOOK.rows}
    for file, case in all_cases():
        rows = Listening(BOOK.rows)
        use(monkeypatch, replace(BOOK, rows=rows))
        run_case(file, case)
        for key in rows.asked & set(found):
            found[key].append((file, case))
    return found


def wrong_values(row: Row) -> Iterator[Planted]:
    """Each value of the row made wrong, one at a time."""
    for name, value in row.values.items():
        if name in WORDS:
            continue  # the schema refuses another word
        values = MappingProxyType({**row.values, name: _wrong(value)})
        yield Planted(row, f"{name} = {values[name]}", replace(row, values=values))


def wrong_days(row: Row) -> Iterator[Planted]:
    """The row's days moved by one, so that it begins too late or ends too early."""
    later = row.first_day + ONE_DAY
    yield Planted(row, f"first_day = {later}", replace(row, first_day=later))
    if row.last_day is not None:
        earlier = row.last_day - ONE_DAY
        yield Planted(row, f"last_day = {earlier}", replace(row, last_day=earlier))


def is_seen(monkeypatch: pytest.MonkeyPatch, planted: Planted, cases: list[Case]) -> bool:
    """Whether a case fails, or an answer breaks, when the wrong thing stands in the book."""
    key = planted.row.key
    rows = dict(BOOK.rows)
    rows[key] = tuple(planted.wrong if row == planted.row else row for row in rows[key])
    use(monkeypatch, replace(BOOK, rows=rows))
    return any(_fails(file, case) for file, case in cases)


def _fails(file: str, case: dict[str, Any]) -> bool:
    try:
        return not run_case(file, case).ok
    except ParameterError:
        return True


def _wrong(value: Value) -> Value:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, Decimal):
        return value + Decimal((0, (1,), int(value.as_tuple().exponent)))
    if isinstance(value, date):
        return value + ONE_DAY
    return value + "x"
