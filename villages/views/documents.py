"""An association's own papers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, log_read
from laavu.accounts.choices import ReadAct
from laavu.shared.parts import Chip
from villages.access import document_read, money_of, treasury_read
from villages.documents.answers import document_response
from villages.documents.keeping import keep
from villages.documents.pages import SHOWN, Shelf, list_page, new_page, remove_page
from villages.models import Association, Document


@require_safe
@allowed(money_of)
def association_documents(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The association's papers: a page, and a part of the association's own."""
    association = treasury_read(actor(request), public_id)
    found = Document.objects.visible_to(actor(request)).filter(association=association, is_personal=False)
    return list_page(
        request, _shelf(request, association), list(found.order_by("-uploaded_at", "-id")[:SHOWN])
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def association_document_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    association = treasury_read(who, public_id)
    return new_page(
        request,
        _shelf(request, association),
        lambda paper: keep(paper, association=association, by=who, at=timezone.now()),
    )


@require_safe
@allowed(money_of)
def document_file(request: HttpRequest, public_id: UUID, file_format: str) -> HttpResponse:
    """The file itself; who took it is noted."""
    who = actor(request)
    document = document_read(who, public_id)
    response = document_response(document, file_format)
    log_read(who, document, ReadAct.EXPORTED)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def document_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    document = document_read(actor(request), public_id)
    assert document.association is not None  # noqa: S101 - a paper of nobody in particular has one
    return remove_page(request, _shelf(request, document.association), document, timezone.now())


def _shelf(request: HttpRequest, association: Association) -> Shelf:
    address = association.get_absolute_url() if actor(request).is_coordinator else ""
    return Shelf(
        heading=_("Documents: %(name)s") % {"name": association},
        address=reverse("association_documents", args=[association.public_id]),
        add_address=reverse("association_document_new", args=[association.public_id]),
        crumbs=(Chip(str(association), address),) if address else (),
        file_name="document_file",
        remove_name="document_remove",
    )
