"""Who may give published reports to others: links without an account, keys for programs.

A link's or a key's own secret is a proof in the transaction's settings (`evaluation.sharing.proof`); with
it the database shows the published reports behind it, and nothing else.
"""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404

from evaluation.models import ApiToken, ApiUse, ShareLink, ShareUse
from laavu.accounts.actor import Actor
from laavu.accounts.wall import ADMINISTRATOR, CITY, PEOPLE, Wall

SHARED = "{id} = ANY((SELECT laavu_shared_links())::bigint[])"
SHARED_LINK = "link_id = ANY((SELECT laavu_shared_links())::bigint[])"
PROVED_TOKEN = "{id} = ANY((SELECT laavu_api_tokens())::bigint[])"  # noqa: S105 - a condition, no secret
PROVED_USE = "token_id = ANY((SELECT laavu_api_tokens())::bigint[])"

WALLS: dict[type[models.Model], Wall] = {
    ShareLink: Wall(read=CITY, write=PEOPLE, also_read=SHARED),
    ShareUse: Wall(read=CITY, write=(), also_read=SHARED_LINK, also_add=SHARED_LINK, grow_only=True),
    ApiToken: Wall(read=ADMINISTRATOR, write=ADMINISTRATOR, also_read=PROVED_TOKEN),
    ApiUse: Wall(read=ADMINISTRATOR, write=(), also_read=PROVED_USE, also_add=PROVED_USE, grow_only=True),
}


def link_write(actor: Actor, public_id: Any) -> ShareLink:
    """The municipality's link, else 404."""
    rows = ShareLink.objects.select_related("programme", "report")
    return get_object_or_404(rows, municipality=actor.municipality, public_id=public_id)


def token_write(actor: Actor, public_id: Any) -> ApiToken:
    """The municipality's key, else 404."""
    return get_object_or_404(ApiToken, municipality=actor.municipality, public_id=public_id)
