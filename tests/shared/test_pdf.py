"""Documents on paper: readable by a screen reader, whole without the network, of our own files only."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.contrib.staticfiles import finders
from pytest_django import Settings

from laavu.shared.charts import BarChart, Series
from laavu.shared.pdf import (
    STATIC_ORIGIN,
    STYLE_SHEET,
    Attachment,
    Document,
    PdfError,
    Variant,
    render_html,
    render_pdf,
    static_path,
)

BODY = """{% extends "base_pdf.html" %}{% load charts static %}
{% block cover %}<section class="cover"><h1>{{ document.title }}</h1></section>{% endblock %}
{% block content %}
<h2>Tulokset</h2><p>Šaara Žuuri, 12 €, {{ text }}</p>{% chart figures on_paper=True %}
<table><caption>Tunnit</caption><thead><tr><th scope="col">Nimi</th><th scope="col">Tunnit</th></tr></thead>
<tbody>{% for row in rows %}<tr><th scope="row">{{ row }}</th><td>7,50</td></tr>{% endfor %}</tbody></table>
{{ extra|safe }}{% endblock %}"""
DOCUMENT = Document(
    title="Kylät töissä & <muuta>",
    author="Kaupunki",
    number="R-2016-7",
    subject="Arviointi",
    written_at=datetime(2016, 12, 31, 12, tzinfo=UTC),
)
CHART = BarChart(
    title="Tunnit kaksinkertaistuivat",
    description="Pylväät vuosittain",
    categories=("2015", "2016"),
    series=(Series("Tunnit", (10, 20)),),
    category_heading="Vuosi",
    unit="h",
)


@pytest.fixture(autouse=True)
def _template(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "report.html").write_text(BODY)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], tmp_path]}]


def made(
    *, extra: str = "", rows: int = 3, attachments: tuple[Attachment, ...] = (), **options: Any
) -> bytes:
    context = {"figures": CHART, "rows": range(rows), "text": "<b>", "extra": extra}
    return render_pdf(
        "report.html", context, document=DOCUMENT, language="fi", attachments=attachments, **options
    )


def catalog(pdf: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(pdf)).trailer["/Root"]


def tagged(node: Any) -> Iterator[Any]:
    """Every element of the tag tree in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for kid in node:
            yield from tagged(kid)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from tagged(node.get("/K"))


def test_a_document_says_what_it_is() -> None:
    pdf = made()
    reader, root = pypdf.PdfReader(BytesIO(pdf)), catalog(pdf)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (DOCUMENT.title, "Kaupunki")
    assert reader.metadata.subject == "Arviointi"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "fi",
        True,
        True,
    )
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()


def test_a_screen_reader_finds_headings_tables_and_the_words_for_a_picture() -> None:
    elements = list(tagged(catalog(made())["/StructTreeRoot"]))
    kinds = [element["/S"] for element in elements]
    assert {"/H1", "/H2", "/P", "/Caption", "/Table", "/THead", "/TR", "/TH", "/TD"} <= set(kinds)
    assert [element["/Alt"] for element in elements if element["/S"] == "/Figure"] == [CHART.title]
    cells = [element for element in elements if element["/S"] == "/TD"]
    assert all(len(cell["/A"]["/Headers"]) == 2 for cell in cells)


def test_headings_become_bookmarks() -> None:
    outline: Any = pypdf.PdfReader(BytesIO(made())).outline
    assert [str(entry["/Title"]) for entry in (outline[0], *outline[1])] == [DOCUMENT.title, "Tulokset"]


def test_every_page_has_its_number_and_the_reports_and_repeated_table_headings() -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(made(rows=80))).pages]
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert f"{number}/{len(pages)}" in text
        assert "R-2016-7" in text
    assert all("Nimi" in text for text in pages[1:])


def test_only_our_own_typeface_is_used_and_it_is_inside() -> None:
    fonts = set()
    for page in pypdf.PdfReader(BytesIO(made())).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            fonts.add(str(font.get_object()["/BaseFont"]))
            assert "/FontFile2" in descendant["/FontDescriptor"]
    assert fonts
    assert all("Atkinson" in font for font in fonts)


def test_a_data_set_goes_inside_and_comes_out_the_same() -> None:
    data = Attachment("aineisto.json", b'{"a": 1}', "application/json", "Raportin aineisto")
    sheet = Attachment(
        "luvut.xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    pdf = made(attachments=(data, sheet))
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert reader.attachments["aineisto.json"] == [data.content]
    names = catalog(pdf)["/Names"]["/EmbeddedFiles"]["/Names"]
    specification = names[1].get_object()
    assert specification["/Desc"] == "Raportin aineisto"
    assert specification["/EF"]["/F"]["/Subtype"] == "/application/json"
    assert names[3].get_object()["/EF"]["/F"]["/Subtype"] == f"/{sheet.media_type}"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/a.png",
        "https://example.org/a.png",
        "file:///etc/hostname",
        "data:image/png;base64,AAAA",
        "ftp://127.0.0.1/a.png",
        "missing.png",
        "%2e%2e/%2e%2e/pyproject.toml",
        "https://static.invalid.example.org/a.png",
    ],
)
def test_a_document_with_any_other_file_is_not_made(url: str) -> None:
    with pytest.raises(PdfError):
        made(extra=f'<img src="{url}" alt="x">')


def test_a_picture_without_words_stops_the_document(tmp_path: Path, settings: Settings) -> None:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    (tmp_path / "static" / "own").mkdir(parents=True)
    (tmp_path / "static" / "own" / "a.svg").write_text(picture)
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, tmp_path / "static"]
    assert made(extra='<img src="/static/own/a.svg" alt="Neliö">').startswith(b"%PDF")
    with pytest.raises(PdfError, match="alt"):
        made(extra='<img src="/static/own/a.svg">')


def test_a_file_is_found_where_files_are_collected_under_a_fingerprint(
    tmp_path: Path, settings: Settings
) -> None:
    settings.STATIC_ROOT = str(tmp_path)
    (tmp_path / "logo.0a1b2c.png").write_bytes(b"x")
    assert static_path(f"{STATIC_ORIGIN}static/logo.0a1b2c.png") == tmp_path / "logo.0a1b2c.png"
    assert static_path(f"{STATIC_ORIGIN}static/other.png") is None


def test_the_source_is_in_the_asked_language_and_escaped() -> None:
    html = render_html(
        "report.html",
        {"figures": CHART, "rows": [], "text": "<b>", "extra": ""},
        document=DOCUMENT,
        language="sv",
    )
    assert '<html lang="sv">' in html
    assert "<title>Kylät töissä &amp; &lt;muuta&gt;</title>" in html
    assert "&lt;b&gt;" in html


def test_no_text_is_smaller_than_nine_points() -> None:
    path = finders.find(STYLE_SHEET)
    assert isinstance(path, str)
    sizes = re.findall(r"font(?:-size)?: ([\d.]+)pt", Path(path).read_text())
    assert len(sizes) > 5
    assert min(map(float, sizes)) >= 9


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("variant", ["pdf/ua-1", "pdf/a-3a"])
def test_the_file_is_sound_in_both_variants(tmp_path: Path, variant: Variant) -> None:
    (tmp_path / "a.pdf").write_bytes(
        made(variant=variant, attachments=(Attachment("a.csv", b"a;b", "text/csv"),))
    )
    qpdf = shutil.which("qpdf")
    assert qpdf
    checked = subprocess.run(
        [qpdf, "--check", tmp_path / "a.pdf"], check=False, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
