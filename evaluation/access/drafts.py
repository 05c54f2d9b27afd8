"""Who may write, review and publish reports."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404

from evaluation.models import DraftFigures, ReportDraft, SectionText
from laavu.accounts.actor import Actor
from laavu.accounts.wall import PEOPLE, Wall

WALLS: dict[type[models.Model], Wall] = {
    ReportDraft: Wall(read=PEOPLE, write=PEOPLE),
    SectionText: Wall(read=PEOPLE, write=PEOPLE),
    DraftFigures: Wall(read=PEOPLE, write=PEOPLE),
}


def draft_read(actor: Actor, public_id: Any) -> ReportDraft:
    """The draft if the actor may see it, else 404."""
    return get_object_or_404(
        ReportDraft.objects.visible_to(actor).select_related("programme", "corrects", "report"),
        public_id=public_id,
    )
