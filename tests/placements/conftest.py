from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from tests.placements.cast import Cast, make_cast


@pytest.fixture
def people(db: Any) -> Cast:
    return make_cast()


@pytest.fixture
def mid_march() -> Iterator[None]:
    """Wednesday 18 March 2026, noon in Finland."""
    with time_machine.travel(datetime(2026, 3, 18, 10, 0, tzinfo=UTC), tick=False):
        yield
