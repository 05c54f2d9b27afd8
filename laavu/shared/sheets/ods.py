"""What an ODS package says of its cells, beside their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import ZipFile

from laavu.shared.sheets.guards import Marks, Unpacking, check_area, parse_xml
from laavu.shared.sheets.problems import SheetError

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
CELLS = {"table:table-cell", "table:covered-table-cell"}


def scan(package: ZipFile) -> dict[str, Marks]:
    """The marks of each sheet by its name. Raises SheetError, or what guards.BROKEN lists."""
    unpacking = Unpacking()
    content = _Content()
    for part in sorted(package.infolist(), key=lambda part: part.filename != MANIFEST):
        with package.open(part) as stream:
            chunks = unpacking.chunks(stream)
            if part.filename == CONTENT:
                content.read(chunks)
            else:
                locked = [b"encryption-data" in chunk for chunk in chunks]
                if part.filename == MANIFEST and any(locked):
                    raise SheetError("encrypted")
    return content.sheets


@dataclass
class _Content:
    """Counts rows and columns with their repetitions; only filled cells reach anywhere."""

    sheets: dict[str, Marks] = field(default_factory=dict)
    sheet: str = ""
    row: int = 0
    row_repeat: int = 1
    column: int = 0
    rows: int = 0
    columns: int = 0
    error_at: list[tuple[int, int]] = field(default_factory=list)

    def read(self, chunks: Iterator[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parse_xml(chunks, parser)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.sheet = attributes.get("table:name", "")
            self.sheets[self.sheet] = Marks()
            self.row, self.row_repeat, self.rows, self.columns = 0, 1, 0, 0
        elif name == "table:table-row":
            self.row += self.row_repeat
            self.row_repeat, self.column = _count(attributes.get("table:number-rows-repeated")), 0
        elif name in CELLS:
            first = self.column
            self.column += _count(attributes.get("table:number-columns-repeated"))
            if any(key.startswith("office:") or key == "table:formula" for key in attributes):
                self._filled(first, attributes)

    def _filled(self, first: int, attributes: dict[str, str]) -> None:
        # `row` counts from 0 here: the first row adds the 1 that stands before any row has come.
        self.rows = max(self.rows, self.row - 1 + self.row_repeat)
        self.columns = max(self.columns, self.column)
        check_area(self.sheet, self.rows, self.columns)
        is_share = attributes.get("office:value-type") == "percentage"
        is_error = attributes.get("calcext:value-type") == "error"
        if not (is_share or is_error):
            return
        rows = range(self.row - 1, self.row - 1 + self.row_repeat)
        places = [(row, column) for row in rows for column in range(first, self.column)]
        marks = self.sheets.setdefault(self.sheet, Marks())
        if is_share:
            marks.shares.update(places)
        else:
            self.error_at = places
            marks.errors.update(dict.fromkeys(places, ""))
        marks.check(self.sheet)

    def _text(self, text: str) -> None:
        errors = self.sheets[self.sheet].errors if self.error_at else {}
        for place in self.error_at:
            errors[place] = (errors[place] + text)[:40]

    def _end(self, name: str) -> None:
        if name in CELLS:
            self.error_at = []


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 1
