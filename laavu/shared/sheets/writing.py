"""Writes XLSX and CSV for the spreadsheet programs of Finnish offices, row by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from laavu.shared.sheets.problems import SheetError

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
MAX_SHEET_NAME = 31
CSV_CHUNK_ROWS = 500
BYTE_ORDER_MARK = "\ufeff"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class Kind(StrEnum):
    """What a column holds. Percentages are numbers as people say them: 40 is 40 %."""

    TEXT = "text"
    DAY = "day"
    INSTANT = "instant"
    WHOLE = "whole"
    DECIMAL = "decimal"
    HOURS = "hours"
    MONEY = "money"
    PERCENT = "percent"
    YES_NO = "yes_no"


# Number formats in the notation of XLSX, which each program shows in its own language's way.
NUMBER_FORMATS = {
    Kind.DAY: "d.m.yyyy",
    Kind.INSTANT: "d.m.yyyy hh:mm",
    Kind.WHOLE: "#,##0",
    Kind.DECIMAL: "#,##0.00",
    Kind.HOURS: "#,##0.00",
    Kind.MONEY: "#,##0.00\\ [$€-1]",
    Kind.PERCENT: 'General"\u00a0%"',
}
NUMBERS = {Kind.WHOLE, Kind.DECIMAL, Kind.HOURS, Kind.MONEY, Kind.PERCENT}


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters."""

    heading: str | _StrPromise
    kind: Kind = Kind.TEXT
    width: int = 14


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """`rows` are read once and may be a generator. Each has a value, or None, for every column."""

    name: str | _StrPromise
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def write_xlsx(target: IO[bytes], sheets: Iterable[SheetToWrite], *, title: str = "") -> None:
    """Writes typed cells under a bold, frozen, filtered heading row. Raises SheetError on too many rows."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(target, options | {"remove_timezone": True})
    workbook.set_properties({"title": title})
    heading = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {kind: workbook.add_format({"num_format": code}) for kind, code in NUMBER_FORMATS.items()}
    try:
        for number, sheet in enumerate(sheets, start=1):
            worksheet = workbook.add_worksheet(_sheet_name(str(sheet.name), number))
            _write_sheet(worksheet, sheet, heading, formats)
    finally:
        workbook.close()


def _sheet_name(name: str, number: int) -> str:
    allowed = FORBIDDEN_IN_SHEET_NAME.sub(" ", name).strip("' ")[:MAX_SHEET_NAME]
    return allowed or str(number)


def _write_sheet(
    worksheet: Worksheet, sheet: SheetToWrite, heading: Format, formats: dict[Kind, Format]
) -> None:
    worksheet.freeze_panes(1, 0)
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, column.width)
        worksheet.write_string(0, index, harmless(str(column.heading)), heading)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if last >= MAX_ROWS:
            raise SheetError("too_many_rows", rows=MAX_ROWS)
        for index, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            if value is not None:
                _write_cell(worksheet, last, index, column.kind, value, formats)
    worksheet.autofilter(0, 0, last, max(len(sheet.columns) - 1, 0))


def _write_cell(
    worksheet: Worksheet, row: int, column: int, kind: Kind, value: Any, formats: dict[Kind, Format]
) -> None:
    if kind in NUMBERS and isinstance(value, int | float | Decimal):
        worksheet.write_number(row, column, float(value), formats[kind])
    elif isinstance(value, datetime):
        worksheet.write_datetime(row, column, _local(value), formats[Kind.INSTANT])
    elif isinstance(value, date):
        worksheet.write_datetime(row, column, value, formats[Kind.DAY])
    else:
        worksheet.write_string(row, column, harmless(as_text(kind, value))[:MAX_TEXT])


def csv_chunks(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A CSV file piece by piece: semicolons, decimal commas, UTF-8 with the mark that Excel looks for."""
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(str(column.heading)) for column in columns])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_csv_cell(column, value) for column, value in zip(columns, row, strict=True)])
        if number % CSV_CHUNK_ROWS == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def write_csv(target: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    for chunk in csv_chunks(columns, rows):
        target.write(chunk)


def _taken(buffer: io.StringIO) -> bytes:
    chunk = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return chunk


def _csv_cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _csv_number(value)
    if isinstance(value, datetime):
        local = _local(value)
        return f"{local.day}.{local.month}.{local.year} {local:%H:%M}"
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    return harmless(as_text(column.kind, value))


def _csv_number(value: float | Decimal) -> str:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return format(exact, "f").replace(".", ",")


def as_text(kind: Kind, value: Any) -> str:
    if kind is Kind.YES_NO or isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def harmless(text: str) -> str:
    """The text with an apostrophe before a sign from which a spreadsheet program would start a formula."""
    return "'" + text if text.startswith(FORMULA_SIGNS) else text


def _local(value: datetime) -> datetime:
    return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
