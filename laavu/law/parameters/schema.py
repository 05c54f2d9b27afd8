"""What a parameter file must hold. Every fault is told with its file, row and field, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from types import MappingProxyType
from typing import cast

Value = Decimal | int | str | bool | date
FIELDS = {
    "key": str,
    "first_day": date,
    "last_day": date,
    "values": dict,
    "statute": str,
    "source": str,
    "confidence": str,
    "confidence_of": dict,
    "checked_by": str,
    "checked_on": date,
    "note": str,
}
WORDS = {
    "unit": {"month", "day", "weeks", "months"},
    "from": {"pay_period", "subsidy_period"},
    "window": {"fiscal_years", "days"},
    "regime": {"side_costs", "paid_wage"},
    "classes_of": {"association", "business", "municipality", "none"},
    "series": {"mandatory", "complementary", "300_separate", "400_deductions"},
}
TEXTS = {"employers", "basis", "name_fi", "name_en", "cost_item", "goes_on_as", *WORDS}
MAY_LACK = {"last_day", "confidence_of", "note"}
CONFIDENCE = ("A", "B", "C", "D")


class ParameterError(Exception):
    """A parameter file that is not as it must be; the text names the file, the row and the field."""


@dataclass(frozen=True, slots=True)
class Row:
    """One dated rule of the law: its numbers, where they stand, how sure they are, who checked them when.

    `last_day` None means in force as far as is known. `confidence_of` holds the marks of those values
    that are surer or less sure than the row.
    """

    topic: str
    key: str
    first_day: date
    last_day: date | None
    values: MappingProxyType[str, Value]
    statute: str
    source: str
    confidence: str
    confidence_of: MappingProxyType[str, str]
    checked_by: str
    checked_on: date
    note: str = field(default="")

    def number(self, name: str) -> Decimal:
        """A number of the row; raises ParameterError when it has none by that name."""
        return Decimal(cast(Decimal | int, self._value(name)))

    def whole(self, name: str) -> int:
        """A whole number of the row; raises ParameterError when it has none by that name."""
        return int(cast(int, self._value(name)))

    def text(self, name: str) -> str:
        """A word of the row; raises ParameterError when it has none by that name."""
        return str(self._value(name))

    def _value(self, name: str) -> Value:
        if name not in self.values:
            raise ParameterError(f"{self.topic}: {self.key} from {self.first_day} has no value '{name}'")
        return self.values[name]

    def flag(self, name: str) -> bool:
        """Whether the row says yes to this; what it does not name is no."""
        return self.values.get(name) is True

    def sureness(self, name: str) -> str:
        """The confidence mark of one value."""
        return self.confidence_of.get(name, self.confidence)


def read_rows(topic: str, document: dict[str, object]) -> list[Row]:
    """The rows of one file, in its order; raises ParameterError with every fault found."""
    faults = [f"{topic}: unknown heading '{name}'" for name in document if name != "row"]
    rows = document.get("row")
    if not isinstance(rows, list) or not rows:
        raise ParameterError("\n".join([*faults, f"{topic}: no [[row]] in the file"]))
    for number, row in enumerate(rows, 1):
        faults += [f"{topic}, row {number} ({row.get('key', '?')}): {fault}" for fault in _faults(row)]
    if faults:
        raise ParameterError("\n".join(faults))
    return [_row(topic, row) for row in rows]


def check_overlaps(rows: list[Row]) -> None:
    """Raise ParameterError when two rows of one key are in force on the same day."""
    ordered = sorted(rows, key=lambda row: (row.key, row.first_day))
    for one, other in pairwise(ordered):
        if one.key == other.key and (one.last_day is None or one.last_day >= other.first_day):
            raise ParameterError(f"{one.topic}: two rows of '{one.key}' are in force on {other.first_day}")


def _faults(row: dict[str, object]) -> Iterator[str]:
    yield from (f"unknown field '{name}'" for name in row if name not in FIELDS)
    for name, kind in FIELDS.items():
        if name not in row:
            if name not in MAY_LACK:
                yield f"'{name}' is missing"
        elif not isinstance(row[name], kind) or isinstance(row[name], datetime) or row[name] in ("", {}):
            yield f"'{name}' must be a {'day' if kind is date else 'table' if kind is dict else 'text'}"
    yield from _faults_of_period(row)
    yield from _faults_of_values(row)


def _faults_of_period(row: dict[str, object]) -> Iterator[str]:
    first, last = row.get("first_day"), row.get("last_day")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        yield f"last_day {last} is before first_day {first}"


def _faults_of_values(row: dict[str, object]) -> Iterator[str]:
    values = row.get("values")
    marks = row.get("confidence_of", {})
    if not isinstance(values, dict) or not isinstance(marks, dict):
        return
    for name, value in values.items():
        yield from _faults_of_value(name, value)
    yield from (f"confidence_of '{name}' has no such value" for name in marks if name not in values)
    yield from (
        f"confidence '{mark}' is none of A, B, C, D"
        for mark in [row.get("confidence"), *marks.values()]
        if mark not in CONFIDENCE
    )


def _faults_of_value(name: str, value: object) -> Iterator[str]:
    if name in WORDS and value not in WORDS[name]:
        yield f"value '{name}' must be one of {', '.join(sorted(WORDS[name]))}"
    if name in TEXTS:
        kinds: tuple[type, ...] = (str,)
    else:
        kinds = (bool, int, Decimal, date)
        value = as_value(cast(Value, value)) if isinstance(value, str) else value
    if not isinstance(value, kinds):
        yield f"value '{name}' must be {'a word' if name in TEXTS else 'a number, a day or true or false'}"


def _row(topic: str, row: dict[str, object]) -> Row:
    values = {name: as_value(value) for name, value in cast(dict[str, Value], row["values"]).items()}
    marks = cast(dict[str, str], row.get("confidence_of", {}))
    return Row(
        topic=topic,
        key=cast(str, row["key"]),
        first_day=cast(date, row["first_day"]),
        last_day=cast(date | None, row.get("last_day")),
        values=MappingProxyType(values),
        statute=cast(str, row["statute"]),
        source=cast(str, row["source"]),
        confidence=cast(str, row["confidence"]),
        confidence_of=MappingProxyType(marks),
        checked_by=cast(str, row["checked_by"]),
        checked_on=cast(date, row["checked_on"]),
        note=cast(str, row.get("note", "")),
    )


def as_value(value: Value) -> Value:
    """A text that is a number, as the number; all else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return Decimal(value)
    except InvalidOperation:
        return value
