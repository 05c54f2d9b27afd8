"""A city's year of hours comes in within seconds, whatever it comes on top of; and a kill leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from laavu.accounts.acting import acting_for
from laavu.accounts.models import Municipality
from laavu.walls import tenant_models
from placements.models import HourEntry, ImportRun
from tests.placements.imports.books import CLIENT, HOURS, PLACEMENT, Rows, register, write_book
from workers.models import Worker

PROJECT = Path(__file__).resolve().parents[3]
DAYS = 180
COMMAND = """
import sys
from laavu import settings
for database in settings.DATABASES.values():
    database["NAME"] = %r
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
"""
committed = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def many(people: int) -> dict[str, Rows]:
    """So many people, each with half a year of hours."""
    numbers = [f"B-{number}" for number in range(people)]
    first: Any = PLACEMENT["Alkoi"]
    return register(
        clients=[{**CLIENT, "Asiakasnro": n, "Henkilötunnus": None} for n in numbers],
        placements=[{**PLACEMENT, "Asiakasnro": n} for n in numbers],
        hours=[
            {**HOURS, "Asiakasnro": n, "Tunnit": 4, "Pvm": first + timedelta(days=day)}
            for n in numbers
            for day in range(DAYS)
        ],
        measurements=[],
    )


@pytest.mark.django_db
def test_the_number_of_queries_hardly_grows_with_the_rows(
    imported: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(60) as few:
        imported(many(2))
    with django_assert_max_num_queries(len(few) + 10):
        imported({**many(12), "Yhdistykset": []})
    assert HourEntry.objects.count() == 12 * DAYS


@pytest.fixture
def outside(transactional_db: Any) -> Municipality:
    """A municipality that other processes see too."""
    return Municipality.objects.create(code="998", name="Korpiranta")


def started(path: Path) -> subprocess.Popen[str]:
    """The command in a process of its own, over the test's database."""
    return subprocess.Popen(
        [
            sys.executable, "-c", COMMAND % connection.settings_dict["NAME"],
            "import_register", str(path), "--municipality", "998",
        ],
        cwd=PROJECT, env=os.environ | {"DJANGO_SETTINGS_MODULE": "laavu.settings"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def is_writing() -> bool:
    """Whether some other connection has added hours and not ended its transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE relation = 'placements_hourentry'::regclass"
            " AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()"
        )
        return bool(cursor.fetchone()[0])


def wait_until(condition: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def counts(municipality: Municipality) -> dict[str, int]:
    with acting_for(municipality):
        return {model._meta.label: model._default_manager.count() for model in tenant_models()}


@committed
@pytest.mark.slow
def test_an_import_that_is_killed_leaves_nothing(outside: Municipality, tmp_path: Path) -> None:
    path = write_book(tmp_path, many(120))
    process = started(path)
    try:
        wait_until(is_writing)
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.communicate()
    wait_until(lambda: not is_writing())
    assert process.returncode == -signal.SIGKILL
    assert set(counts(outside).values()) == {0}
    again = started(path)  # and whoever tries again succeeds
    told, _nothing = again.communicate(timeout=120)
    assert again.returncode == 0, told
    assert counts(outside)["placements.HourEntry"] == 120 * DAYS


@committed
@pytest.mark.slow
def test_two_imports_at_once_give_one_result(outside: Municipality, tmp_path: Path) -> None:
    path = write_book(tmp_path, many(10))
    processes = [started(path) for _person in range(2)]
    told = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], told
    with acting_for(outside):
        assert (Worker.objects.count(), HourEntry.objects.count()) == (10, 10 * DAYS)
        assert ImportRun.objects.count() == 1
