"""A file of answers as a table, and which question each of its columns seems to answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from laavu.shared.sheets import Cell, Row, Sheet, SheetError, column_letter, folded, read_content
from villages.choices import QuestionKind
from villages.models import Question

LEFT_OUT = ""
KEY, DAY, VILLAGE, LANGUAGE = "_key", "_day", "_village", "_language"
# What other tools call them.
COMMON = {
    KEY: ("_uuid", "_id", "instanceid", "response id", "vastauksen tunnus", "vastaajanro", "id", "tunniste"),
    DAY: (
        "submissiondate", "_submission_time", "timestamp", "date submitted", "submitdate", "end", "day",
        "date",
        "aikaleima", "päivä", "päivämäärä", "vastausaika", "lähetetty", "dag", "datum",
        "tidsstämpel", "vastattu",
    ),
    VILLAGE: ("village", "kylä", "by", "byn"),
    LANGUAGE: ("language", "kieli", "språk", "startlanguage", "start language", "user language"),
}  # fmt: skip
NUMBERED = re.compile(r"^\s*(?:q|k|kysymys|question|fråga)?\s*\d+\s*[.):]\s*", re.IGNORECASE)
PART = re.compile(r"^(.*?)(?:\[(.+)\]|/([^/]+))\s*$", re.DOTALL)
HEADING_ROWS = 20


@dataclass(frozen=True, slots=True)
class FileColumn:
    """`name` tells the columns of a file apart, and the same column of the next file again."""

    index: int
    heading: str
    name: str

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The sheet with the answers: its columns, and the rows below the headings."""

    sheet: str
    columns: tuple[FileColumn, ...]
    rows: tuple[Row, ...]

    @property
    def cells(self) -> int:
        return len(self.rows) * len(self.columns)


class Guesses:
    """What a heading may mean, by everything that the survey calls its questions and choices."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.known: dict[str, str] = {}
        self.parts: dict[tuple[str, str], str] = {}
        for target, words in COMMON.items():
            self._learn(target, words)
        for question in questions:
            if question.kind == QuestionKind.PHOTO:
                continue
            names = _names(question)
            self._learn(question.code, names)
            if question.kind == QuestionKind.MANY:
                self._learn_parts(question, names)

    def _learn(self, target: str, words: Iterable[str]) -> None:
        for word in words:
            if word:
                self.known[plain(word)] = target

    def _learn_parts(self, question: Question, names: Sequence[str]) -> None:
        """A column for each choice, as many tools write them: needs/yard, needs [Yard work]."""
        for option in question.options:
            for label in (option["code"], *(option.get(one, "") for one in ("fi", "sv", "en"))):
                for name in names:
                    if label and name:
                        self.parts[plain(name), plain(label)] = part_target(question.code, option["code"])

    @property
    def headings(self) -> list[str]:
        return list(self.known)

    def of(self, heading: str) -> str:
        """The target that the heading seems to mean; LEFT_OUT for none."""
        if found := self.known.get(plain(heading)):
            return found
        if (match := PART.match(heading)) and (
            found := self.parts.get((plain(match[1]), plain(match[2] or match[3])))
        ):
            return found
        return self.known.get(plain(heading.rsplit("/", 1)[-1]), LEFT_OUT)


def _names(question: Question) -> tuple[str, ...]:
    return question.code, question.text_fi, question.text_sv, question.text_en


def part_target(code: str, option: str) -> str:
    """One choice of a question as a target of its own."""
    return f"{code}:{option}"


def plain(text: str) -> str:
    """A heading as it is compared: without its number, marks at its end, case and spare spaces."""
    return folded(NUMBERED.sub("", text)).rstrip(" *:?.!")


def read_table(name: str, content: bytes, guesses: Guesses) -> AnswerTable:
    """The sheet whose headings tell most. Raises SheetError."""
    book = read_content(name, content, headings=guesses.headings)
    best: tuple[int, int, AnswerTable] | None = None
    for sheet in book.sheets:
        for row in sheet.rows[:HEADING_ROWS]:
            score = _score(row, guesses)
            if score[1] and (best is None or score > best[:2]):
                best = (*score, _below(sheet, row))
    if best is None:
        raise SheetError("empty")
    return best[2]


def _score(row: Row, guesses: Guesses) -> tuple[int, int]:
    """How many headings are known, how many there are; a row of numbers is none of headings."""
    texts = [cell for cell in row.cells if isinstance(cell, str)]
    return sum(1 for text in texts if guesses.of(text)), len(texts)


def _below(sheet: Sheet, row: Row) -> AnswerTable:
    seen: dict[str, int] = {}
    columns = []
    for index, cell in enumerate(row.cells):
        heading = str(cell).strip() if cell is not None else ""
        if not heading:
            continue
        count = seen[heading] = seen.get(heading, 0) + 1
        columns.append(FileColumn(index, heading, heading if count == 1 else f"{heading} ({count})"))
    rows = tuple(one for one in sheet.rows if one.number > row.number and not one.is_empty)
    return AnswerTable(sheet.name, tuple(columns), rows)


def guessed(table: AnswerTable, guesses: Guesses, remembered: Mapping[str, str]) -> dict[str, str]:
    """A target for each column by its name: as last time, else by its heading, each question once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for column in table.columns:
        target = remembered.get(column.name)
        if target is None:
            target = guesses.of(column.heading)
        found[column.name] = LEFT_OUT if target in taken else target
        taken.add(found[column.name])
        taken.discard(LEFT_OUT)
    return found


def cell_of(row: Row, column: FileColumn) -> Cell:
    return row.cells[column.index] if column.index < len(row.cells) else None
