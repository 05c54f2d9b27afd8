"""A paper as an answer to a browser: to keep, never to run."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from laavu.accounts.crypto import CannotDecrypt
from laavu.shared.uploads import MEDIA_TYPES
from villages.documents.keeping import opened
from villages.models import Document


def document_response(document: Document, file_format: str) -> HttpResponse:
    """The file as it was brought. 404 under another suffix than its own."""
    if file_format != document.suffix:
        raise Http404
    try:
        content = opened(document)
    except CannotDecrypt as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=MEDIA_TYPES[document.suffix])
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=document.file_name) or "attachment"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "no-store, private"
    return response
