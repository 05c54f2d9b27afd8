"""Papers for the walks: one of an association, one of a person."""

from __future__ import annotations

from typing import Any

from placements.models import PlacementDocument
from tests import factories as make


def plant_documents(keep: Any, association: Any, placement: Any, mark: str) -> None:
    content = f"nimi;tunnit\r\n{mark};5,5\r\n".encode()
    common: dict[str, Any] = {"content": content, "uploaded_by": f"{mark} Tuoja", "note": f"{mark} kuvaus"}
    keep(make.make_document(association, file_name=f"{mark}-vakuutus.csv", kind="insurance", **common))
    paper = keep(make.make_document(association, file_name=f"{mark}-sopimus.csv", is_personal=True, **common))
    keep(
        PlacementDocument.objects.create(
            municipality=placement.municipality, placement=placement, document=paper
        )
    )
