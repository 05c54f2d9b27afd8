"""For whom the database answers: row-level security reads these settings of the transaction.

Nothing set means that nobody sees anything. Requests act for the signed-in user (middleware);
commands and background work act for a municipality, and say so here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import ProgrammingError, connections, transaction

from laavu.accounts.models import Municipality

USER = "laavu.user_id"
MUNICIPALITIES = "laavu.municipality_ids"
INSUFFICIENT_PRIVILEGE = "42501"


@contextmanager
def acting_as(user_id: int | None, *, using: str = "default") -> Iterator[None]:
    """One transaction in which the rows that this user may see are there, and no others."""
    with _settings(str(user_id or ""), "", using):
        yield


@contextmanager
def acting_for(*municipalities: Municipality, using: str = "default") -> Iterator[None]:
    """One transaction in which all rows of the given municipalities are there: for commands and jobs."""
    with _settings("", ",".join(str(m.pk) for m in municipalities), using):
        yield


@contextmanager
def _settings(user: str, municipalities: str, using: str) -> Iterator[None]:
    connection = connections[using]
    nested = connection.in_atomic_block
    with transaction.atomic(using=using):
        before = current(using) if nested else ("", "")
        _apply(user, municipalities, using)
        yield
        # After an error, or where all is to be undone, the savepoint brings the settings back; after the
        # outermost transaction they are gone by themselves.
        if nested and not connection.needs_rollback:
            _apply(*before, using)


class Walled(Exception):
    """What was opened to the request has closed meanwhile: the database wrote nothing."""


@contextmanager
def while_open() -> Iterator[None]:
    """A part of the transaction that writes what was opened to it; raises Walled when that has closed."""
    try:
        with transaction.atomic():
            yield
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") != INSUFFICIENT_PRIVILEGE:
            raise
        raise Walled from error


def current(using: str = "default") -> tuple[str, str]:
    """User id and municipality ids in force, as text; empty text means none."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true), current_setting(%s, true)", [USER, MUNICIPALITIES])
        user, municipalities = cursor.fetchone()
    return user or "", municipalities or ""


def _apply(user: str, municipalities: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true)",
            [USER, user, MUNICIPALITIES, municipalities],
        )
