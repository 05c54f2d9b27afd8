"""A file is taken when its content is what its name says and nothing in it acts by itself."""

from __future__ import annotations

import io
import zipfile

import pytest

from laavu.shared.sheets import Column, SheetToWrite, write_xlsx
from laavu.shared.uploads import MAX_BYTES, OLE, UploadError, checked_suffix

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9"
CSV = "päivä;tunnit\r\n1.3.2026;5,5\r\n"


def packed(*parts: str, **texts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in parts:
            package.writestr(name, "<x/>")
        for name, text in texts.items():
            package.writestr(name, text)
    return target.getvalue()


def xlsx() -> bytes:
    target = io.BytesIO()
    write_xlsx(target, [SheetToWrite("Tunnit", [Column("Nimi")], [["Veikko"]])])
    return target.getvalue()


DOCX = ("[Content_Types].xml", "word/document.xml")
XLSX = ("[Content_Types].xml", "xl/workbook.xml")
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "content", "suffix"),
    [
        ("sopimus.pdf", PDF, "pdf"),
        ("KUVA.JPEG", JPEG, "jpg"),
        ("kuva.png", PNG, "png"),
        ("tunnit.csv", CSV.encode(), "csv"),
        ("vanha.csv", CSV.encode("cp1252"), "csv"),
        ("tunnit.xlsx", xlsx(), "xlsx"),
        ("kirje.docx", packed(*DOCX), "docx"),
        ("tunnit.ods", packed("content.xml", mimetype=ODS), "ods"),
        ("kirje.odt", packed("content.xml", mimetype=ODT), "odt"),
    ],
)
def test_what_offices_write_is_taken(name: str, content: bytes, suffix: str) -> None:
    assert checked_suffix(name, content) == suffix


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("sopimus.pdf", b"", "empty"),
        ("sopimus.pdf", PDF + b" " * MAX_BYTES, "too_large"),
        ("ohjelma.exe", b"MZ\x90", "unknown_kind"),
        ("sivu.html", b"<!doctype html>", "unknown_kind"),
        ("kuva.svg", b"<svg/>", "unknown_kind"),
        ("ilman", PDF, "unknown_kind"),
        ("sopimus.pdf", PNG, "wrong_kind"),
        ("sopimus.pdf", PDF[:30], "wrong_kind"),
        ("kuva.jpg", PDF, "wrong_kind"),
        ("kuva.png", JPEG, "wrong_kind"),
        ("kuva.png", PNG[:-4], "wrong_kind"),
        ("tunnit.csv", PDF, "wrong_kind"),
        ("tunnit.csv", b"<html><script>", "wrong_kind"),
        ("tunnit.csv", b"a;b\0", "wrong_kind"),
        ("tunnit.xlsx", packed(*DOCX), "wrong_kind"),
        ("tunnit.xlsx", PDF, "wrong_kind"),
        ("kirje.docx", xlsx(), "wrong_kind"),
        ("kirje.odt", packed("content.xml", mimetype=ODS), "wrong_kind"),
        ("kirje.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("kirje.docx", OLE, "wrong_kind"),
        ("kirje.docx", packed(*DOCX)[:-30], "wrong_kind"),
        ("kirje.docx", packed(*DOCX, "word/vbaProject.bin"), "acts"),
        ("tunnit.xlsx", packed(*XLSX, "xl/activeX/activeX1.xml"), "acts"),
        ("kirje.odt", packed("Basic/Standard/Module1.xml", mimetype=ODT), "acts"),
        ("sopimus.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript>>"), "acts"),
        ("sopimus.pdf", PDF.replace(b"/Catalog", b"/Catalog/AA<</S/Launch>>"), "acts"),
        ("sopimus.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/J#61vaScript>>"), "acts"),
    ],
)
def test_what_is_something_else_is_refused_with_its_reason(name: str, content: bytes, code: str) -> None:
    with pytest.raises(UploadError) as refused:
        checked_suffix(name, content)
    assert refused.value.code == code
    assert refused.value.reason.endswith(".")


def test_a_workbook_whose_types_say_macros_is_refused_without_the_macros_themselves() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
        package.writestr("[Content_Types].xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    with pytest.raises(UploadError, match="acts"):
        checked_suffix("tunnit.xlsx", target.getvalue())
