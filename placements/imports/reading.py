"""A book as the register's rows: each cell read, each cell that cannot be read found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Generic, TypeVar

from laavu.shared.sheets import Book, CellError, Record, SheetError, Table, read_book, read_content
from placements.imports import layout
from placements.imports.findings import BadValue, Findings, shown
from placements.imports.layout import COLUMNS, HEADINGS, Column, to_hundredth
from workers.identity import Code


@dataclass(slots=True)
class AssociationRow:
    row: int
    name: str
    village: str | None
    employer_since: date | None
    full_weekly_hours: Decimal | None
    accident_percent: Decimal | None


@dataclass(slots=True)
class ClientRow:
    row: int
    client_number: str
    identity_code: Code | None
    name: str
    village: str | None
    unemployed_since: date | None
    benefit: str | None
    days_paid: int | None
    first: date
    last: date | None
    end_reason: str | None
    qualification: bool | None
    reduced_work_ability: bool | None


@dataclass(slots=True)
class PlacementRow:
    row: int
    client_number: str
    employer: str
    employer_kind: str
    group: str | None
    first: date
    last: date | None
    subsidy_percent: Decimal | None
    weekly_hours: Decimal
    hourly_wage: Decimal | None
    subsidy_decided_on: date | None


@dataclass(slots=True)
class HourRow:
    row: int
    client_number: str
    employer: str
    day: date
    hours: Decimal
    kind: str
    note: str | None


@dataclass(slots=True)
class WorkRow:
    row: int
    village: str
    text: str
    estimated_hours: Decimal | None
    kind: str
    found_on: date
    chosen_on: date | None
    done_on: date | None


@dataclass(slots=True)
class MeasurementRow:
    row: int
    client_number: str
    instrument: str
    phase: str
    measured_on: date
    value: Decimal


R = TypeVar("R")


@dataclass
class Rows(Generic[R]):
    """A sheet's sound rows in their order, and of the broken ones what could be read, by row number."""

    sound: list[R] = field(default_factory=list)
    broken: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Register:
    associations: Rows[AssociationRow]
    clients: Rows[ClientRow]
    placements: Rows[PlacementRow]
    hours: Rows[HourRow]
    works: Rows[WorkRow]
    measurements: Rows[MeasurementRow]


def open_path(path: Path) -> Book:
    """The book in a file or a folder of CSV files. Raises SheetError."""
    return read_book(path, headings=HEADINGS)


def open_content(name: str, content: bytes) -> Book:
    """The book in an uploaded file. Raises SheetError."""
    return read_content(name, content, headings=HEADINGS)


def read_register(book: Book, findings: Findings) -> Register:
    """All rows of the book's sheets. Raises SheetError when none of them is there, or a heading is not."""
    tables = check_headings(book)

    def rows(name: str, make: Callable[..., R]) -> Rows[R]:
        return _rows(tables[name], name, make, findings)

    return Register(
        associations=rows(layout.ASSOCIATIONS, AssociationRow),
        clients=rows(layout.CLIENTS, ClientRow),
        placements=rows(layout.PLACEMENTS, PlacementRow),
        hours=rows(layout.HOURS, HourRow),
        works=rows(layout.WORKS, WorkRow),
        measurements=rows(layout.MEASUREMENTS, MeasurementRow),
    )


def check_headings(book: Book) -> dict[str, Table | None]:
    """The register's tables. Raises SheetError when none of its sheets is there, or a heading is not."""
    tables = {name: _table(book, name) for name in layout.SHEETS}
    if not any(tables.values()):
        raise SheetError("no_known_sheet", sheets=", ".join(layout.SHEETS))
    return tables


def _table(book: Book, name: str) -> Table | None:
    sheet = book.sheet(name)
    if sheet is None or all(row.is_empty for row in sheet.rows):
        return None
    columns = COLUMNS[name]
    required = [column.heading for column in columns if column.required]
    return sheet.table([column.heading for column in columns], required=required)


def _rows(table: Table | None, sheet: str, make: Callable[..., R], findings: Findings) -> Rows[R]:
    rows: Rows[R] = Rows()
    columns = COLUMNS[sheet]
    for record in table or ():
        found = _values(record, sheet, columns, findings)
        if findings.is_faulty(sheet, record.number):
            rows.broken[record.number] = found
        else:
            rows.sound.append(make(row=record.number, **found))
    return rows


def _values(record: Record, sheet: str, columns: tuple[Column, ...], findings: Findings) -> dict[str, Any]:
    """The row's values; what cannot be read is found and None."""
    found: dict[str, Any] = {}
    for column in columns:
        cell = record[column.heading]
        value = None
        try:
            value = column.read(cell)
        except BadValue as error:
            findings.fault(
                sheet, record.number, column.heading, column.shown(cell), error.code, **error.params
            )
        except CellError as error:
            findings.fault(sheet, record.number, column.heading, column.shown(cell), error.code)
        else:
            if value is None and column.required:
                findings.fault(sheet, record.number, column.heading, "", "missing")
        if isinstance(value, Decimal):
            value = _rounded(value, sheet, record.number, column, findings)
        found[column.name] = value
    return found


def _rounded(value: Decimal, sheet: str, row: int, column: Column, findings: Findings) -> Decimal:
    """To the hundredth; said aloud but for hours, where thirds of an hour are an everyday thing."""
    rounded = to_hundredth(value)
    if rounded != value and column.name != "hours":
        findings.warn(sheet, row, column.heading, value, "rounded", value=shown(rounded))
    return rounded
