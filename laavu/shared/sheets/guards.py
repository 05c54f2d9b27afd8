"""Looks into a packed spreadsheet before it is read.

The reader lays a sheet out as a full rectangle: one cell in the far corner is enough to ask for
gigabytes. So the real unpacked size and the outermost filled cell are measured first. The reader
also keeps two things from us, which are noted on the way: which numbers are shown as percentages
(0.4 for 40 %), and which cells hold a formula's error (it gives them as empty).
"""

from __future__ import annotations

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
MAX_MARKS = 2_000_000  # cells of one sheet that are noted
MAX_PARTS = 2_000  # files inside the package

CHUNK = 1 << 20


@dataclass(slots=True)
class Marks:
    """What the reader keeps from us, by row and column from 0: percentages, and the texts of errors."""

    shares: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)

    def check(self, sheet: str) -> None:
        if len(self.shares) + len(self.errors) > MAX_MARKS:
            raise SheetError("too_many_cells", sheet=sheet, cells=MAX_MARKS)


class Unpacking:
    """Gives unpacked bytes piece by piece, and no more than allowed, whatever the package's index says."""

    def __init__(self) -> None:
        self.left = MAX_UNPACKED_BYTES

    def chunks(self, stream: IO[bytes]) -> Iterator[bytes]:
        while chunk := stream.read(CHUNK):
            self.left -= len(chunk)
            if self.left < 0:
                raise SheetError("too_large_unpacked")
            yield chunk


def check_area(sheet: str, rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise SheetError("too_many_cells", sheet=sheet, cells=MAX_CELLS)


def parse_xml(chunks: Iterator[bytes], parser: expat.XMLParserType) -> None:
    """Feeds the parser, which gets no document type: one could define entities that unfold without end."""
    parser.StartDoctypeDeclHandler = _refuse_doctype
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003


def _refuse_doctype(*_args: object) -> None:
    raise SheetError("broken", name="XML")


def open_package(file: IO[bytes], name: str) -> ZipFile:
    """The package, if it has no more parts than a spreadsheet has and none is locked. Raises SheetError."""
    try:
        package = ZipFile(file)
    except (BadZipFile, OSError, ValueError) as error:
        raise SheetError("broken", name=name) from error
    if len(package.infolist()) > MAX_PARTS:
        raise SheetError("too_large_unpacked")
    if any(part.flag_bits & 0x1 for part in package.infolist()):
        raise SheetError("encrypted")
    return package


# What reading a part of a damaged package can raise.
BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    expat.ExpatError,
    LookupError,
    ValueError,
)
