"""What people write in cells, as values. Each parser gives None for an empty cell or raises CellError."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from laavu.shared.sheets.book import Cell, Share
from laavu.shared.sheets.problems import CellError

HUNDREDTH = Decimal("0.01")
MAX_DIGITS = 15  # what a spreadsheet program keeps of a number

FINNISH_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?)?")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T\s]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(?:\s?([AP])M)?", re.IGNORECASE)
DURATION = re.compile(r"PT(\d{1,4})H(\d{1,2})M(?:(\d{1,2})(?:[.,]\d+)?S)?")
NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)?|[.,]\d+)(E[+-]?\d{1,3})?", re.IGNORECASE)
GROUPED = re.compile(r"[+-]?\d{1,3}( \d{3})+([.,]\d+)?")
GROUPED_MIXED = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+,\d+|\d{1,3}(,\d{3})+\.\d+)")
SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")
MINUS_SIGNS = dict.fromkeys(map(ord, "\u2212\u2013"), "-")

YES = {"k", "kyllä", "j", "ja", "y", "yes", "true", "tosi", "sant"}
NO = {"e", "ei", "n", "nej", "no", "false", "epätosi", "falskt"}
# The day from which spreadsheet programs count a time of a day or more, shown without its days.
ZERO_DAY = datetime(1899, 12, 31)  # noqa: DTZ001 - a cell's time has no zone
LAST_DURATION_YEAR = 1900
NOON = 12
# A formula's error as the programs write it, in English or Finnish.
FORMULA_ERROR = re.compile(r"#[A-ZÅÄÖ/0]+[!?]|#N/A|(Err|Virhe):\d{3}")
ESCAPED = re.compile(r"'[=+\-@\t\r]")


def text(cell: Cell) -> str | None:
    """Text with outer spaces off. A whole number is written without decimals, a day as d.m.yyyy."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return format(_from_number(cell), "f")
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    if not isinstance(cell, str):
        return str(cell)
    _written(cell)
    # The apostrophe that our own exports put before a formula's first sign is not part of the text.
    stripped = unicodedata.normalize("NFC", cell).strip()
    return (stripped[1:] if ESCAPED.match(stripped) else stripped) or None


def day(cell: Cell) -> date | None:
    """A day from a real date, d.m.yyyy or yyyy-mm-dd; the time of day, if there is one, is left out."""
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = _written(cell)
    if written is None:
        return None
    try:
        if match := FINNISH_DAY.fullmatch(written):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := ISO_DAY.fullmatch(written):
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise CellError("no_such_day") from error
    raise CellError("no_such_day")


def decimal(cell: Cell) -> Decimal | None:
    """An exact number with decimal point or comma; spaces may part the thousands."""
    return _decimal(cell, "no_such_number")


def whole(cell: Cell) -> int | None:
    """A whole number; 12,0 is whole too."""
    number = decimal(cell)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise CellError("not_whole")
    return int(number)


def percent(cell: Cell) -> Decimal | None:
    """A percentage as its number: 40, 40 % and 40,0 % are all 40, and so is 0.4 where it is shown so."""
    if isinstance(cell, Share):
        return _from_number(cell * 100)
    written = _written(cell)
    if written is not None and written.endswith("%"):
        written = written[:-1].strip()
        if not written:
            raise CellError("no_such_percent")
        return _decimal(written, "no_such_percent")
    return _decimal(cell, "no_such_percent")


def hours(cell: Cell) -> Decimal | None:
    """Hours from a number, or from a time: 7:30 is 7.50. A number is kept as exact as it stands."""
    seconds = _seconds(cell)
    if seconds is None:
        return _decimal(cell, "no_such_hours")
    return (Decimal(seconds) / 3600).quantize(HUNDREDTH, ROUND_HALF_UP)


def yes_no(cell: Cell) -> bool | None:
    if cell is None or isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float) and cell in {0, 1}:
        return cell == 1  # an ODS file keeps its truth values so
    written = _written(cell)
    if written is None:
        return None
    if written.casefold() in YES:
        return True
    if written.casefold() in NO:
        return False
    raise CellError("no_such_choice")


def _written(cell: Cell) -> str | None:
    """Text with all kinds of space and minus made alike; None for an empty cell, "" for what is not text."""
    if not isinstance(cell, str):
        return None if cell is None else ""
    written = unicodedata.normalize("NFC", cell).translate(SPACES).translate(MINUS_SIGNS).strip()
    if FORMULA_ERROR.fullmatch(written):
        raise CellError("formula_error")
    return written or None


def _seconds(cell: Cell) -> int | None:
    """The length of a time in whole seconds; None for what is not a time."""
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second + round(cell.microsecond / 1_000_000)
    if isinstance(cell, timedelta):
        return round(cell.total_seconds())
    if isinstance(cell, datetime):
        if cell.year > LAST_DURATION_YEAR:
            raise CellError("no_such_hours")
        return round((cell - ZERO_DAY).total_seconds())
    written = _written(cell)
    if written and (match := DURATION.fullmatch(written)):
        return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    if written and (match := CLOCK.fullmatch(written)):
        return _clock_hours(int(match[1]), match[4]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    return None


def _clock_hours(written: int, half: str | None) -> int:
    """CSV files from an English program have times as 07:30:00 AM; without a half of the day hours stay."""
    if half is None:
        return written
    if not 1 <= written <= NOON:
        raise CellError("no_such_hours")
    return written % NOON + (NOON if half.upper() == "P" else 0)


def _decimal(cell: Cell, code: str) -> Decimal | None:
    if cell is None:
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell)
    written = _written(cell)
    if written is None:
        return None
    written = written.removesuffix("€").rstrip()
    if GROUPED_MIXED.fullmatch(written):
        marks = written.replace(",", ".")
        written = marks.replace(".", "", marks.count(".") - 1)
    elif GROUPED.fullmatch(written):
        written = written.replace(" ", "")
    if not NUMBER.fullmatch(written) or not written.isascii():
        raise CellError(code)
    try:
        return Decimal(written.replace(",", "."))
    except InvalidOperation as error:
        raise CellError(code) from error


def _from_number(number: float) -> Decimal:
    """The number that the spreadsheet program shows, not the binary fraction nearest to it."""
    exact = Decimal(format(number, f".{MAX_DIGITS}g"))
    return Decimal(format(exact, "f")) if exact.is_finite() else exact
