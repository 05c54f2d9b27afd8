"""Ten thousand ways to send something wrong: made by chance from a seed, so that each can be made again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from laavu.shared.sheets import Column, SheetToWrite, write_xlsx

ODD = (
    "", " ", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "\0", "a\0b", "\u202e", "\ufffe",
    "1e999", "-0", "NaN", "inf", "9" * 400, "-1", "5", "12,5", "1.3.2026", "32.13.2026", "yard", "weekly",
    "'; DROP TABLE villages_answer; --", "{{7*7}}", "{% load x %}", "x" * 5000, "=1+1", "../../etc/passwd",
    "%00", "%s%d", "ÅÄÖ" * 200, "🪵" * 50, "true", "[]", "{}", "null", "00000000-0000-0000-0000-000000000000",
)  # fmt: skip
NAMES = (
    "works.0.work", "works.0.hours", "works.0.people", "works.99.work", "works", "urgent_why", "urgent",
    "place", "place.lat", "place.lon", "photo", "own_skills", "needs", "..", "a.b.c",
    "_village", "_version", "_shown",
    "_name", "_phone", "_email", "_key", "_website", "csrfmiddlewaretoken", "language",
)  # fmt: skip
FILE_NAMES = (
    "a.png", "a.jpg", "a.pdf", "a.xlsx", "a.ods", "a.csv", "a.docx", "a.exe", "a", "", "ä" * 200 + ".png",
    "../../a.pdf", "a.pdf.exe", "<b>.png", "a\0.png", ".csv",
)  # fmt: skip
TABLE = 'päivä;kylä\r\n1.3.2026;=1+1\r\n"auki'
TYPES = ("image/png", "image/jpeg", "application/pdf", "text/csv", "text/html", "application/octet-stream")


@dataclass
class Post:
    """One request: `raw` bodies go as they are."""

    address: str
    fields: dict[str, Any] = field(default_factory=dict)
    raw: tuple[bytes, str] | None = None


def picture(chance: Random) -> bytes:
    target = io.BytesIO()
    shape = Image.effect_noise((16, 16), 60)
    shape.convert("RGB").save(target, chance.choice(("PNG", "JPEG", "GIF", "BMP", "WEBP")))
    return target.getvalue()


def package(chance: Random) -> bytes:
    """A ZIP that claims to be a workbook or a text."""
    target = io.BytesIO()
    parts = (
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "word/document.xml",
        "mimetype",
    )
    texts = ("<x/>", "<workbook>", "\0\1", "", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "x" * 3000)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as found:
        for name in chance.sample(parts, chance.randint(1, 4)):
            found.writestr(name, chance.choice(texts))
    return target.getvalue()


def content(chance: Random) -> bytes:
    """A file's bytes: noise, a file of another kind, or a good one with a few bytes broken or cut off."""
    made: Callable[[], bytes] = chance.choice(
        (
            lambda: chance.randbytes(chance.randint(0, 300)),
            lambda: b"",
            lambda: b"%PDF-1.7\n" + chance.randbytes(60) + b"/JavaScript %%EOF",
            lambda: picture(chance),
            lambda: package(chance),
            lambda: 'päivä;kylä\r\n1.3.2026;=1+1\r\n"auki'.encode(
                chance.choice(("utf-8", "cp1252", "utf-16"))
            ),
            lambda: b"\xff\xd8\xff\xe0" + chance.randbytes(90),
            lambda: b"<!doctype html><script>alert(1)</script>",
            lambda: b"x" * 10_000_001 if chance.random() < 0.02 else b"x" * 4000,
        )
    )
    found = bytearray(made())
    if found and chance.random() < 0.6:
        for _byte in range(chance.randint(1, 8)):
            found[chance.randrange(len(found))] = chance.randrange(256)
        found = found[: chance.randint(1, len(found))] if chance.random() < 0.3 else found
    return bytes(found)


FORM_TYPES = (
    "text", "integer", "range", "image", "select_one a", "select_multiple a", "begin_group", "end_group",
    "begin_repeat", "end_repeat", "note", "",
)  # fmt: skip
FORM_HEADS = (
    "label", "label::English", "hint::sv", "required", "relevant", "constraint", "parameters", "repeat_count",
    "body::highest", "default", "label::French (fr)",
)  # fmt: skip
FORM_CELLS = (
    "${q1} = 'x'", "selected(${q1}, 'x')", "${q2} >= 99999999999999999999", ". >= 1 and . <= 99999999999",
    ". >= 5 and . <= 2", "start=5 end=1", "start=99999999999 end=99999999999", "needed", "Teksti",
)  # fmt: skip


def form(chance: Random) -> SimpleUploadedFile:
    """A whole workbook, such as an XLSForm is, with odd things in its cells."""
    odd = [one for one in ODD if "\0" not in one and "\ufffe" not in one]
    heads = ["type", "name", *chance.sample(FORM_HEADS, chance.randint(0, 6))]
    rows = []
    for _row in range(chance.randint(0, 6)):
        more = [chance.choice((*FORM_CELLS, chance.choice(odd))) for _head in heads[2:]]
        rows.append([chance.choice(FORM_TYPES), chance.choice(("q1", "q2", chance.choice(odd))), *more])
    choices = [["a", chance.choice(("x", "y", *odd)), chance.choice(odd)] for _row in range(3)]
    target = io.BytesIO()
    sheets = (("survey", heads, rows), ("choices", ["list_name", "name", "label"], choices))
    write_xlsx(target, [SheetToWrite(name, [Column(one) for one in top], of) for name, top, of in sheets])
    return SimpleUploadedFile("form.xlsx", target.getvalue())


def file(chance: Random) -> SimpleUploadedFile:
    return SimpleUploadedFile(chance.choice(FILE_NAMES) or "x", content(chance), chance.choice(TYPES))


def fields(chance: Random, names: tuple[str, ...], most: int = 8) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in chance.sample(names, chance.randint(0, min(most, len(names)))):
        found[name] = chance.choice((chance.choice(ODD), [chance.choice(ODD) for _one in range(3)]))
        if chance.random() < 0.1:
            found[name] = file(chance)
    return found


def token(chance: Random, real: str) -> str:
    """A link's token, mostly a wrong one."""
    letters = list(real)
    letters[chance.randrange(len(letters))] = chance.choice("abcdefghjk23456789")
    return chance.choice(
        (real, "".join(letters), real[:-1], real.upper(), "x" * 22, str(UUID(int=chance.getrandbits(128))))
    )


def spoiled(chance: Random, post: Post) -> Post:
    """The request's body with something wrong in its form: its boundary, its letters, its end."""
    body = encode_multipart(BOUNDARY, post.fields)
    kinds = (
        (body[: chance.randint(0, len(body))], MULTIPART_CONTENT),
        (body, "multipart/form-data; boundary=other"),
        (body, "multipart/form-data"),
        (chance.randbytes(200), MULTIPART_CONTENT),
        (b"works.0.work=%ff%fe&a=%zz&=&&", "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % number for number in range(6000)), "application/x-www-form-urlencoded"),
        (b'{"works": [', "application/json"),
        (b"\xff\xfe\0", "text/plain; charset=utf-99"),
    )
    return Post(post.address, raw=chance.choice(kinds))
