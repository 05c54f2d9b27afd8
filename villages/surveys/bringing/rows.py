"""A row of a file as a filled form: its answers, or what is wrong in which cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from laavu.shared.fields import sort_key
from laavu.shared.sheets import Cell, CellError, Row, values
from laavu.shared.sheets.findings import shown
from villages.choices import LANGUAGES, QuestionKind
from villages.models import Question, Village
from villages.surveys.asking import Asked, Value, asked
from villages.surveys.bringing.columns import DAY, KEY, LANGUAGE, VILLAGE, FileColumn, cell_of
from villages.surveys.reading import plain_fields, read_answers

LONGEST_KEY = 200
NOON = time(12)
LISTED = re.compile(r"[;\n|]")
COORDINATES = re.compile(
    r"^(?P<text>.*?)\s*\(?\s*(?P<lat>-?\d{1,2}\.\d+)[,\s]\s*(?P<lon>-?\d{1,3}\.\d+)(?:\s+-?[\d.]+){0,2}\s*\)?$",
    re.DOTALL,
)
TICKED = {"x", "1", "1.0", "kyllä", "ja", "yes", "y", "true", "k", "on", "checked", "valittu"}
UNTICKED = {"0", "0.0", "ei", "nej", "no", "n", "false", "e", "off", "unchecked", "-"}
WORDS = {"suomi": "fi", "svenska": "sv", "englanti": "en", "ruotsi": "sv", "finska": "fi", "engelska": "en"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be taken, or (`left_out`) that is not asked of those who answer like this."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(slots=True)
class ReadRow:
    """`key` names the answer in the file it came from."""

    number: int
    key: str
    at: datetime | None = None
    village: Village | None = None
    language: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[Fault] = field(default_factory=list)


class BadCell(ValueError):
    """The cell cannot be taken; the text says why."""


class RowReader:
    """Reads rows by a mapping. `on` is today: nobody has answered later."""

    def __init__(
        self,
        questions: Sequence[Question],
        columns: Sequence[FileColumn],
        mapping: Mapping[str, str],
        villages: Sequence[Village],
        on: date,
    ) -> None:
        self.on = on
        # Another tool may not have insisted on what this one would.
        self.asked = [replace(asked(one, "fi"), is_required=False) for one in questions]
        self.by_code = {one.code: one for one in self.asked}
        self.labels = {one.code: _labels(one) for one in questions if one.kind in _CHOICES}
        self.villages = {sort_key(village.name): village for village in villages}
        self.columns = [(column, mapping[column.name]) for column in columns if mapping.get(column.name)]
        self._seen: dict[str, int] = {}

    def read(self, rows: Sequence[Row]) -> Iterator[ReadRow]:
        for row in rows:
            yield self._row(row)

    def _row(self, row: Row) -> ReadRow:
        found = ReadRow(row.number, "")
        fields: dict[str, list[str]] = {}
        where: dict[str, tuple[FileColumn, Cell]] = {}
        for column, target in self.columns:
            cell = cell_of(row, column)
            try:
                self._take(found, target, cell, fields)
            except (BadCell, CellError) as error:
                found.faults.append(_fault(row, column, cell, str(error)))
            where.setdefault(target.partition(":")[0], (column, cell))
        self._answers(found, row, fields, where)
        found.key = self._key(found.key, row)
        return found

    def _take(self, found: ReadRow, target: str, cell: Cell, fields: dict[str, list[str]]) -> None:
        """Put the cell where its column leads. Raises BadCell, CellError."""
        if target == KEY:
            found.key = (values.text(cell) or "")[:LONGEST_KEY]
        elif target == DAY:
            found.at = self._at(cell)
        elif target == VILLAGE:
            found.village = self._village(cell)
        elif target == LANGUAGE:
            found.language = _language(cell)
        elif ":" in target:
            self._tick(target, cell, fields)
        elif question := self.by_code.get(target):
            fields.update(self._fields(question, cell))

    def _at(self, cell: Cell) -> datetime | None:
        if cell is None:
            return None
        on = values.day(cell)
        if on is None:
            return None
        if on > self.on:
            raise BadCell(_("This day is still to come."))
        if on.year < self.on.year - 100:
            raise BadCell(_("Check the year."))
        moment = cell if isinstance(cell, datetime) else datetime.combine(on, NOON)
        return timezone.make_aware(moment.replace(tzinfo=None))

    def _village(self, cell: Cell) -> Village | None:
        name = values.text(cell)
        if name is None:
            return None
        village = self.villages.get(sort_key(name)) or self.villages.get(sort_key(f"{name}n kylä"))
        if village is None:
            raise BadCell(_("There is no village of this name."))
        return village

    def _tick(self, target: str, cell: Cell, fields: dict[str, list[str]]) -> None:
        """A column of one choice: ticked, or not."""
        code, _colon, option = target.partition(":")
        written = (values.text(cell) or "").casefold()
        if not written or written in UNTICKED:
            return
        if written not in TICKED and self.labels.get(code, {}).get(written) != option:
            raise BadCell(_("Write x or 1 for a choice that was made, nothing or 0 for one that was not."))
        fields.setdefault(code, []).append(option)

    def _fields(self, question: Asked, cell: Cell) -> dict[str, list[str]]:
        """The cell as the form's own fields."""
        text = values.text(cell)
        if text is None:
            return {}
        if question.kind in _CHOICES:
            return {question.code: self._chosen(question, text)}
        if question.kind in {QuestionKind.NUMBER, QuestionKind.SCALE}:
            number = values.decimal(cell)
            return {question.code: ["" if number is None else _plain_number(number)]}
        if question.kind == QuestionKind.ROWS:
            return _lines(question, text)
        if question.kind == QuestionKind.PLACE and (match := COORDINATES.match(text)):
            return {
                question.code: [match["text"]],
                f"{question.code}.lat": [match["lat"]],
                f"{question.code}.lon": [match["lon"]],
            }
        return {question.code: [text]}

    def _chosen(self, question: Asked, text: str) -> list[str]:
        """Codes of the choices that the cell names by label or code."""
        known = self.labels[question.code]
        if whole := known.get(text.casefold()):
            return [whole]
        if question.kind == QuestionKind.ONE:
            raise BadCell(_no_such_choice(question))
        for parted in (LISTED.split(text), text.split(","), text.split()):
            names = [one.strip().casefold() for one in parted if one.strip()]
            if names and all(name in known for name in names):
                return [known[name] for name in names]
        raise BadCell(_no_such_choice(question))

    def _answers(
        self,
        found: ReadRow,
        row: Row,
        fields: dict[str, list[str]],
        where: Mapping[str, tuple[FileColumn, Cell]],
    ) -> None:
        reading = read_answers(self.asked, plain_fields(fields))
        found.values = reading.values
        for name, reason in reading.errors.items():
            column, cell = where[name.partition(".")[0]]
            found.faults.append(_fault(row, column, cell, reason))
        sent = {name.partition(".")[0] for name, typed in fields.items() if any(typed)}
        wrong = {name.partition(".")[0] for name in reading.errors}
        for code in sorted(sent - reading.values.keys() - wrong):
            column, cell = where[code]
            reason = _("Not asked of those who answered the earlier question like this: left out.")
            found.left_out.append(_fault(row, column, cell, reason))

    def _key(self, own: str, row: Row) -> str:
        """The answer's own key in its tool, else what it says and the how-manieth it is that says so."""
        name = f"key {own}" if own else f"row {'|'.join(shown(cell) for cell in row.cells)}"
        count = self._seen[name] = self._seen.get(name, 0) + 1
        return name if count == 1 else f"{name} ({count})"


_CHOICES = (QuestionKind.ONE, QuestionKind.MANY)


def _labels(question: Question) -> dict[str, str]:
    """Codes of a question's choices by everything that they are called."""
    found = {}
    for option in question.options:
        for name in (option.get("fi"), option.get("sv"), option.get("en"), option["code"]):
            if name:
                found[" ".join(name.split()).casefold()] = option["code"]
    return found


def _no_such_choice(question: Asked) -> str:
    names = "; ".join(label for _code, label in question.options)
    return _("No such choice. The choices are: %(choices)s.") % {"choices": names[:300]}


def _plain_number(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _language(cell: Cell) -> str:
    written = (values.text(cell) or "").casefold()
    if not written:
        return ""
    known = dict(LANGUAGES)
    code = written if written in known else WORDS.get(written) or written.split("-")[0].split("_")[0]
    code = next((one for one, name in LANGUAGES if str(name).casefold() == written), code)
    if code not in known:
        raise BadCell(_("No such language. Write fi, sv or en."))
    return code


def _lines(question: Asked, text: str) -> dict[str, list[str]]:
    """Rows in one cell: parted by line ends or semicolons, their columns by a comma and a space."""
    fields: dict[str, list[str]] = {}
    lines = [line.strip() for line in re.split(r"[;\n]", text) if line.strip()]
    if len(lines) > (question.highest or 0):
        raise BadCell(_("At most %(count)s rows, please.") % {"count": question.highest})
    for number, line in enumerate(lines):
        parts = re.split(r",\s+", line, maxsplit=len(question.columns) - 1)
        for column, part in zip(question.columns, parts, strict=False):
            fields[f"{question.code}.{number}.{column.code}"] = [part]
    return fields


def _fault(row: Row, column: FileColumn, cell: Any, reason: str) -> Fault:
    return Fault(row.number, f"{column.letter}: {column.heading}"[:120], shown(cell)[:120], reason)
