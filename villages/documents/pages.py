"""The pages of a shelf of papers, whoever it belongs to: its list, bringing one, removing one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from laavu.accounts.access import actor
from laavu.accounts.records import FormPage, done, form_page
from laavu.shared.formats import number
from laavu.shared.http import wants_part
from laavu.shared.parts import Chip
from villages.documents.forms import DocumentForm, RemoveForm
from villages.documents.keeping import Paper, remove
from villages.models import Document

SHOWN = 200
KIBIBYTE = 1024
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shelf:
    """Whose papers they are: headings, addresses, and the names of the addresses of one paper."""

    heading: str | Promise
    address: str
    add_address: str
    crumbs: tuple[Chip, ...]
    file_name: str
    remove_name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One paper with its addresses, and its size as people say it."""

    document: Document
    address: str
    remove_address: str
    size: str


def list_page(request: HttpRequest, shelf: Shelf, documents: Sequence[Document]) -> HttpResponse:
    """The papers, newest first; alone for a page that has asked for them as a part."""
    part = wants_part(request)
    context = {
        "shelf": shelf,
        "rows": [_row(shelf, document) for document in documents if document.removed_at is None],
        "removed": [document for document in documents if document.removed_at is not None],
        "with_heading": part,
    }
    return render(request, "villages/parts/documents.html" if part else "villages/documents.html", context)


def new_page(request: HttpRequest, shelf: Shelf, keep: Callable[[Paper], Document]) -> HttpResponse:
    """The form that brings a paper."""
    is_sent = request.method == "POST"
    form = DocumentForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        document = keep(form.paper())
        return done(request, shelf.address, _("%(name)s is kept.") % {"name": document})
    page = FormPage(_("Bring a document"), _("Keep the document"), shelf.address, shelf.crumbs)
    return form_page(request, form, page)


def remove_page(request: HttpRequest, shelf: Shelf, document: Document, at: datetime) -> HttpResponse:
    """The form that takes a paper's file away, with the reason."""
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        remove(document, reason=form.cleaned_data["reason"], by=str(actor(request).user), at=at)
        return done(request, shelf.address, _("%(name)s was removed.") % {"name": document})
    page = FormPage(
        _("Remove the document %(name)s") % {"name": document},
        _("Remove the document"),
        shelf.address,
        shelf.crumbs,
        _("The file is taken away for good. Its name stays, with the day, your name and the reason."),
    )
    return form_page(request, form, page)


def _row(shelf: Shelf, document: Document) -> Row:
    return Row(
        document,
        reverse(shelf.file_name, args=[document.public_id, document.suffix]),
        reverse(shelf.remove_name, args=[document.public_id]),
        _size(document.size),
    )


def _size(size: int) -> str:
    if size < MEBIBYTE:
        return _("%(size)s kB") % {"size": number(max(1, size // KIBIBYTE))}
    return _("%(size)s MB") % {"size": number(size / MEBIBYTE, 1)}
