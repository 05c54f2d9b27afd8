"""What an XLSX package says of its cells, beside their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import ZipFile

from laavu.shared.sheets.guards import CHUNK, Marks, Unpacking, check_area, parse_xml
from laavu.shared.sheets.problems import SheetError

STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SHEETS = "xl/worksheets/"

# A cell or row element; an element without content closes itself or is closed at once.
ELEMENT = re.compile(rb"<(?:\w+:)?(c|row)(\s[^<>]*?)?(/?)>(</)?")
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
STYLE = re.compile(rb"""\ss\s*=\s*["'](\d{1,6})["']""")
ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
ERROR_TEXT = re.compile(rb"<(?:\w+:)?v>([^<]{1,40})</")
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
PERCENT_FORMATS = {9, 10}  # built in: 0% and 0.00%
MAX_PIECE = 8 * CHUNK  # no cell is longer


def scan(package: ZipFile) -> dict[str, Marks]:
    """The marks of each sheet by its name. Raises SheetError, or what guards.BROKEN lists."""
    unpacking = Unpacking()
    styles, names, marks = _Styles(), _SheetNames(), {}
    for name in sorted((part.filename for part in package.infolist()), key=_order):
        with package.open(name) as stream:
            chunks = unpacking.chunks(stream)
            if name == STYLES:
                styles.read(chunks)
            elif name in {WORKBOOK, RELATIONS}:
                names.read(chunks)
            elif name.startswith(SHEETS):
                marks[name] = _SheetScan(name, styles.shares).read(chunks)
            else:
                for _chunk in chunks:
                    pass
    return {names.of(part): sheet_marks for part, sheet_marks in marks.items()}


def _order(name: str) -> int:
    """Styles first: the cells refer to them."""
    return 0 if name == STYLES else 1


@dataclass
class _Styles:
    """Collects which of the cell styles show a percentage."""

    formats: dict[int, str] = field(default_factory=dict)
    shares: set[int] = field(default_factory=set)
    inside: bool = False
    count: int = 0

    def read(self, chunks: Iterator[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parse_xml(chunks, parser)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "numFmt":
            self.formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif kind == "cellXfs":
            self.inside = True
        elif kind == "xf" and self.inside:
            number = int(attributes.get("numFmtId", 0))
            if number in PERCENT_FORMATS or "%" in LITERAL.sub("", self.formats.get(number, "")):
                self.shares.add(self.count)
            self.count += 1

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "cellXfs":
            self.inside = False


@dataclass
class _SheetNames:
    """Collects which part of the package is which sheet."""

    sheets: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)

    def read(self, chunks: Iterator[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parse_xml(chunks, parser)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.sheets[relation] = attributes.get("name", "")
        elif kind == "Relationship":
            target = attributes.get("Target", "")
            self.parts[target.lstrip("/").removeprefix("xl/")] = attributes.get("Id", "")

    def of(self, part: str) -> str:
        return self.sheets.get(self.parts.get(part.removeprefix("xl/"), ""), part)


@dataclass
class _SheetScan:
    name: str
    share_styles: set[int]
    marks: Marks = field(default_factory=Marks)
    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0

    def read(self, chunks: Iterator[bytes]) -> Marks:
        for piece in _pieces(chunks):
            for match in ELEMENT.finditer(piece):
                self._element(match, piece)
            check_area(self.name, self.rows, self.columns)
            self.marks.check(self.name)
        return self.marks

    def _element(self, match: re.Match[bytes], piece: bytes) -> None:
        tag, attributes, closes_itself, closed = match.groups(b"")
        place = PLACE.search(attributes)
        if tag == b"row":
            self.row, self.column = int(place[2]) if place else self.row + 1, 0
            return
        # A cell without a place follows the one before it.
        self.column += 1
        if place:
            self.row, self.column = int(place[2]), _column_number(place[1])
        if closes_itself or closed:
            return
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        self._mark(attributes, piece, match.end())

    def _mark(self, attributes: bytes, piece: bytes, end: int) -> None:
        if ERROR.search(attributes):
            text = ERROR_TEXT.search(piece, end, end + 4096)
            self.marks.errors[self.row - 1, self.column - 1] = text[1].decode() if text else "#ERROR!"
        elif self.share_styles and (style := STYLE.search(attributes)) and int(style[1]) in self.share_styles:
            self.marks.shares.add((self.row - 1, self.column - 1))


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The text cut before the start of a cell or row, so that none is torn apart."""
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        starts = [match.start() for match in re.finditer(rb"<(?:\w+:)?(?:c|row)[\s>/]", text[-CHUNK:])]
        cut = max(len(text) - CHUNK, 0) + starts[-1] if starts else 0
        rest = text[cut:]
        if len(rest) > MAX_PIECE:
            raise SheetError("too_large_unpacked")
        yield text[:cut]
    yield rest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
