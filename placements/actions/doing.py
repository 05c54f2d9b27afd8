"""The transaction in which every action runs."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import IntegrityError, connection, transaction

from laavu.accounts.actor import Actor
from placements.problems import refusal_of


@contextmanager
def done_by(who: Actor) -> Iterator[None]:
    """One transaction, in history by the actor's name; what the database refuses comes out as `Refused`."""
    try:
        with transaction.atomic(), pghistory.context(user=who.user.pk, name=str(who.user)):
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise refusal_of(error) from error
