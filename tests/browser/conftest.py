"""One site and one browser for all tests of a worker, and sites of their own for those that need one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest

from tests.browser.site import Site
from tests.template import copy_of, copy_of_template

SCALE = "0.15"


def pytest_collection_modifyitems(items: list[Any]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database with the demo municipality, to be copied: nobody works in it."""
    owner = owner_connection()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"test_browser_{os.environ.get('LAAVU_TEST_NAME', '')}{worker}"
    with django_db_blocker.unblock(), copy_of_template(owner, name):
        made = Site(name)
        made.manage("make_demo", "--scale", SCALE)
        made.manage("add_administrator", "uusi@laavu.example", "Ulla Uusi", "--municipality", "999")
        yield name
        owner.close()


@pytest.fixture(scope="session")
def site(demo: str, django_db_blocker: Any) -> Iterator[Site]:
    """The demo municipality behind a real web server, for all tests of a worker."""
    with django_db_blocker.unblock(), running(demo, f"{demo}_all") as made:
        yield made


@pytest.fixture
def own_site(demo: str, django_db_blocker: Any) -> Iterator[Site]:
    """As `site`, of one test alone: what others wrote is not there, and its server may be killed."""
    with django_db_blocker.unblock(), running(demo, f"{demo}_own") as made:
        yield made


def owner_connection() -> Any:
    """The owner's, apart from the suite's own connection, which keeps its database."""
    from django.db import connections

    owner = connections.create_connection("owner")
    owner.settings_dict = deepcopy(owner.settings_dict)
    return owner


@contextmanager
def running(source: str, name: str) -> Iterator[Site]:
    owner = owner_connection()
    with copy_of(owner, source, name):
        made = Site(name)
        made.start()
        try:
            yield made
        finally:
            made.stop()
            owner.close()
