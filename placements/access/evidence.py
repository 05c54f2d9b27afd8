"""Who may have evidence made and take it: coordinators, and treasurers of their own association."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import Wall
from placements.access.pay import OWN_MONEY, WAGES
from placements.models import EvidenceFile

WALLS: dict[type[models.Model], Wall] = {
    EvidenceFile: Wall(
        read=WAGES.read, write=WAGES.write, also_read=OWN_MONEY, also_write=OWN_MONEY, grow_only=True
    )
}


def evidence_read(who: Actor, public_id: Any) -> EvidenceFile:
    """The file without its bytes, else 404."""
    found = EvidenceFile.objects.visible_to(who).select_related("placement__worker")
    return get_object_or_404(found, public_id=public_id)
