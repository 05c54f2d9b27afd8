"""Published PDFs, looked into by programs of others: poppler's pdfinfo, pdftotext and pdfsig, and qpdf.

Headings, tables and pictures are tagged as PDF/UA wants, text runs in the order in which it is read, and the
archive's form says what it is.
"""

import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.utils import translation

from evaluation.models import Report, ReportFile
from evaluation.reports.templates import TEMPLATES
from tests.cast import Cast
from tests.evaluation.drafts import make_draft, put_out, write
from tests.evaluation.world import make_world

TOOLS = ("pdfinfo", "pdftotext", "pdfsig", "qpdf")
LACKING = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)}")
KINDS = [code for code in TEMPLATES if code not in {"funder_interim", "evaluation"}]  # the final has all


class Files(NamedTuple):
    report: Report
    paper: Path
    archive: Path


def told(tool: str, *arguments: Any) -> str:
    program = shutil.which(tool)
    assert program is not None
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(params=KINDS)
def files(request: Any, cast: Cast, tmp_path: Path) -> Files:
    """A report of each kind, with some text."""
    template = TEMPLATES[request.param]
    programme = make_world(cast.municipality)
    draft = make_draft(
        cast.municipality, programme, cast.coordinator, template=template.code, title="Half a year of work"
    )
    texts = {section.code: f"About {section.code}.\n\n- One point" for section in template.written}
    write(draft, cast.coordinator, **texts)
    report = put_out(draft, cast.coordinator, cast.evaluator, origin="https://laavu.example")
    paper, archive = tmp_path / "paper.pdf", tmp_path / "archive.pdf"
    paper.write_bytes(bytes(report.pdf))
    archive.write_bytes(bytes(ReportFile.objects.get(report=report).content))
    return Files(report, paper, archive)


def tags(pdf: Path) -> list[tuple[int, str]]:
    """The structure as poppler sees it: depth and type of each element."""
    lines = told("pdfinfo", "-struct", pdf).splitlines()
    found = (re.match(r"( *)([A-Z][A-Za-z0-9]*)\b", line) for line in lines)
    return [(len(match[1]), match[2]) for match in found if match]


def objects(pdf: Path) -> dict[str, Any]:
    """The document's objects as qpdf reads them."""
    read: dict[str, Any] = json.loads(told("qpdf", "--json=2", "--json-key=qpdf", pdf))["qpdf"][1]
    return read


def dictionaries(pdf: Path) -> Iterator[dict[str, Any]]:
    for entry in objects(pdf).values():
        value = entry.get("value", entry.get("stream", {}).get("dict"))
        if isinstance(value, dict):
            yield value


def assert_structure(files: Files) -> None:
    found = tags(files.paper)
    kinds = [kind for _depth, kind in found]
    assert kinds[0] == "Document"
    headings = [int(kind[1]) for kind in kinds if re.fullmatch(r"H[1-6]", kind)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(headings)), headings
    assert_tables_have_headers(found)
    figures = [d for d in dictionaries(files.paper) if d.get("/S") == "/Figure"]
    assert len(figures) == kinds.count("Figure")
    assert all(d.get("/Alt", "").removeprefix("u:").strip() for d in figures)
    links = [d for d in dictionaries(files.paper) if d.get("/Subtype") == "/Link"]
    assert all(d.get("/Contents") for d in links)


def assert_tables_have_headers(found: list[tuple[int, str]]) -> None:
    """Each table has rows, its first row only headers, and each further row one and its cells."""
    for at, (depth, kind) in enumerate(found):
        if kind != "Table":
            continue
        inside: list[tuple[int, str]] = []
        for inner in found[at + 1 :]:
            if inner[0] <= depth:
                break
            inside.append(inner)
        rows = [
            [kind for _d, kind in inside[start:end] if kind in {"TH", "TD"}] for start, end in _rows(inside)
        ]
        assert len(rows) > 1
        assert set(rows[0]) == {"TH"}
        assert all(row[0] == "TH" and len(row) == len(rows[0]) for row in rows[1:]), rows


def _rows(inside: list[tuple[int, str]]) -> list[tuple[int, int]]:
    starts = [at for at, (_depth, kind) in enumerate(inside) if kind == "TR"]
    return list(zip(starts, [*starts[1:], len(inside)], strict=True))


def assert_language_title_and_bookmarks(files: Files) -> None:
    root = next(d for d in dictionaries(files.paper) if d.get("/Type") == "/Catalog")
    assert root["/Lang"] == "u:en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is True
    assert "/Outlines" in root
    titles = {
        d["/Title"].removeprefix("u:") for d in dictionaries(files.paper) if "/Dest" in d and "/Title" in d
    }
    assert files.report.title in titles
    info = told("pdfinfo", files.paper)
    assert f"Title:           {files.report.title}" in info
    assert re.search(r"Tagged: +yes", info)


def read_aloud(files: Files) -> str:
    """The text in the order of reading: of a card, whose rows stand side by side, that of its structure."""
    if TEMPLATES[files.report.template].layout == "card":
        return " ".join(re.findall(r'^ *"(.*)"$', told("pdfinfo", "-struct-text", files.paper), re.MULTILINE))
    return told("pdftotext", files.paper, "-")


def assert_reading_order(files: Files) -> None:
    text = re.sub(r"\s+", " ", read_aloud(files))
    wanted = [files.report.title]
    for section in files.report.data["sections"]:
        if section["text"]:
            wanted += [section["heading"], f"About {section['code']}.", "One point"]
    end = 0
    for words in wanted:
        place = text.find(words, end)
        assert place >= 0, f"{words} does not follow {text[max(end - 60, 0) : end]}"
        end = place + len(words)
    footer = f"Report {files.report.data['municipality']}/{files.report.number}, version 1"
    assert footer in re.sub(r"\s+", " ", told("pdftotext", files.paper, "-"))


def assert_sound_and_signed(files: Files) -> None:
    for pdf in (files.paper, files.archive):
        assert "No syntax or stream encoding errors" in told("qpdf", "--check", pdf)
        signed = told("pdfsig", "-nocert", pdf)
        assert "Signature is Valid" in signed
        assert "Total document signed" in signed
        assert "PDF version:     1.7" in told("pdfinfo", pdf)


def assert_archive(files: Files) -> None:
    metadata = told("pdfinfo", "-meta", files.archive)
    assert re.search(r"pdfaid:part(?:>|=[\"'])3", metadata)
    assert re.search(r"pdfaid:conformance(?:>|=[\"'])A", metadata)
    found = list(dictionaries(files.archive))
    root = next(d for d in found if d.get("/Type") == "/Catalog")
    described = [d for d in found if d.get("/Type") == "/Filespec"]
    assert len(set(root["/AF"])) == 3
    assert {d["/UF"].removeprefix("u:") for d in described} == {
        "laavu-data.json", "laavu-method.json", "laavu-law.json",
    }  # fmt: skip
    assert all(d["/AFRelationship"] == "/Data" for d in described)
    assert "/OutputIntents" in root
    field = next(d for d in found if d.get("/FT") == "/Sig")
    assert field["/F"] & 4
    assert not field["/F"] & 2
    assert {"Document", "H1"} <= {kind for _depth, kind in tags(files.archive)}


def assert_paper(files: Files) -> None:
    assert re.search(r"pdfuaid:part(?:>|=[\"'])1", told("pdfinfo", "-meta", files.paper))


def test_each_kind_of_report_stands_up_to_others_eyes(files: Files) -> None:
    """In one test for each kind: making a report takes longer than all that is asked of it."""
    assert_structure(files)
    assert_language_title_and_bookmarks(files)
    assert_reading_order(files)
    assert_sound_and_signed(files)
    assert_archive(files)
    assert_paper(files)
    headings = [section["heading"] for section in files.report.data["sections"]]
    with translation.override("en"):
        assert headings == [str(section.heading) for section in TEMPLATES[files.report.template].sections]
