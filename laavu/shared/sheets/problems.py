"""What can be wrong with a file or a cell: a code for programs, a translatable reason for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FILE_REASONS = {
    "missing": _("There is no such file."),
    "empty": _("The file is empty."),
    "too_large": _("The file is too large: at most %(megabytes)s megabytes."),
    "too_large_unpacked": _("The file unpacks to more than a spreadsheet of this size can hold."),
    "too_many_cells": _("The sheet %(sheet)s reaches too far: at most %(cells)s cells can be read."),
    "too_many_rows": _("There are more rows than a spreadsheet can hold: at most %(rows)s."),
    "wrong_kind": _("The content of the file %(name)s is not what its name says."),
    "unknown_kind": _("Only XLSX, ODS and CSV files can be read, not %(name)s."),
    "old_excel": _("This is an old Excel file. Save it as XLSX and try again."),
    "encrypted": _("The file is locked with a password. Save it without one and try again."),
    "broken": _("The file %(name)s is broken and cannot be read."),
    "encoding": _("The text of the file %(name)s cannot be read. Save it as UTF-8 and try again."),
    "no_sheets": _("There is no CSV file in the folder."),
    "no_known_sheet": _("The file has none of the sheets %(sheets)s."),
    "removed": _("The file has been removed: files are kept for 30 days. Bring it again."),
    "same_sheet_twice": _("Two files are named after the same sheet %(sheet)s."),
    "no_heading_row": _("The sheet %(sheet)s has no row with the headings %(headings)s."),
    "missing_headings": _("The sheet %(sheet)s lacks the headings %(headings)s."),
    "heading_twice": _("The sheet %(sheet)s has the heading %(headings)s more than once."),
}

VALUE_REASONS = {
    "no_such_day": _("No such day. Write it like 7.3.2026."),
    "no_such_number": _("No such number. Write it like 7,5."),
    "no_such_hours": _("No such hours. Write them like 7,5 or 7:30."),
    "no_such_percent": _("No such percentage. Write it like 40."),
    "no_such_choice": _("No such value. Write k (yes) or e (no)."),
    "formula_error": _("The formula in the cell gives an error."),
    "not_whole": _("The number has to be whole."),
}


class SheetError(Exception):
    """A file that cannot be read or written as a whole. `code` is a key of FILE_REASONS."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    @property
    def reason(self) -> str:
        """The reason in the language that is active now."""
        return str(FILE_REASONS[self.code]) % self.params

    def __str__(self) -> str:
        return self.reason


class CellError(ValueError):
    """A cell whose value cannot be understood. `code` is a key of VALUE_REASONS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def reason(self) -> _StrPromise:
        return VALUE_REASONS[self.code]

    def __str__(self) -> str:
        return str(self.reason)
