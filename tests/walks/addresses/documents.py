"""Papers of associations and placements."""

from __future__ import annotations

from placements.models import Placement, PlacementDocument
from tests.walks.addresses.kinds import MONEY, file, form, page
from villages.models import Association, Document

DOCUMENTS = {
    "association_documents": page(MONEY, Association),
    "association_document_new": form(MONEY, Association),
    "document_file": file(MONEY, Document),
    "document_remove": form(MONEY, Document),
    "placement_documents": page(MONEY, Placement),
    "placement_document_new": form(MONEY, Placement),
    "placement_document_file": file(MONEY, PlacementDocument, value="document.public_id"),
    "placement_document_remove": form(MONEY, PlacementDocument, value="document.public_id"),
}
