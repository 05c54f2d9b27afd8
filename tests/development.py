"""Factories of feedback, problems and development actions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from evaluation.development.readings import year_to
from evaluation.models import (
    ActionLink,
    ActionReading,
    DevelopmentAction,
    Feedback,
    FeedbackContact,
    Problem,
)
from laavu.accounts.models import Municipality, User

_numbers = count(1)
AT = datetime(2026, 2, 2, 9, tzinfo=UTC)


def make_feedback(municipality: Municipality, *, text: str | None = None, **fields: Any) -> Feedback:
    defaults: dict[str, Any] = {
        "kind": "wish", "source": "villager", "channel": "phone", "given_on": date(2026, 2, 2),
        "written_by": "Aino Esimerkki", "written_at": AT,
    }  # fmt: skip
    return Feedback.objects.create(
        municipality=municipality, text=text or f"Toive {next(_numbers)}", **(defaults | fields)
    )


def make_answered(municipality: Municipality, *, at: datetime = AT, **fields: Any) -> Feedback:
    defaults: dict[str, Any] = {
        "taken_at": at, "taken_by": "Aino", "closed_at": at, "closed_by": "Aino", "outcome": "answered",
        "answer": "Kiitos, se korjataan.",
    }  # fmt: skip
    return make_feedback(municipality, **(defaults | fields))


def make_contact(feedback: Feedback, *, text: str = "Maija, 040 555 0109") -> FeedbackContact:
    return FeedbackContact.objects.create(
        municipality_id=feedback.municipality_id, feedback=feedback, text=text
    )


def make_problem(municipality: Municipality, *, text: str | None = None, **fields: Any) -> Problem:
    defaults: dict[str, Any] = {
        "severity": "hinders", "since_on": date(2026, 1, 7), "written_by": "Aino Esimerkki",
        "written_at": AT,
    }  # fmt: skip
    return Problem.objects.create(
        municipality=municipality, text=text or f"Ongelma {next(_numbers)}", **(defaults | fields)
    )


def make_action(
    municipality: Municipality, *, owner: User, what: str | None = None, **fields: Any
) -> DevelopmentAction:
    """Decided on 2 February 2026, due on 2 March, if nothing else is said."""
    defaults: dict[str, Any] = {
        "due_on": date(2026, 3, 2), "decided_on": date(2026, 2, 2), "deciders": "Ohjausryhmä",
        "written_by": "Aino Esimerkki", "written_at": AT,
    }  # fmt: skip
    return DevelopmentAction.objects.create(
        municipality=municipality, owner=owner, what=what or f"Toimi {next(_numbers)}", **(defaults | fields)
    )


def make_link(action: DevelopmentAction, **mover: Any) -> ActionLink:
    return ActionLink.objects.create(municipality_id=action.municipality_id, action=action, **mover)


def make_reading(action: DevelopmentAction, **fields: Any) -> ActionReading:
    """Of its figure in the year up to the decision."""
    assert action.decided_on is not None
    defaults: dict[str, Any] = {
        "code": action.indicator or "participants", "period": year_to(action.decided_on),
        "value": Decimal(7), "counted_by": "Aino Esimerkki", "programme": action.programme,
    }  # fmt: skip
    return ActionReading.objects.create(
        municipality_id=action.municipality_id, action=action, **(defaults | fields)
    )
