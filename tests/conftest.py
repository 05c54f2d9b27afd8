"""Stricter than production: the real database under the application's role, and no network but loopback."""

import os
import warnings
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A fresh database: made and migrated by its owner, used as the application's role."""
    from django.db import connections

    name = (
        f"test_laavu_{os.environ.get('LAAVU_TEST_NAME', '')}{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    )
    owner = connections["owner"]
    before = owner.settings_dict["NAME"]
    owner.settings_dict["TEST"]["NAME"] = name
    with django_db_blocker.unblock(), warnings.catch_warnings():
        # The owner may not enter the database "postgres"; Django then takes another one, and says so.
        warnings.simplefilter("ignore", RuntimeWarning)
        owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        for alias in ("default", "progress"):
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock(), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        connections.close_all()
        owner.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Users of tests need no slow hashes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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
