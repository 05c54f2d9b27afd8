"""Answers that are files, and requests for a part of a page."""

from collections.abc import Iterable, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.utils.text import slugify

from laavu.shared.sheets import Column, SheetToWrite, write_csv, write_xlsx

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
}
IN_MEMORY = 5_000_000


def sheet_response(
    name: str, file_format: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]
) -> FileResponse:
    """A list as XLSX or CSV. 404 for another format. Written whole before it is sent: the database answers
    within the request's transaction only."""
    if file_format not in {"xlsx", "csv"}:
        raise Http404
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    if file_format == "xlsx":
        write_xlsx(target, [SheetToWrite(name, columns, rows)], title=name)
    else:
        write_csv(target, columns, rows)
    target.seek(0)
    return file_response(target, name, file_format)


def file_response(content: Any, name: str, file_format: str) -> FileResponse:
    """A file to keep, under a name that every system takes."""
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"{slugify(name) or 'laavu'}.{file_format}",
        content_type=TYPES[file_format],
    )


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page rather than going back in history to the whole."""
    details = getattr(request, "htmx", None)
    return details is not None and bool(details) and not (details.boosted or details.history_restore_request)
