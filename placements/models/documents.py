"""Papers that tell of one placement."""

from django.db import models

from laavu.accounts.models import Tenant, tracked
from placements.models.placements import Placement
from villages.models import Document


@tracked()
class PlacementDocument(Tenant):
    """Hangs a paper on a placement: contract, decision, signed month sheet, pay slip and others."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="documents")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.document}"
