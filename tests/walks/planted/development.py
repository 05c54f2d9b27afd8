"""Feedback of the user and of somebody on the telephone, a problem, and an action that both moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from laavu.accounts.models import User
from tests.development import make_action, make_contact, make_feedback, make_link, make_problem, make_reading
from villages.models import Association


def plant_development(
    keep: Callable[..., None], rows: dict[type[Any], list[Any]], user: User, mark: str
) -> None:
    association = rows[Association][0]
    municipality = association.municipality
    own = make_feedback(municipality, text=f"{mark} toive", user=user, association=association)
    called = make_feedback(municipality, text=f"{mark} valitus", written_by=f"{mark} Kirjaaja")
    problem = make_problem(municipality, text=f"{mark} ongelma", village=association.village)
    action = make_action(municipality, what=f"{mark} toimi", owner=user)
    for row in (
        own,
        called,
        make_contact(called, text=f"{mark} Soittaja"),
        problem,
        action,
        make_link(action, feedback=own),
        make_link(action, problem=problem),
        make_link(action, village=association.village),
        make_reading(action, counted_by=f"{mark} Laskija"),
    ):
        keep(row)
