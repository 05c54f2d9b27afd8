"""A municipality for registers, and shorthand for looking and bringing in."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from laavu.accounts.models import Municipality
from placements.imports.findings import Findings
from placements.imports.reading import open_content
from placements.imports.runs import Look, bring_in, look
from placements.imports.undo_record import UndoRecord
from tests.factories import make_municipality
from tests.placements.imports.books import content_of

Importer = Callable[..., tuple[Look, UndoRecord | None]]


@pytest.fixture
def municipality(db: Any) -> Municipality:
    return make_municipality()


@pytest.fixture
def imported(municipality: Municipality) -> Importer:
    """Bring sheets in; the answer is what was seen and what undoing needs."""

    def act(sheets: Any, *, skip_faulty: bool = False) -> tuple[Look, UndoRecord | None]:
        book = open_content("register.xlsx", content_of(sheets))
        at = datetime(2026, 3, 7, 10, 0, tzinfo=UTC)
        return bring_in(book, municipality, skip_faulty=skip_faulty, by="Aino Esimerkki", at=at)

    return act


@pytest.fixture
def looked(municipality: Municipality) -> Callable[[Any], Findings]:
    """What is found in sheets."""
    return lambda sheets: look(open_content("register.xlsx", content_of(sheets)), municipality).findings
