from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from placements.models import Opening, Proposal
from tests.cast import Cast
from tests.factories import make_relationship, make_worker
from tests.matching import make_opening, make_proposal, make_statement
from workers.models import Worker, WorkerStatement


@dataclass(frozen=True)
class World:
    """A place with a proposal to somebody who allows their skills to be told."""

    cast: Cast
    opening: Opening
    worker: Worker
    statement: WorkerStatement
    proposal: Proposal


@pytest.fixture
def world(cast: Cast, mid_march: Any) -> World:
    worker = make_worker(cast.municipality, name="Meikäläinen Matti")
    make_relationship(worker)
    statement = make_statement(
        worker, skills=["carpentry"], skills_words="Entinen kirvesmies", may_tell=["skills"],
        limits=["no_heights"], limits_words="Selkä ei kestä",
    )  # fmt: skip
    opening = make_opening(cast.association)
    told = {"skills": ["carpentry"], "skills_words": "Entinen kirvesmies"}
    proposal = make_proposal(opening, worker, statement=statement, told=told)
    return World(cast, opening, worker, statement, proposal)
