"""What a secret opens: published reports behind a link, or of the municipality whose key a program has.

The hash of the secret is a setting of one transaction that row-level security reads (laavu/walls.sql). With
it the database shows those published reports and nothing else; the signed-in user's rights are laid aside.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from evaluation.sharing.secret import digest_of
from laavu.accounts.acting import acting_as


@contextmanager
def proved(*, share: str = "", api_key: str = "") -> Iterator[None]:
    """One transaction that sees what these secrets open."""
    with acting_as(None):
        _prove(digest_of(share) if share else "", digest_of(api_key) if api_key else "")
        yield
        # After an error the savepoint takes them back.
        _prove("", "")


def _prove(share: str, api_key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('laavu.share', %s, true), set_config('laavu.api_key', %s, true)",
            [share, api_key],
        )
