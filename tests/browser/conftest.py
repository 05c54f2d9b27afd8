"""One site and one browser for all tests of a worker."""

import os
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.browser.site import Site
from tests.template import copy_of_template

SCALE = "0.15"


def pytest_collection_modifyitems(items: list[Any]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    """The demo municipality behind a real web server; the suite has made the template that it copies."""
    from django.db import connections

    owner = connections.create_connection("owner")
    owner.settings_dict = deepcopy(owner.settings_dict)  # the suite's own connection keeps its database
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"test_browser_{os.environ.get('LAAVU_TEST_NAME', '')}{worker}"
    with django_db_blocker.unblock(), copy_of_template(owner, name):
        made = Site(name)
        made.manage("make_demo", "--scale", SCALE)
        made.manage("add_administrator", "uusi@laavu.example", "Ulla Uusi", "--municipality", "999")
        made.start()
        try:
            yield made
        finally:
            made.stop()
            owner.close()
