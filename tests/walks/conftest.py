from __future__ import annotations

import pytest

from tests.walks.cast import Cast, plant


@pytest.fixture
def cast(db: None) -> Cast:
    """Two municipalities with every kind of row, in the test's own transaction."""
    return plant()
