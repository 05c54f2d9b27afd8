"""Reads XLSX, ODS and CSV files, or a folder of CSV files, into one structure."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from laavu.shared.sheets import ods, xlsx
from laavu.shared.sheets.book import HEADING_ROWS, Book, Cell, Row, Share, Sheet, folded
from laavu.shared.sheets.guards import BROKEN, MAX_CELLS, MAX_FILE_BYTES, Marks, open_package
from laavu.shared.sheets.problems import SheetError
from laavu.shared.sheets.slashes import with_days

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = (";", ",", "\t")
MAX_CSV_FIELD = 1 << 20
ODS_MARK = b"application/vnd.oasis.opendocument.spreadsheet"
PACKED = {".xlsx": (b"xl/", xlsx.scan), ".xlsm": (b"xl/", xlsx.scan), ".ods": (ODS_MARK, ods.scan)}


def read_book(path: Path, *, headings: Collection[str] = ()) -> Book:
    """The book in a file, or in a folder of CSV files named after their sheets.

    `headings` are those that the sheets may have: they tell a CSV file's delimiter beyond doubt.
    Raises SheetError.
    """
    try:
        if path.is_dir():
            return _read_folder(path, headings)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _too_large()
        return read_content(path.name, path.read_bytes(), headings=headings)
    except FileNotFoundError as error:
        raise SheetError("missing") from error


def read_content(name: str, content: bytes, *, headings: Collection[str] = ()) -> Book:
    """The book in the bytes of a file called `name`, as a browser sends it. Raises SheetError."""
    if len(content) > MAX_FILE_BYTES:
        raise _too_large()
    if not content:
        raise SheetError("empty")
    suffix = Path(name).suffix.lower()
    if content.startswith(OLE):
        raise SheetError("encrypted" if ENCRYPTED_PART in content else "old_excel")
    if suffix in PACKED:
        return _read_packed(name, content, suffix)
    if suffix == ".csv":
        return Book((_read_csv(name, content, headings),), from_csv=True)
    raise SheetError("unknown_kind", name=name)


def _too_large() -> SheetError:
    return SheetError("too_large", megabytes=MAX_FILE_BYTES // (1024 * 1024))


def _read_folder(folder: Path, headings: Collection[str]) -> Book:
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".csv" and file.is_file())
    if not files:
        raise SheetError("no_sheets")
    if sum(file.stat().st_size for file in files) > MAX_FILE_BYTES:
        raise _too_large()
    sheets = (
        _read_csv(file.name, content, headings)
        for file in files
        if not file.name.startswith(".") and (content := file.read_bytes())
    )
    return Book(tuple(sheets), from_csv=True)


def _read_packed(name: str, content: bytes, suffix: str) -> Book:
    mark, scan = PACKED[suffix]
    if not content.startswith(ZIP) or mark not in content:
        raise SheetError("wrong_kind", name=name)
    try:
        with open_package(io.BytesIO(content), name) as package:
            marks = scan(package)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return Book(tuple(_read_sheet(workbook, sheet, marks) for sheet in workbook.sheet_names))
    except PasswordError as error:
        raise SheetError("encrypted") from error
    except (CalamineError, *BROKEN) as error:
        raise SheetError("broken", name=name) from error


def _read_sheet(workbook: CalamineWorkbook, name: str, marks: dict[str, Marks]) -> Sheet:
    rows: list[list[Cell]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)  # type: ignore[assignment]
    _apply(marks.get(name, Marks()), rows)
    return Sheet(name, _numbered(rows))


def _apply(marks: Marks, rows: list[list[Cell]]) -> None:
    for row, column in marks.shares:
        if row < len(rows) and column < len(rows[row]) and isinstance(cell := rows[row][column], float):
            rows[row][column] = Share(cell)
    for (row, column), text in marks.errors.items():
        # The reader takes errors for empty, and drops them at the edge of what is filled.
        rows.extend([] for _number in range(len(rows), row + 1))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = text or "#ERROR!"


def _numbered(rows: Iterable[Sequence[Cell]]) -> tuple[Row, ...]:
    return tuple(Row(number, _cells(row)) for number, row in enumerate(rows, start=1))


def _cells(row: Sequence[Cell]) -> tuple[Cell, ...]:
    cells = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _read_csv(name: str, content: bytes, headings: Collection[str]) -> Sheet:
    text = _decoded(name, content)
    # Excel's own hint line is not a row: the program does not number it.
    hint = re.match(r"sep=(.)\r?\n", text)
    if hint:
        text = text[hint.end() :]
    delimiter = hint[1] if hint else _delimiter(text, headings)
    try:
        rows = _numbered(list(row) for row in _csv_rows(text, delimiter))
    except csv.Error as error:
        raise SheetError("broken", name=name) from error
    if sum(len(row.cells) for row in rows) > MAX_CELLS:
        raise SheetError("too_many_cells", sheet=name, cells=MAX_CELLS)
    return Sheet(unicodedata.normalize("NFC", Path(name).stem), with_days(rows))


def _decoded(name: str, content: bytes) -> str:
    if content.startswith((ZIP, b"%PDF", *BYTE_ORDER_MARKS)) or b"\x00" in content:
        raise SheetError("wrong_kind" if content.startswith((ZIP, b"%PDF")) else "encoding", name=name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise SheetError("encoding", name=name) from error


def _csv_rows(text: str, delimiter: str) -> Iterable[list[str]]:
    csv.field_size_limit(MAX_CSV_FIELD)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str, headings: Collection[str]) -> str:
    """The delimiter that gives the row with most headings; semicolon when both give as many."""
    known = {folded(heading) for heading in headings}
    return max(DELIMITERS, key=lambda delimiter: _heading_score(text, delimiter, known))


def _heading_score(text: str, delimiter: str, known: set[str]) -> tuple[int, int]:
    best = (0, 0)
    try:
        for _number, row in zip(range(HEADING_ROWS), _csv_rows(text, delimiter), strict=False):
            cells = {folded(cell) for cell in row if cell.strip()}
            words = [cell for cell in cells if not any(letter.isdigit() for letter in cell)]
            best = max(best, (len(cells & known), len(words)))
    except csv.Error:
        return best
    return best
