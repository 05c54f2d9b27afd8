"""A spreadsheet as read: sheets, rows that know their number, and tables found by their headings."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from laavu.shared.sheets.problems import SheetError

# What a cell can hold. None is an empty cell (also one that holds only spaces).
Cell = str | float | int | bool | date | datetime | time | timedelta | None


class Share(float):
    """A number that the spreadsheet shows as a percentage: 0.4 is shown as 40 %."""


HEADING_ROWS = 50  # headings are looked for this far down


def folded(text: object) -> str:
    """A heading or sheet name as it is compared: letter case and outer spaces do not count."""
    return " ".join(unicodedata.normalize("NFC", str(text)).split()).casefold()


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is what the spreadsheet program shows beside the row: the first row is 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return all(cell is None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Record:
    """A row under its headings. A heading that the sheet does not have gives None, as does an empty cell."""

    number: int
    cells: tuple[Cell, ...]
    columns: dict[str, int]

    def __getitem__(self, heading: str) -> Cell:
        index = self.columns.get(heading)
        return None if index is None or index >= len(self.cells) else self.cells[index]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a heading row. `columns` has headings as they were asked; `unknown` as they stand."""

    sheet: str
    heading_row: int
    columns: dict[str, int]
    unknown: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Record]:
        for row in self.rows:
            if not row.is_empty:
                yield Record(row.number, row.cells, self.columns)

    def __contains__(self, heading: str) -> bool:
        return heading in self.columns


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]

    def table(self, headings: Sequence[str], *, required: Collection[str] = ()) -> Table:
        """The rows below the row that has most of `headings` (of equals the upper one).

        Raises SheetError when no row has any of them, a required one is missing, or one stands twice.
        """
        wanted = {folded(heading): heading for heading in headings}
        found = self._heading_row(wanted)
        if found is None:
            raise SheetError("no_heading_row", sheet=self.name, headings=", ".join(required or headings))
        columns, unknown = self._columns(found, wanted)
        missing = [heading for heading in required if heading not in columns]
        if missing:
            raise SheetError("missing_headings", sheet=self.name, headings=", ".join(missing))
        below = tuple(row for row in self.rows if row.number > found.number)
        return Table(self.name, found.number, columns, unknown, below)

    def _heading_row(self, wanted: dict[str, str]) -> Row | None:
        best, best_count = None, 0
        for row in self.rows[:HEADING_ROWS]:
            count = len({folded(cell) for cell in row.cells if isinstance(cell, str)} & wanted.keys())
            if count > best_count:
                best, best_count = row, count
        return best

    def _columns(self, row: Row, wanted: dict[str, str]) -> tuple[dict[str, int], tuple[str, ...]]:
        columns: dict[str, int] = {}
        unknown: list[str] = []
        for index, cell in enumerate(row.cells):
            if cell is None:
                continue
            heading = wanted.get(folded(cell))
            if heading is None:
                unknown.append(str(cell).strip())
            elif heading in columns:
                raise SheetError("heading_twice", sheet=self.name, headings=heading)
            else:
                columns[heading] = index
        return columns, tuple(unknown)


@dataclass(frozen=True, slots=True)
class Book:
    """`from_csv`: the names are those of files, which may have something and a hyphen before."""

    sheets: tuple[Sheet, ...]
    from_csv: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sheet.name for sheet in self.sheets)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, letter case aside. Raises SheetError when two CSV files claim it."""
        wanted = folded(name)
        matches = [sheet for sheet in self.sheets if self._is_called(sheet, wanted)]
        if len(matches) > 1:
            raise SheetError("same_sheet_twice", sheet=name)
        return matches[0] if matches else None

    def _is_called(self, sheet: Sheet, wanted: str) -> bool:
        name = folded(sheet.name)
        return name == wanted or (self.from_csv and name.endswith("-" + wanted))


def column_letter(index: int) -> str:
    """The name of a column as the spreadsheet program shows it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
