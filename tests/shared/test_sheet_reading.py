"""Whole files: the same book must read the same, whichever program saved it and in whatever form."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from laavu.shared.sheets import (
    Book,
    Cell,
    CellError,
    SheetError,
    column_letter,
    read_book,
    read_content,
    values,
)

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "laavu-register-2016.xlsx"
HEADINGS = ("Asiakasnro", "Pvm", "Tunnit", "Laji", "Alentunut työkyky")
CSV_FILTER = "csv:Text - txt - csv (StarCalc):{delimiter},34,{encoding},1,,0,false,true,false,false,false,-1"
CSV_FORMS = {"utf8": (44, 76), "windows": (59, 1)}

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Saves a book again with LibreOffice: as ods, xlsx, or CSV in utf8 (comma) or windows (semicolon)."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def run(book: Path, form: str) -> Path:
        folder = tmp_path_factory.mktemp(form)
        target = form
        if form in CSV_FORMS:
            delimiter, encoding = CSV_FORMS[form]
            target = CSV_FILTER.format(delimiter=delimiter, encoding=encoding)
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", target]
        subprocess.run([*command, "--outdir", folder, book], check=True, capture_output=True, timeout=120)
        return folder if form in CSV_FORMS else folder / f"{book.stem}.{form}"

    return run


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A title above the headings, an empty column and row, times, percentages, merged cells, a comment."""
    path = tmp_path_factory.mktemp("book") / "kirja.xlsx"
    book = Workbook(path)
    sheet = book.add_worksheet("Tunnit")
    clock, long_clock, day, percent = (
        book.add_format({"num_format": code}) for code in ("h:mm", "[h]:mm", "d.m.yyyy", "0 %")
    )
    sheet.write("B2", "Tunnit 2015, kylittäin; kaikki")
    sheet.write_row("B4", [" LAJI", "asiakasnro ", "Tunnit", "PVM", "Alentunut Työkyky", "Muu"])
    sheet.write_row("B5", ["työ", "L-001"])
    sheet.write_number("D5", 7.5 / 24, clock)
    sheet.write_datetime("E5", datetime(2015, 12, 7), day)  # noqa: DTZ001
    sheet.write_boolean("F5", True)
    sheet.write_row("B7", ["työ\nulkona", "L-002", "7:20", "8.12.2015", "e"])
    sheet.write_comment("C7", "kysy vielä")
    sheet.merge_range("B8:C8", "L-003; a, b")
    sheet.write_number("D8", 25 / 24, long_clock)
    sheet.write_number("F8", 0, percent)
    sheet.write_number("G8", 0.4, percent)
    sheet.write_formula("G9", "=1/0", None, "#DIV/0!")
    sheet.write_datetime("E9", datetime(2015, 12, 27), day)  # noqa: DTZ001
    book.add_worksheet("Tyhjä")
    book.close()
    return path


def awkward_facts(book: Book) -> list[tuple[object, ...]]:
    sheet = book.sheet("TUNNIT")
    assert sheet is not None
    table = sheet.table(HEADINGS, required=["Asiakasnro", "Pvm"])
    assert (table.heading_row, table.unknown) == (4, ("Muu",))
    return [
        (
            row.number,
            values.text(row["Laji"]),
            values.text(row["Asiakasnro"]),
            values.hours(row["Tunnit"]),
            values.day(row["Pvm"]),
        )
        for row in table
    ]


AWKWARD = [
    (5, "työ", "L-001", Decimal("7.50"), date(2015, 12, 7)),
    (7, "työ\nulkona", "L-002", Decimal("7.33"), date(2015, 12, 8)),
    (8, "L-003; a, b", None, Decimal("25.00"), None),
    (9, None, None, None, date(2015, 12, 27)),
]


def awkward_shares(book: Book) -> tuple[object, str]:
    sheet = book.sheet("Tunnit")
    assert sheet is not None
    rows = {row.number: row for row in sheet.table(("Asiakasnro", "Muu"))}
    with pytest.raises(CellError) as caught:
        values.text(rows[9]["Muu"])
    return values.percent(rows[8]["Muu"]), caught.value.code


def test_a_table_is_found_below_titles_with_headings_in_any_order_and_case(awkward: Path) -> None:
    assert awkward_facts(read_book(awkward)) == AWKWARD


def test_a_percentage_reads_as_shown_and_an_error_is_not_an_empty_cell(awkward: Path) -> None:
    assert awkward_shares(read_book(awkward)) == (40, "formula_error")


@pytest.mark.parametrize("form", ["ods", "xlsx", "utf8", "windows"])
def test_a_book_saved_again_by_libreoffice_reads_the_same(awkward: Path, convert: Convert, form: str) -> None:
    book = read_book(convert(awkward, form), headings=HEADINGS)
    assert awkward_facts(book) == AWKWARD
    assert awkward_shares(book) == (40, "formula_error")


def all_text(book: Book) -> dict[str, list[tuple[int, list[str | None]]]]:
    return {
        sheet.name.removeprefix("laavu-register-2016-"): [
            (row.number, [as_written(cell) for cell in row.cells]) for row in sheet.rows
        ]
        for sheet in sorted(book.sheets, key=lambda sheet: sheet.name)
    }


def as_written(cell: Cell) -> str | None:
    """Days and numbers made alike, as CSV has both as text."""
    assert not isinstance(cell, datetime | time)
    for parser in (values.day, values.decimal):
        try:
            return str(parser(cell))
        except ValueError:
            continue
    return values.text(cell)


@pytest.mark.parametrize("form", ["ods", "xlsx", "utf8", "windows"])
def test_the_register_of_2016_reads_the_same_in_every_form(convert: Convert, form: str) -> None:
    if not SAMPLE.exists():
        pytest.skip("the sample register is not beside the project")
    original = read_book(SAMPLE)
    assert len(original.sheet("Tunnit").rows) == 5222  # type: ignore[union-attr]
    assert all_text(read_book(convert(SAMPLE, form))) == all_text(original)


def test_a_folder_has_its_sheets_by_the_end_of_the_file_names(tmp_path: Path) -> None:
    (tmp_path / "vienti-2016-Asiakkaat.CSV").write_bytes("\ufeffNimi;Kylä\r\nÄijä;Ö\r\n".encode())
    (tmp_path / "Tunnit.csv").write_bytes("Pvm,Tunnit\n2016-01-04,7:30\n".encode("cp1252"))
    (tmp_path / "ohje.txt").write_text("ei taulukko")
    book = read_book(tmp_path)
    people = book.sheet("asiakkaat")
    assert people is not None
    assert [row.cells for row in people.rows] == [("Nimi", "Kylä"), ("Äijä", "Ö")]
    assert book.sheet("Tunnit") is not None
    assert book.sheet("Tekemättömät työt") is None


def test_two_files_for_one_sheet_are_refused(tmp_path: Path) -> None:
    for name in ("Tunnit.csv", "vanha-Tunnit.csv"):
        (tmp_path / name).write_text("Pvm;Tunnit\n")
    with pytest.raises(SheetError) as caught:
        read_book(tmp_path).sheet("Tunnit")
    assert caught.value.code == "same_sheet_twice"


@pytest.mark.parametrize(
    "text",
    [
        "Nimi;Pvm;Tunnit\nA;7.1.2016;7,5\n",
        'Nimi,Pvm,Tunnit\nA,7.1.2016,"7,5"\n',
        "Kunta, kylät, yhdistykset, muut\n\nNimi;Pvm;Tunnit\nA;7.1.2016;7,5\n",
        "Tunnit; kaikki; kylät; muut\n\nNimi,Pvm,Tunnit\nA,7.1.2016,7.5\n",
        "sep=;\r\nNimi;Pvm;Tunnit\r\nA;7.1.2016;7,5\r\n",
    ],
)
def test_the_heading_row_tells_the_delimiter(text: str) -> None:
    book = read_content("Tunnit.csv", text.encode(), headings=("Nimi", "Pvm", "Tunnit"))
    (row,) = book.sheets[0].table(("Nimi", "Pvm", "Tunnit"))
    assert (row["Nimi"], values.day(row["Pvm"]), values.hours(row["Tunnit"])) == (
        "A",
        date(2016, 1, 7),
        Decimal("7.5"),
    )


def test_a_csv_row_with_a_line_break_inside_counts_as_one() -> None:
    book = read_content("a.csv", b'Nimi;Kohde\n"A\nB";x\n\nC;y\n')
    assert [(row.number, row.cells) for row in book.sheets[0].rows] == [
        (1, ("Nimi", "Kohde")),
        (2, ("A\nB", "x")),
        (3, ()),
        (4, ("C", "y")),
    ]


def test_days_with_slashes_are_read_only_where_the_sheet_tells_their_order() -> None:
    def days(*cells: str) -> list[object]:
        return [row.cells[0] for row in read_content("a.csv", "\n".join(cells).encode()).sheets[0].rows]

    assert days("12/07/2015", "12/27/2015") == [date(2015, 12, 7), date(2015, 12, 27)]
    assert days("12/07/2015", "27/07/2015 00:00:00") == [date(2015, 7, 12), date(2015, 7, 27)]
    assert days("12/07/2015") == ["12/07/2015"]
    assert days("27/07/2015", "12/27/2015") == ["27/07/2015", "12/27/2015"]


def test_missing_and_repeated_headings_are_told_apart() -> None:
    book = read_content("Tunnit.csv", b"Nimi;Pvm;pvm\n")
    with pytest.raises(SheetError) as caught:
        book.sheets[0].table(("Nimi", "Pvm"))
    assert caught.value.code == "heading_twice"
    book = read_content("Tunnit.csv", b"Nimi;Kohde\n")
    with pytest.raises(SheetError) as caught:
        book.sheets[0].table(("Nimi", "Pvm"), required=("Nimi", "Pvm"))
    assert (caught.value.code, caught.value.params["headings"]) == ("missing_headings", "Pvm")
    with pytest.raises(SheetError) as caught:
        book.sheets[0].table(("Tunnit",))
    assert caught.value.code == "no_heading_row"


def test_columns_have_the_letters_of_the_spreadsheet_program() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
