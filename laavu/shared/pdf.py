"""Documents on paper: the only file that knows WeasyPrint.

A document's template extends base_pdf.html. It can show pictures and style sheets from our static
files, `{% static "laavu/…" %}`, and nothing else: no address outside, no other file of this machine.
What would leave the document without something (a picture, a font, the words for a picture) stops
it instead.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Literal
from urllib.parse import unquote, urlsplit

import weasyprint
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from django.utils._os import safe_join
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# A made-up origin (the top-level domain is reserved and never exists) under which our static files lie.
STATIC_ORIGIN = "https://static.invalid/"
STYLE_SHEET = "laavu/print/print.css"

Variant = Literal["pdf/ua-1", "pdf/a-3a"]
Relationship = Literal["Data", "Source", "Supplement", "Unspecified"]

# WeasyPrint's text layout shares one font map, which two threads must not use at once.
_rendering = threading.RLock()


class PdfError(Exception):
    """The document could not be made as it should be; the message is for the log, not for users."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document, as a report's data set."""

    name: str
    content: bytes
    media_type: str
    description: str = ""
    relationship: Relationship = "Data"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """What a document says of itself. `number` stands in the footer of every page."""

    title: str
    author: str
    number: str = ""
    subject: str = ""
    written_at: datetime | None = None


def render_pdf(
    template: str,
    context: Mapping[str, Any],
    *,
    document: Document,
    language: str | None = None,
    attachments: Sequence[Attachment] = (),
    variant: Variant = "pdf/ua-1",
) -> bytes:
    """A tagged PDF of the template, which gets `document` beside the context.

    `language` is that of the text; without it the one that is active now. Raises PdfError.
    """
    return render_variants(
        template,
        context,
        document=document,
        language=language,
        attachments=attachments,
        variants=[variant],
    )[0]


def render_variants(
    template: str,
    context: Mapping[str, Any],
    *,
    document: Document,
    variants: Iterable[Variant],
    language: str | None = None,
    attachments: Sequence[Attachment] = (),
    tighter: Sequence[Mapping[str, Any]] = (),
) -> list[bytes]:
    """As `render_pdf`, written in each of the variants: laid out once, which is most of the work.

    `tighter`: what else to show, one after the other, while the document takes more than one page.
    """
    with _not_collecting(), _rendering, _errors_raised():
        laid_out = None
        for more in ({}, *tighter):
            html = render_html(template, {**context, **more}, document=document, language=language)
            style, fonts = _style()
            source = weasyprint.HTML(string=html, base_url=STATIC_ORIGIN, url_fetcher=StaticFiles())
            laid_out = source.render(stylesheets=[style], font_config=fonts, pdf_tags=True)
            if len(laid_out.pages) == 1:
                break
        assert laid_out is not None  # noqa: S101 - there is always a first
        return [
            laid_out.copy().write_pdf(
                attachments=[_attached(attachment, document.written_at) for attachment in attachments],
                pdf_variant=variant,
            )
            for variant in variants
        ]


def render_pdf_of(
    template: str,
    parts: Iterable[Mapping[str, Any]],
    *,
    document: Document,
    language: str | None = None,
    variant: Variant = "pdf/ua-1",
) -> bytes:
    """As `render_pdf`, of many contexts after one another in one PDF. At least one.

    Each part is laid out by itself, so that memory and time grow with the number of parts and not faster,
    and between two parts others may lay out theirs. Pages are counted in each part.
    """
    laid_out: list[Any] = []
    with _not_collecting():
        for context in parts:
            html = render_html(template, context, document=document, language=language)
            with _rendering, _errors_raised():
                style, fonts = _style()
                source = weasyprint.HTML(string=html, base_url=STATIC_ORIGIN, url_fetcher=StaticFiles())
                laid_out.append(source.render(stylesheets=[style], font_config=fonts, pdf_variant=variant))
        pages = [page for part in laid_out for page in part.pages]
        with _rendering, _errors_raised():
            pdf: bytes = laid_out[0].copy(pages).write_pdf(pdf_variant=variant)
    return pdf


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Boxes of all pages live until the document is written: looking for garbage among them again and again
    would take a third of the time and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def render_html(
    template: str, context: Mapping[str, Any], *, document: Document, language: str | None = None
) -> str:
    """The HTML that the PDF is made of, for tests and previews."""
    with translation.override(language or translation.get_language()):
        return render_to_string(template, {**context, "document": document})


@lru_cache(maxsize=1)
def _style() -> tuple[weasyprint.CSS, FontConfiguration]:
    """The style sheet and its fonts, read once a process: most of a letter's time would go to them."""
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(url=STATIC_ORIGIN + STYLE_SHEET, url_fetcher=StaticFiles(), font_config=fonts)
    return sheet, fonts


class StaticFiles(URLFetcher):  # type: ignore[misc]
    """Answers with our static files. Any other address is an error that stops the document."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        path = static_path(url)
        if path is None:
            raise FatalURLFetchingError(f"not one of our static files: {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _media_type(path)})


def static_path(url: str) -> Path | None:
    """The file behind an address under the made-up origin; None for all other addresses."""
    if not url.startswith(STATIC_ORIGIN):
        return None
    name = unquote(urlsplit(url).path).removeprefix(settings.STATIC_URL).lstrip("/")
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found)
    # Where the files have been collected, `static` gives names with a fingerprint that finders do not know.
    collected = Path(safe_join(settings.STATIC_ROOT, name)) if settings.STATIC_ROOT else None
    return collected if collected is not None and collected.is_file() else None


MEDIA_TYPES = {
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


def _media_type(path: Path) -> str:
    return MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")


def _attached(attachment: Attachment, written_at: datetime | None) -> weasyprint.Attachment:
    result = weasyprint.Attachment(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        created=written_at,
        modified=written_at,
        relationship=attachment.relationship,
    )
    # WeasyPrint would guess the media type from the name, differently on each machine.
    result.source = _opened(attachment)
    return result


@contextmanager
def _opened(attachment: Attachment) -> Iterator[tuple[IO[bytes], None, None, str]]:
    yield BytesIO(attachment.content), None, None, attachment.media_type


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _errors_raised() -> Iterator[None]:
    """Makes an exception of what WeasyPrint only logs."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector()
    logger.addHandler(collector)
    try:
        yield
    except FatalURLFetchingError as error:  # not an Exception: nothing above us would catch it
        raise PdfError(str(error)) from error
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise PdfError("; ".join(collector.messages))
