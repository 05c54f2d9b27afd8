"""The papers of one placement."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed, log_read
from laavu.accounts.choices import ReadAct
from laavu.shared.parts import Chip
from placements.access import paid_placement, paper_read
from placements.models import Placement, PlacementDocument
from villages.access import money_of
from villages.documents.answers import document_response
from villages.documents.keeping import Paper, keep
from villages.documents.pages import SHOWN, Shelf, list_page, new_page, remove_page
from villages.models import Document


@require_safe
@allowed(money_of)
def placement_documents(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The placement's papers: a page, and a part of the placement's own."""
    who = actor(request)
    placement = paid_placement(who, public_id)
    hanging = PlacementDocument.objects.filter(placement=placement).values("document")
    found = Document.objects.visible_to(who).filter(pk__in=hanging).order_by("-uploaded_at", "-id")
    return list_page(request, _shelf(placement), list(found[:SHOWN]))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def placement_document_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    placement = paid_placement(actor(request), public_id)
    return new_page(request, _shelf(placement), lambda paper: _hung(request, placement, paper))


@require_safe
@allowed(money_of)
def placement_document_file(request: HttpRequest, public_id: UUID, file_format: str) -> HttpResponse:
    """The file itself; who took it is noted with the person that it tells of."""
    who = actor(request)
    paper = paper_read(who, public_id)
    document = Document.objects.visible_to(who).get(pk=paper.document_id)
    response = document_response(document, file_format)
    log_read(who, paper.placement.worker, ReadAct.EXPORTED, document.file_name)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def placement_document_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    paper = paper_read(actor(request), public_id)
    document = Document.objects.visible_to(actor(request)).get(pk=paper.document_id)
    return remove_page(request, _shelf(paper.placement), document, timezone.now())


def _hung(request: HttpRequest, placement: Placement, paper: Paper) -> Document:
    document = keep(
        paper, association=placement.association, by=actor(request), at=timezone.now(), is_personal=True
    )
    PlacementDocument.objects.create(
        municipality_id=placement.municipality_id, placement=placement, document=document
    )
    return document


def _shelf(placement: Placement) -> Shelf:
    return Shelf(
        heading=_("Documents: %(name)s") % {"name": placement.worker},
        address=reverse("placement_documents", args=[placement.public_id]),
        add_address=reverse("placement_document_new", args=[placement.public_id]),
        crumbs=(Chip(str(placement), placement.get_absolute_url()),),
        file_name="placement_document_file",
        remove_name="placement_document_remove",
    )
