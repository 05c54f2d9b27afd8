"""A database of its own for a benchmark, filled once and kept for the next run."""

import os
from datetime import date

import psycopg
from psycopg import sql

from laavu.embedded import ensure_environment

DEMO_DAY = date(2026, 11, 2)


def use(name: str) -> bool:
    """Point the settings at the database `name`, made and migrated where missing; True if it was made."""
    ensure_environment()
    owner = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    with psycopg.connect(owner, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    os.environ["DJANGO_SETTINGS_MODULE"] = "laavu.settings"
    import django
    from django.conf import settings

    for database in settings.DATABASES.values():
        database["NAME"] = name
    django.setup()
    if not found:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    return not found


def use_demo(name: str) -> None:
    """As `use`, with the demo municipality in it as of one day, so that runs can be compared."""
    if use(name):
        from laavu.demo.management.commands.make_demo import make

        make(scale=1, seed=1, today=DEMO_DAY)
        analyze()


def analyze() -> None:
    """Let the planner see what a grown database has: what autovacuum does in time."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
