"""Writing many rows that keep history, in one transaction."""

from django.db import connection

from laavu.accounts.models import Municipality


def check_references(*, at_once: bool) -> None:
    """Whether references are checked by each statement, or at the end of the transaction as usual.

    The triggers that keep history open a subtransaction for each row, and leaving one goes through all
    checks that wait: with many thousand waiting, most of the time would go there.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {'IMMEDIATE' if at_once else 'DEFERRED'}")
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


def lock_municipality(municipality: Municipality) -> None:
    """One import at a time in a municipality, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7465124, %s)", [municipality.pk])
