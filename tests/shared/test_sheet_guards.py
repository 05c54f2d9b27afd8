"""Files that are not what they say, or ask for more than a machine has, give one clear error."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from laavu.shared.sheets import SheetError, guards, read_book, read_content
from laavu.shared.sheets import xlsx as xlsx_part
from laavu.shared.sheets.problems import FILE_REASONS

ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<?xml version="1.0" encoding="{encoding}"?>{doctype}'
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">'
    '<office:body><office:spreadsheet><table:table table:name="T">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def code_of(name: str, content: bytes) -> str:
    with pytest.raises(SheetError) as caught:
        read_content(name, content)
    assert caught.value.code in FILE_REASONS
    return caught.value.code


def xlsx(*cells: tuple[str, str], empty: str | None = None) -> bytes:
    target = io.BytesIO()
    book = Workbook(target)
    sheet = book.add_worksheet("T")
    for place, text in cells:
        sheet.write_string(place, text)
    if empty:
        sheet.write_blank(empty, None, book.add_format({"bold": True}))
    book.close()
    return target.getvalue()


def ods(rows: str, *, doctype: str = "", encoding: str = "UTF-8", manifest: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS_MIME, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
        package.writestr("content.xml", ODS_HEAD.format(doctype=doctype, encoding=encoding) + rows + ODS_TAIL)
    return target.getvalue()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"Nimi;Pvm\n", "wrong_kind"),
        ("a.ods", xlsx(("A1", "x")), "wrong_kind"),
        ("a.xlsx", ods(""), "wrong_kind"),
        ("a.csv", xlsx(("A1", "x")), "wrong_kind"),
        ("a.csv", b"%PDF-1.7", "wrong_kind"),
        ("a.csv", "Nimi;Pvm".encode("utf-16"), "encoding"),
        ("a.csv", b"Nimi\x00;Pvm", "encoding"),
        ("a.csv", b"\xe4\x81;Pvm", "encoding"),
        ("a.pdf", b"%PDF-1.7", "unknown_kind"),
        ("a.csv", b"", "empty"),
        ("a.xls", guards_ole := b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_excel"),
        ("a.xlsx", guards_ole + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.ods", ods("", manifest="<m><manifest:encryption-data/></m>"), "encrypted"),
        ("a.xlsx", xlsx(("A1", "x"))[:-400], "broken"),
        ("a.ods", ods("<broken"), "broken"),
        ("a.ods", ods("").replace(b"content.xml", b"CONTENT.XML"), "broken"),
        ("a.ods", ods("", encoding="no-such"), "broken"),
        ("a.ods", ods("", doctype='<!DOCTYPE a [<!ENTITY b "c">]>'), "broken"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, content: bytes, code: str) -> None:
    assert code_of(name, content) == code


def test_a_missing_file_and_a_folder_without_csv_say_so(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        read_book(tmp_path / "ei.xlsx")
    assert caught.value.code == "missing"
    with pytest.raises(SheetError) as caught:
        read_book(tmp_path)
    assert caught.value.code == "no_sheets"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(guards.MAX_FILE_BYTES + 1)
    with pytest.raises(SheetError) as caught:
        read_book(path)
    assert caught.value.code == "too_large"


def test_a_package_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_part(xlsx(("A1", "x")), "xl/media/a.bin", b"\x00" * 5_000_000)
    assert len(bomb) < 20_000
    read_content("a.xlsx", bomb)
    monkeypatch.setattr(guards, "MAX_UNPACKED_BYTES", 4_000_000)
    assert code_of("a.xlsx", bomb) == "too_large_unpacked"


def test_a_cell_in_the_far_corner_does_not_ask_for_gigabytes() -> None:
    assert code_of("a.xlsx", xlsx(("A1", "x"), ("XFD1048576", "y"))) == "too_many_cells"
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    repeated = cell.replace("table-cell o", 'table-cell table:number-columns-repeated="16384" o', 1)
    many = f'<table:table-row table:number-rows-repeated="1048576">{repeated}</table:table-row>'
    assert code_of("a.ods", ods(many)) == "too_many_cells"


def test_a_far_cell_without_content_is_no_reason_to_refuse() -> None:
    sheet = read_content("a.xlsx", xlsx(("A1", "x"), empty="XFD1048576")).sheets[0]
    assert [row.cells for row in sheet.rows if not row.is_empty] == [("x",)]
    far = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    assert read_content("a.ods", ods(far)).sheets[0].rows == ()


def test_the_limits_are_measured_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "CHUNK", 7)
    monkeypatch.setattr(xlsx_part, "CHUNK", 7)
    content = xlsx(("A1", "x"), ("C4", "y"))
    read_content("a.xlsx", content)
    monkeypatch.setattr(guards, "MAX_CELLS", 11)
    assert code_of("a.xlsx", content) == "too_many_cells"
    monkeypatch.setattr(guards, "MAX_CELLS", 12)
    read_content("a.xlsx", content)
