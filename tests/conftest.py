"""Stricter than production: the real database under the application's role, and no network but loopback."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.template import copy_of_template

BROWSER_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A fresh database: made and migrated by its owner, used as the application's role."""
    from django.db import connections

    name = (
        f"test_laavu_{os.environ.get('LAAVU_TEST_NAME', '')}{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    )
    with django_db_blocker.unblock(), copy_of_template(connections["owner"], name):
        for alias in ("default", "progress"):
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name
        with django_db_blocker.block():
            yield
        with connections["default"].cursor() as cursor:  # threads of a live server may hold theirs still
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
            )
        connections.close_all()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker; each test opens and closes a context of its own in it."""
    with sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")  # else Playwright's own
        opened = playwright.chromium.launch(executable_path=program, args=list(BROWSER_OPTIONS))
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Users of tests need no slow hashes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """Each test begins in the language of the settings: a request of an earlier one leaves its own behind."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture
def actor_for() -> Any:
    """The actor of a user, as a request would have it."""
    from laavu.accounts.acting import acting_as
    from laavu.accounts.actor import actor_of

    def find(user: Any) -> Any:
        with acting_as(user.pk):
            return actor_of(user)

    return find


@pytest.fixture
def cast(db: Any) -> Any:
    """One of each kind of user."""
    from tests.cast import make_cast

    return make_cast()
