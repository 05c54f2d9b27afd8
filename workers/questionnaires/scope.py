"""What opens one asking: the secret of a personal link, or the key of a form that is being typed in.

The proof is a setting of one transaction that row-level security reads (laavu/walls.sql). It opens adding
answers to this one asking as long as it waits for them; afterwards it opens nothing.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db import connection, transaction

from laavu.accounts.acting import acting_as


def new_secret() -> str:
    return secrets.token_urlsafe(16)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(f"asking {secret}".encode()).hexdigest()


@contextmanager
def proving(secret: str) -> Iterator[None]:
    """A part of the running transaction that may add answers to the secret's asking."""
    with transaction.atomic():
        _prove(digest_of(secret))
        yield
        # After an error the savepoint takes it back.
        _prove("")


@contextmanager
def by_link(secret: str) -> Iterator[None]:
    """One transaction that sees what the secret opens, and nothing of what the request's user may see."""
    with acting_as(None), proving(secret):
        yield


def _prove(digest: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('laavu.asking', %s, true)", [digest])
