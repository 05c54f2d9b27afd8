"""Spreadsheets in and out: the one place that knows XLSX, ODS and CSV."""

from laavu.shared.sheets import values
from laavu.shared.sheets.book import Book, Cell, Record, Row, Sheet, Table, column_letter, folded
from laavu.shared.sheets.guards import MAX_CELLS, MAX_FILE_BYTES, MAX_UNPACKED_BYTES
from laavu.shared.sheets.problems import CellError, SheetError
from laavu.shared.sheets.reading import read_book, read_content
from laavu.shared.sheets.writing import Column, Kind, SheetToWrite, csv_chunks, write_csv, write_xlsx

__all__ = [
    "MAX_CELLS",
    "MAX_FILE_BYTES",
    "MAX_UNPACKED_BYTES",
    "Book",
    "Cell",
    "CellError",
    "Column",
    "Kind",
    "Record",
    "Row",
    "Sheet",
    "SheetError",
    "SheetToWrite",
    "Table",
    "column_letter",
    "csv_chunks",
    "folded",
    "read_book",
    "read_content",
    "values",
    "write_csv",
    "write_xlsx",
]
