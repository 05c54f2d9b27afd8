"""Spreadsheets that go out: typed, readable as they open, and harmless."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from laavu.shared.sheets import (
    Column,
    Kind,
    SheetError,
    SheetToWrite,
    csv_chunks,
    read_content,
    values,
    write_csv,
    write_xlsx,
    writing,
)

COLUMNS = (
    Column("Nimi", width=30),
    Column("Alkoi", Kind.DAY),
    Column("Tunnit", Kind.HOURS),
    Column("Osuus", Kind.PERCENT),
    Column("Palkka", Kind.MONEY),
)
ROWS = [
    ("Äijä, Öö", date(2016, 3, 7), Decimal("7.50"), Decimal(40), Decimal("1234.50")),
    ("=1+1", None, None, None, Decimal("-5.00")),
]
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def xlsx(rows: object = ROWS, *, columns: tuple[Column, ...] = COLUMNS, name: str = "Tunnit") -> bytes:
    target = io.BytesIO()
    write_xlsx(target, [SheetToWrite(name, columns, rows)], title="Tunnit 2016")  # type: ignore[arg-type]
    return target.getvalue()


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def test_cells_in_xlsx_are_days_and_numbers_and_read_back_the_same() -> None:
    sheet = read_content("a.xlsx", xlsx()).sheets[0]
    assert sheet.name == "Tunnit"
    assert sheet.rows[1].cells == ("Äijä, Öö", date(2016, 3, 7), 7.5, 40.0, 1234.5)
    assert values.text(sheet.rows[2].cells[0]) == "=1+1"
    assert sheet.rows[2].cells[1:] == (None, None, None, -5.0)


def test_the_heading_row_is_bold_frozen_and_filtered() -> None:
    sheet = part(xlsx(), "xl/worksheets/sheet1.xml")
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet
    assert '<autoFilter ref="A1:E3"/>' in sheet
    assert re.search(r'<col min="1" max="1" width="30\.\d+"', sheet)
    assert "<b/>" in part(xlsx(), "xl/styles.xml")


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_becomes_a_formula(text: str) -> None:
    columns = (Column("Nimi"),)
    content = xlsx([(text,)], columns=columns)
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    (cell,) = read_content("a.xlsx", content).sheets[0].rows[1].cells
    assert isinstance(cell, str)
    assert cell.startswith("'")
    line = b"".join(csv_chunks(columns, [(text,)])).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line.lstrip('"').startswith("'" + text[0])


def test_csv_is_what_finnish_excel_opens() -> None:
    target = io.BytesIO()
    write_csv(target, COLUMNS, ROWS)
    assert target.getvalue().startswith(b"\xef\xbb\xbf")
    assert target.getvalue().decode("utf-8-sig").split("\r\n") == [
        "Nimi;Alkoi;Tunnit;Osuus;Palkka",
        "Äijä, Öö;7.3.2016;7,50;40;1234,50",
        "'=1+1;;;;-5,00",
        "",
    ]


def test_our_own_csv_reads_back() -> None:
    content = b"".join(csv_chunks(COLUMNS, ROWS))
    first, second = read_content("Tunnit.csv", content).sheets[0].table(("Nimi", "Alkoi", "Palkka"))
    assert (values.day(first["Alkoi"]), values.decimal(first["Palkka"])) == (
        date(2016, 3, 7),
        Decimal("1234.50"),
    )
    assert (values.text(second["Nimi"]), values.decimal(second["Palkka"])) == ("=1+1", Decimal("-5.00"))


def test_csv_is_given_out_before_the_last_row_is_known() -> None:
    asked = 0

    def rows() -> Iterator[tuple[str]]:
        nonlocal asked
        for _number in range(5_000):
            asked += 1
            yield ("x",)

    chunks = csv_chunks((Column("Nimi"),), rows())
    next(chunks)
    assert asked == writing.CSV_CHUNK_ROWS
    assert sum(chunk.count(b"\r\n") for chunk in chunks) == 5_000 - writing.CSV_CHUNK_ROWS


def test_a_row_of_wrong_length_is_not_written_askew() -> None:
    with pytest.raises(ValueError, match="zip"):
        list(csv_chunks((Column("Nimi"), Column("Kylä")), [("x",)]))


def test_more_rows_than_a_spreadsheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MAX_ROWS", 3)
    xlsx([("x",)] * 2, columns=(Column("Nimi"),))
    with pytest.raises(SheetError) as caught:
        xlsx([("x",)] * 3, columns=(Column("Nimi"),))
    assert caught.value.code == "too_many_rows"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Työ/tunnit: 2016?", "Työ tunnit  2016"), ("'x'", "x"), ("", "1"), ("a" * 40, "a" * 31)],
)
def test_a_sheet_gets_a_name_that_the_program_allows(name: str, expected: str) -> None:
    assert read_content("a.xlsx", xlsx(name=name)).names == (expected,)
