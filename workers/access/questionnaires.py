"""Who may ask people, and who sees what they answered: single answers are for evaluators alone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import ADMINISTRATOR, CITY, EVALUATOR, PEOPLE, Wall
from workers.models import Asking, InstrumentPack, Measurement, Worker

OPEN_ASKING = "= ANY((SELECT laavu_open_askings())::bigint[])"
# Rows of instruments that are for groups alone are summed by commands and pages that act for the
# municipality; no role reads one of them.
OPEN_TO_ROLES = "NOT is_group_only OR municipality_id = ANY((SELECT laavu_acting_municipalities())::bigint[])"

WALLS: dict[type[models.Model], Wall] = {
    InstrumentPack: Wall(
        read=CITY,
        write=ADMINISTRATOR,
        also_read="municipality_id = ANY((SELECT laavu_asking_municipalities())::bigint[])",
        history_read=CITY,
    ),
    Asking: Wall(
        read=PEOPLE,
        write=PEOPLE,
        also_read="token_digest = laavu_proved('asking')",
        also_change=f"id {OPEN_ASKING}",
        history_read=PEOPLE,
    ),
    # Read back by who has just written it, while the asking is open; closed for good with it.
    Measurement: Wall(
        read=EVALUATOR,
        write=EVALUATOR,
        also_read=f"asking_id {OPEN_ASKING}",
        also_add=f"asking_id {OPEN_ASKING}",
        only=OPEN_TO_ROLES,
        history_read=EVALUATOR,
    ),
}


def asked_worker(actor: Actor, public_id: Any) -> Worker:
    """A person of the municipality for those who ask, else 404; 403 for others."""
    worker = get_object_or_404(Worker, municipality=actor.municipality, public_id=public_id)
    if not may_ask(actor):
        raise PermissionDenied
    return worker


def pack_write(actor: Actor, public_id: Any) -> InstrumentPack:
    """A loaded pack for administrators: 404 for a foreign one, 403 for others."""
    row = get_object_or_404(InstrumentPack, municipality=actor.municipality, public_id=public_id)
    if not actor.is_administrator:
        raise PermissionDenied
    return row


def may_ask(who: Actor) -> bool:
    """Who asks people and keys what they answered on paper."""
    return who.is_coordinator or who.is_evaluator
