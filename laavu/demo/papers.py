"""Copies of employment contracts, drawn: most placements have theirs, a few are still asked for."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from laavu.demo import drawing
from laavu.demo.making import Demo
from laavu.demo.pay import payers
from placements.models import Placement, PlacementDocument
from villages.choices import DocumentKind
from villages.documents.keeping import Paper, keep

YEAR = timedelta(days=365)
BROUGHT_AFTER = timedelta(days=12)
WITHOUT = 9  # one in so many


def make_papers(demo: Demo) -> None:
    """Contracts of placements in associations that have been in force within a year."""
    content = drawing.drawn(drawing.paper, is_after=True).content
    found = []
    for association, by in payers(demo):
        recent = Placement.objects.filter(association=association, period__endswith__gt=demo.last - YEAR)
        for number, placement in enumerate(recent.order_by("pk")):
            brought = placement.period.first + BROUGHT_AFTER
            if number % WITHOUT == WITHOUT - 1 or brought > demo.last:
                continue
            at = timezone.make_aware(datetime.combine(brought, time(9)))
            paper = Paper("tyosopimus.jpg", "jpg", content, DocumentKind.CONTRACT)
            document = keep(paper, association=association, by=by, at=at, is_personal=True)
            found.append(PlacementDocument(placement=placement, document=document))
    demo.save(found)
