"""The tests' database: migrated once for a state of the code, then copied, which takes a blink.

A template notes which files it was made from. A later state of the code goes on from the template that has
the most of its migrations, unchanged: Django needs most of its time to follow each migration's models.
"""

import fcntl
import json
import os
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import OperationalError

from laavu.embedded import VAR

PROJECT = Path(__file__).resolve().parent.parent
MIGRATIONS = ("*/migrations/*.py", "laavu/accounts/migrations/*.py", "requirements/base.txt")
ACCESS = (
    "laavu/walls.*",
    "**/access.py",
    "**/access/*.py",
    "laavu/accounts/wall.py",
    "laavu/management/commands/migrate.py",
)
PREFIX = "test_template_"
KEPT = 3  # older templates, to go on from


def sums(patterns: tuple[str, ...]) -> dict[str, str]:
    """A short sum of each file's content, by its path."""
    return {
        path.relative_to(PROJECT).as_posix(): sha256(path.read_bytes()).hexdigest()[:12]
        for pattern in patterns
        for path in sorted(PROJECT.glob(pattern))
        if ".venv" not in path.parts and "node_modules" not in path.parts
    }


def digest() -> str:
    """A short name of everything that shapes the schema and its access rules."""
    return sha256(json.dumps([sums(MIGRATIONS), sums(ACCESS)]).encode()).hexdigest()[:16]


@contextmanager
def copy_of_template(owner: Any, name: str) -> Iterator[None]:
    """A database `name` while the block runs, copied from the template, which is made where it is missing."""
    template = PREFIX + digest()
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "test_template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _names(owner, template):
            _make(owner, template)
            for old in _names(owner, PREFIX + "%")[KEPT:]:
                _drop(owner, old)
        _drop(owner, name)
        _run(owner, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    owner.close()
    owner.settings_dict["NAME"] = name
    yield
    _drop(owner, name)


@contextmanager
def copy_of(owner: Any, source: str, name: str) -> Iterator[None]:
    """A database `name` while the block runs, copied from another one to which nobody is connected."""
    _drop(owner, name)
    _run(owner, f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    yield
    _drop(owner, name)


def _make(owner: Any, template: str) -> None:
    """Under another name until it is whole, so that a killed run leaves no half of it."""
    half = f"test_half_{os.getpid()}"
    before, base = owner.settings_dict["NAME"], _nearest(owner)
    if base:
        _drop(owner, half)
        _run(owner, f'CREATE DATABASE "{half}" TEMPLATE "{base}"')
        owner.close()
        owner.settings_dict["NAME"] = half
        call_command("migrate", database=owner.alias, verbosity=0)
    else:
        owner.settings_dict["TEST"]["NAME"] = half
        with warnings.catch_warnings():
            # The owner may not enter the database "postgres"; Django then takes another one, and says so.
            warnings.simplefilter("ignore", RuntimeWarning)
            owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    owner.close()
    owner.settings_dict["NAME"] = before
    _run(owner, f"COMMENT ON DATABASE \"{half}\" IS '{json.dumps(sums(MIGRATIONS))}'")
    _run(owner, f'ALTER DATABASE "{half}" RENAME TO "{template}"')


def _nearest(owner: Any) -> str | None:
    """The template with the most of today's migrations, and with nothing else."""
    with _cursor(owner) as cursor:
        cursor.execute(
            "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE datname LIKE %s",
            [PREFIX + "%"],
        )
        made_from = {name: json.loads(noted) for name, noted in cursor.fetchall() if noted}
    now = sums(MIGRATIONS).items()
    fitting = [name for name, files in made_from.items() if files.items() <= now]
    return max(fitting, key=lambda name: len(made_from[name]), default=None)


def _drop(owner: Any, name: str) -> None:
    """Without force: that would need rights over the server's own vacuum workers, which leave when asked."""
    for tries_left in reversed(range(20)):
        try:
            return _run(owner, f'DROP DATABASE IF EXISTS "{name}"')
        except OperationalError:  # somebody has not left yet
            if not tries_left:
                raise
            time.sleep(0.3)
    return None


def _names(owner: Any, pattern: str) -> list[str]:
    with _cursor(owner) as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [pattern])
        return [row[0] for row in cursor.fetchall()]


def _run(owner: Any, statement: str) -> None:
    with _cursor(owner) as cursor:
        cursor.execute(statement)


@contextmanager
def _cursor(owner: Any) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        with owner._nodb_cursor() as cursor:
            yield cursor
