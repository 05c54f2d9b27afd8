"""Days like 12/27/2015, which English programs write into CSV files.

One such day alone can be read in two ways; a whole sheet mostly cannot. Where it can, the days are
left as text, and reading them as days is refused: better a question than a wrong month.
"""

from __future__ import annotations

import re
from datetime import date

from laavu.shared.sheets.book import Cell, Row

SLASH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?)?")
MONTHS = 12


def with_days(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with such days as real ones, if the sheet tells whether the month or the day comes first."""
    parts = [match for row in rows for cell in row.cells if (match := _match(cell))]
    if not parts:
        return rows
    day_first = any(int(match[1]) > MONTHS for match in parts)
    month_first = any(int(match[2]) > MONTHS for match in parts)
    if day_first == month_first:
        return rows
    return tuple(
        Row(row.number, tuple(_day(cell, day_first=day_first) for cell in row.cells)) for row in rows
    )


def _match(cell: Cell) -> re.Match[str] | None:
    return SLASH_DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None


def _day(cell: Cell, *, day_first: bool) -> Cell:
    match = _match(cell)
    if match is None:
        return cell
    day, month = (match[1], match[2]) if day_first else (match[2], match[1])
    try:
        return date(int(match[3]), int(month), int(day))
    except ValueError:
        return cell
