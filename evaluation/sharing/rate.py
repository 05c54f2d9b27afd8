"""How often a link or a key may be used."""

import time

from django.core.cache import cache

WINDOW = 60  # seconds
MOST_BY_LINK = 120  # a meeting that opens one link together
MOST_BY_KEY = 120


def is_crowded(what: str, pk: int, *, most: int) -> bool:
    """Count one more use, and say whether there are too many in this minute."""
    key = f"{what}-{pk}-{int(time.time()) // WINDOW}"
    cache.add(key, 0, WINDOW)
    return cache.incr(key) > most
