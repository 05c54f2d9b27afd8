"""What a person was asked and told, where they went, and a session of the group."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from placements.models import Placement
from tests.counselling import (
    make_answer,
    make_asking,
    make_attendance,
    make_competence,
    make_exit,
    make_follow_up,
    make_meeting,
    make_pack,
    make_session,
)
from tests.factories import make_relationship


def plant_counselling(keep: Callable[[Any], Any], placement: Placement, mark: str) -> None:
    worker, municipality, group = placement.worker, placement.municipality, placement.group
    assert group is not None
    keep(make_meeting(worker, note=f"{mark} muistio"))
    keep(make_competence(worker, name=f"{mark} taito"))
    keep(make_asking(worker))
    earlier = keep(make_relationship(worker, date(2025, 3, 1), date(2025, 9, 30)))
    gone = keep(make_exit(worker, date(2025, 9, 30), relationship=earlier))
    keep(make_follow_up(gone, date(2026, 4, 2)))
    session = keep(make_session(group, topic=f"{mark} aihe"))
    keep(make_attendance(session, worker))
    keep(
        make_pack(
            municipality, title=f"{mark} mittari", loaded_by=f"{mark} Lataaja", withdrawn_at=timezone.now(),
            withdrawn_by=f"{mark} Poistaja",
        )
    )  # fmt: skip
    # Not kept: an answer that is for groups alone is nobody's to read.
    make_answer(worker, "esis", "start", "62.50", on=date(2026, 1, 7))
