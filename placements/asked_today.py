"""What the first page tells of people to ask: follow-ups, and questionnaires without answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.translation import ngettext

from laavu.accounts.actor import Actor
from laavu.shared.formats import day
from workers.questionnaires.due import due_questionnaires

NAMED = 4


def _waiting(count: int) -> str:
    return ngettext(
        "%(count)s person who left waits for the follow-up after six months",
        "%(count)s people who left wait for the follow-up after six months",
        count,
    ) % {"count": count}


def _named(row: Any) -> tuple[str, str]:
    return f"{row.worker} {day(row.due_on)}", reverse("follow_up", args=[row.public_id])


# The text for a count, where all of them are, and how one is named.
FOLLOW_UP: tuple[Any, Any, Any] = (_waiting, reverse_lazy("follow_up_list"), _named)


def asking(who: Actor, on: date) -> tuple[str, str, Sequence[tuple[str, str]]] | None:
    """Whom to ask to answer a questionnaire; never what anybody answered."""
    rows = due_questionnaires(who, on)
    if not rows:
        return None
    text = ngettext(
        "%(count)s questionnaire has to be asked", "%(count)s questionnaires have to be asked", len(rows)
    ) % {"count": len(rows)}
    address = reverse("questionnaire_list")
    return text, address, [(f"{one.worker} {day(one.due_on)}", address) for one in rows[:NAMED]]
