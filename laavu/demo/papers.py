"""Papers, drawn: each association's insurance, contracts of most placements; a few are still asked for."""

from __future__ import annotations

from datetime import timedelta

from laavu.demo import drawing
from laavu.demo.making import Demo, morning
from laavu.demo.pay import payers
from placements.models import Placement, PlacementDocument
from villages.choices import DocumentKind
from villages.documents.keeping import Paper, keep

YEAR = timedelta(days=365)
BROUGHT_AFTER = timedelta(days=12)
WITHOUT = 9  # one in so many


def make_papers(demo: Demo) -> None:
    """Insurances, and contracts of placements in associations that have been in force within a year."""
    content = drawing.drawn(drawing.paper, is_after=True).content
    found = []
    for association, by in payers(demo):
        insurance = Paper("vakuutussopimus.jpg", "jpg", content, DocumentKind.INSURANCE)
        keep(insurance, association=association, by=by, at=morning(demo.first + BROUGHT_AFTER))
        recent = Placement.objects.filter(association=association, period__endswith__gt=demo.last - YEAR)
        for number, placement in enumerate(recent.order_by("pk")):
            brought = placement.period.first + BROUGHT_AFTER
            if number % WITHOUT == WITHOUT - 1 or brought > demo.last:
                continue
            paper = Paper("tyosopimus.jpg", "jpg", content, DocumentKind.CONTRACT)
            document = keep(paper, association=association, by=by, at=morning(brought), is_personal=True)
            found.append(PlacementDocument(placement=placement, document=document))
    demo.save(found)
