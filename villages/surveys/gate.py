"""Keeps machines from filling surveys, without puzzles: a trap field, a time, a rate for each link."""

import time
from collections.abc import Mapping

from django.core import signing
from django.core.cache import cache
from django.utils.translation import gettext as _

from villages.models import Invitation

SALT = "survey answer"
TRAP = "_website"
SHORTEST = 3  # seconds that nobody is faster than
WINDOW = 600  # seconds
MOST_IN_WINDOW = 200  # a whole village evening behind one link


def shown_now(token: str) -> str:
    """What the page carries to say when it was shown."""
    return signing.dumps([token, int(time.time())], salt=SALT)


def seconds_since(shown: str, token: str) -> int | None:
    """How long ago the page was shown; None when it says nothing that we wrote."""
    try:
        value = signing.loads(shown, salt=SALT)
    except signing.BadSignature:
        return None
    if not isinstance(value, list) or len(value) != 2 or value[0] != token:
        return None
    return int(time.time()) - int(value[1])


def suspicion(sent: Mapping[str, str], token: str) -> str:
    """Why this looks like a machine's, in words for the person it may be after all; else empty."""
    if sent.get(TRAP, ""):
        return _("A field that people do not see was filled in. Your answers are below: send them again.")
    since = seconds_since(sent.get("_shown", ""), token)
    if since is None or since < SHORTEST:
        return _("That was very quick. Check your answers and send them again.")
    return ""


def is_crowded(invitation: Invitation) -> bool:
    """Count one more sending by the link, and say whether there are too many just now."""
    key = f"survey-{invitation.pk}-{int(time.time()) // WINDOW}"
    cache.add(key, 0, WINDOW)
    return cache.incr(key) > MOST_IN_WINDOW
