"""Looks into a packed spreadsheet before it is read, so that a small file cannot fill the memory.

The reader lays a sheet out as a full rectangle: one cell in the far corner is enough to ask for
gigabytes. So the real unpacked size and the outermost filled cell are measured first.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from laavu.shared.sheets.problems import SheetError

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_CELLS = 8_000_000  # of one sheet, counted as the rectangle that holds all of its filled cells
MAX_PARTS = 2_000  # files inside the package

CHUNK = 1 << 20
# A cell or row element of a sheet in XLSX; an element without content closes itself or is closed at once.
CELL = re.compile(rb"<(?:\w+:)?(c|row)(\s[^<>]*?)?(/?)>(</)?")
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")


def check_package(file: IO[bytes], name: str) -> None:
    """Raises SheetError for a package that is broken, encrypted, too large unpacked or reaches too far."""
    try:
        with ZipFile(file) as package:
            _check_parts(package)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, expat.ExpatError) as error:
        raise SheetError("broken", name=name) from error


def _check_parts(package: ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MAX_PARTS:
        raise SheetError("too_large_unpacked")
    if any(part.flag_bits & 0x1 for part in parts):
        raise SheetError("encrypted")
    budget = MAX_UNPACKED_BYTES
    for part in parts:
        with package.open(part) as stream:
            chunks = _Chunks(stream, budget)
            _check_part(part.filename, chunks)
            budget = chunks.left


def _check_part(name: str, chunks: _Chunks) -> None:
    if name == "content.xml":
        _OdsExtent().check(chunks)
    elif name.startswith("xl/worksheets/"):
        _check_xlsx_sheet(name, chunks)
    else:
        encrypted = [b"encryption-data" in chunk for chunk in chunks]
        if name == "META-INF/manifest.xml" and any(encrypted):
            raise SheetError("encrypted")


class _Chunks:
    """The unpacked bytes piece by piece, refusing to go over the budget whatever the package's index says."""

    def __init__(self, stream: IO[bytes], budget: int) -> None:
        self.stream = stream
        self.left = budget

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self.stream.read(CHUNK):
            self.left -= len(chunk)
            if self.left < 0:
                raise SheetError("too_large_unpacked")
            yield chunk


def _check_xlsx_sheet(name: str, chunks: _Chunks) -> None:
    rows = columns = last_row = 0
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        # What comes after the last opening bracket but one may go on in the next piece.
        cut = max(text.rfind(b"<", 0, max(text.rfind(b"<"), 0)), 0)
        text, rest = text[:cut], text[cut:]
        for row, column in _filled(text, last_row):
            last_row = row
            rows, columns = max(rows, row), max(columns, column)
        _check_area(name, rows, columns)


def _filled(text: bytes, last_row: int) -> Iterator[tuple[int, int]]:
    """Row and column of each filled cell, 0 as the column of a row; a cell without a place is in its row."""
    for tag, attributes, closes_itself, closed in CELL.findall(text):
        place = PLACE.search(attributes)
        if tag == b"row":
            last_row = int(place[2]) if place else last_row + 1
            yield last_row, 0
        elif not closes_itself and not closed:
            yield (int(place[2]), _column_number(place[1])) if place else (last_row, 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_area(sheet: str, rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise SheetError("too_many_cells", sheet=sheet, cells=MAX_CELLS)


@dataclass
class _OdsExtent:
    """Counts rows and columns of an ODS file with their repetitions; only filled cells reach anywhere."""

    sheet: str = ""
    row: int = 0
    repeat: int = 1
    column: int = 0
    rows: int = 0
    columns: int = 0
    handlers: dict[str, str] = field(
        default_factory=lambda: {
            "table:table": "_begin_table",
            "table:table-row": "_begin_row",
            "table:table-cell": "_cell",
            "table:covered-table-cell": "_cell",
        }
    )

    def check(self, chunks: _Chunks) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003

    def _refuse_doctype(self, *_args: object) -> None:
        # A document type can define entities that unfold without end; no spreadsheet program writes one.
        raise SheetError("broken", name="content.xml")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self.handlers.get(name)
        if handler:
            getattr(self, handler)(attributes)

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self.sheet = attributes.get("table:name", "")
        self.row, self.repeat, self.rows, self.columns = 0, 1, 0, 0

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.row += self.repeat
        self.repeat = _count(attributes.get("table:number-rows-repeated"))
        self.column = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        self.column += _count(attributes.get("table:number-columns-repeated"))
        if any(key.startswith("office:") or key == "table:formula" for key in attributes):
            self.rows = max(self.rows, self.row + self.repeat)
            self.columns = max(self.columns, self.column)
            _check_area(self.sheet, self.rows, self.columns)


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 1
