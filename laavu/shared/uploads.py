"""Files that people bring: whether the content is what the name says, and nothing that acts by itself."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import PurePath
from xml.parsers import expat
from zipfile import ZipFile

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laavu.shared.sheets import SheetError
from laavu.shared.sheets.guards import BROKEN, MAX_UNPACKED_BYTES, open_package

MAX_BYTES = 10 * 1024 * 1024
MEBIBYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
PNG, PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
JPEG, JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
PDF_ACTS = (b"/JavaScript", b"/JS ", b"/JS(", b"/JS<", b"/Launch", b"/RichMedia")
WRITTEN_AS_NUMBER = re.compile(rb"#([0-9A-Fa-f]{2})")  # a letter of a PDF's name: /J#53 is /JS
NEAR_START, NEAR_END = 1024, 2048

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
ALIKE = {"jpeg": "jpg"}
ACCEPT = ",".join(f".{suffix}" for suffix in (*MEDIA_TYPES, *ALIKE))

REASONS: dict[str, Promise] = {
    "empty": _("The file is empty."),
    "too_large": _("The file is too large: at most %(megabytes)s megabytes."),
    "unknown_kind": _(
        "Files of this kind are not taken. Bring a PDF, a picture (JPEG, PNG), a table (XLSX, ODS, CSV) "
        "or a text (DOCX, ODT)."
    ),
    "wrong_kind": _("The content of the file %(name)s is not what its name says."),
    "acts": _("The file holds macros or other programs. Save it without them, best as PDF, and try again."),
    "encrypted": _("The file is locked with a password. Save it without one and try again."),
    "broken": _("The file %(name)s is broken and cannot be read."),
}


class UploadError(Exception):
    """A file that is not taken; `code` is a key of REASONS."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.name = name

    @property
    def reason(self) -> str:
        """Why, in the language that is active now."""
        return str(REASONS[self.code]) % {"name": self.name, "megabytes": MAX_BYTES // MEBIBYTE}


def checked_suffix(name: str, content: bytes) -> str:
    """The kind of the file, a key of MEDIA_TYPES. Raises UploadError when it is not what its name says."""
    if not content:
        raise UploadError("empty")
    if len(content) > MAX_BYTES:
        raise UploadError("too_large")
    written = PurePath(name).suffix.lower().removeprefix(".")
    suffix = ALIKE.get(written, written)
    if suffix not in CHECKS:
        raise UploadError("unknown_kind")
    if content.startswith(OLE) and suffix in PACKED:
        raise UploadError("encrypted" if ENCRYPTED_PART in content else "wrong_kind", name)
    CHECKS[suffix](name, content)
    return suffix


def _pdf(name: str, content: bytes) -> None:
    if b"%PDF-" not in content[:NEAR_START] or b"%%EOF" not in content[-NEAR_END:]:
        raise UploadError("wrong_kind", name)
    plain = WRITTEN_AS_NUMBER.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), content)
    if any(act in text for act in PDF_ACTS for text in (content, plain)):
        raise UploadError("acts")


def _jpeg(name: str, content: bytes) -> None:
    if not content.startswith(JPEG) or JPEG_END not in content:
        raise UploadError("wrong_kind", name)


def _png(name: str, content: bytes) -> None:
    if not content.startswith(PNG) or content[12:16] != b"IHDR" or PNG_END not in content[-NEAR_END:]:
        raise UploadError("wrong_kind", name)


def _csv(name: str, content: bytes) -> None:
    start = content[:NEAR_START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    signs = (b"%pdf", b"pk\x03\x04", b"<!doctype", b"<html", b"<?xml", b"<svg", b"mz", b"\x7felf")
    if b"\0" in content or start.startswith(signs):
        raise UploadError("wrong_kind", name)
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise UploadError("wrong_kind", name) from error


# What a package of each kind has to hold: a part, or the words of its part `mimetype`.
PACKED = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
}
ACTING_PARTS = ("vbaproject", "basic/", "scripts/", "activex", "embeddings/", "object ")


def _packed(suffix: str) -> Callable[[str, bytes], None]:
    def check(name: str, content: bytes) -> None:
        try:
            with open_package(io.BytesIO(content), name) as package:
                _parts(package, suffix, name)
        except SheetError as error:
            raise UploadError("encrypted" if error.code == "encrypted" else "wrong_kind", name) from error
        except (*BROKEN, expat.ExpatError) as error:
            raise UploadError("broken", name) from error

    return check


def _parts(package: ZipFile, suffix: str, name: str) -> None:
    """Raises UploadError when the package is of another kind, acts by itself or unpacks to too much."""
    parts = package.infolist()
    names = [part.filename for part in parts]
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UploadError("broken", name)
    if suffix in {"ods", "odt"}:
        is_right = "mimetype" in names and package.read("mimetype").decode("ascii") == PACKED[suffix]
    else:
        is_right = {"[Content_Types].xml", PACKED[suffix]} <= set(names)
    if not is_right:
        raise UploadError("wrong_kind", name)
    if any(acting in part.lower() for part in names for acting in ACTING_PARTS):
        raise UploadError("acts")
    if "[Content_Types].xml" in names and b"macroEnabled" in package.read("[Content_Types].xml"):
        raise UploadError("acts")


CHECKS: dict[str, Callable[[str, bytes], None]] = {
    "pdf": _pdf,
    "jpg": _jpeg,
    "png": _png,
    "csv": _csv,
    **{suffix: _packed(suffix) for suffix in PACKED},
}
