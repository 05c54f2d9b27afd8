"""Development actions: what their state allows, their steps, and what moved them."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evaluation.choices import ActionState
from evaluation.development import inbox
from evaluation.models import ActionLink, DevelopmentAction, Feedback, Problem
from laavu.accounts.choices import MailKind
from laavu.accounts.mail import writing
from laavu.accounts.mail.writing import Letter
from laavu.accounts.models import User
from laavu.shared import formats
from villages.actions import NotNow
from villages.models import Village

Mover = Feedback | Problem | Village
KEYS: dict[type[Mover], str] = {Feedback: "feedback", Problem: "problem", Village: "village"}


def can_change(action: DevelopmentAction) -> bool:
    """What is over stays as it is; its last step can be undone."""
    return action.is_going_on


def can_decide(action: DevelopmentAction) -> bool:
    return action.step == ActionState.PROPOSED


def can_finish(action: DevelopmentAction) -> bool:
    return action.step == ActionState.DECIDED


def can_drop(action: DevelopmentAction) -> bool:
    return action.is_going_on


def can_observe(action: DevelopmentAction) -> bool:
    return action.step == ActionState.DONE


def can_undo(action: DevelopmentAction) -> bool:
    return action.step != ActionState.PROPOSED


REFUSALS: dict[Callable[[DevelopmentAction], bool], Promise] = {
    can_change: _("The action is done or dropped. Undo the last step first."),
    can_decide: _("The action has already been decided, or dropped."),
    can_finish: _("Only an action that is decided can be done."),
    can_drop: _("The action has already been done or dropped."),
    can_observe: _("The effect is seen when the action is done."),
    can_undo: _("There is no step to undo."),
}


def _held(action: DevelopmentAction, allowed: Callable[[DevelopmentAction], bool]) -> DevelopmentAction:
    """The action as it is now, for this transaction alone. Raises NotNow."""
    row = DevelopmentAction.objects.select_for_update().get(pk=action.pk)
    if not allowed(row):
        raise NotNow(REFUSALS[allowed])
    return row


@transaction.atomic
def decide(action: DevelopmentAction, *, on: date, deciders: str) -> None:
    row = _held(action, can_decide)
    row.decided_on, row.deciders = on, deciders
    row.save()


@transaction.atomic
def finish(action: DevelopmentAction, *, on: date) -> None:
    row = _held(action, can_finish)
    assert row.decided_on is not None  # noqa: S101 - the state says so
    row.done_on = max(on, row.decided_on)
    row.save()


@transaction.atomic
def drop(action: DevelopmentAction, *, on: date, reason: str) -> None:
    row = _held(action, can_drop)
    row.dropped_on, row.drop_reason = max(on, row.decided_on or on), reason
    row.save()


@transaction.atomic
def observe(action: DevelopmentAction, *, on: date, effect: str) -> None:
    """What was seen after the action was done; empty takes it back. Raises NotNow."""
    row = _held(action, can_observe)
    row.effect, row.effect_on = effect, on if effect else None
    row.save()


@transaction.atomic
def step_back(action: DevelopmentAction) -> None:
    """Undo the newest step, and what was seen after it. Raises NotNow."""
    row = _held(action, can_undo)
    if row.dropped_on:
        row.dropped_on, row.drop_reason = None, ""
    elif row.done_on:
        row.done_on, row.effect, row.effect_on = None, "", None
    else:
        row.decided_on, row.deciders = None, ""
    row.save()


@transaction.atomic
def link(action: DevelopmentAction, movers: Iterable[Mover], *, by: str, at: datetime) -> int:
    """Write what moved the action, each once; new feedback is then in hand. How many were added."""
    added = 0
    for mover in movers:
        keys: dict[str, Any] = dict.fromkeys(KEYS.values())
        keys |= {KEYS[type(mover)]: mover}
        _row, made = ActionLink.objects.get_or_create(
            action=action, **keys, defaults={"municipality_id": action.municipality_id}
        )
        added += made
        if isinstance(mover, Feedback) and inbox.can_take(mover):
            with suppress(NotNow):  # another took it at this moment
                inbox.take(mover, by=by, at=at)
    return added


def tell_owner(action: DevelopmentAction, *, by: User) -> None:
    """A mail to whoever is to see to the action, if it is somebody else."""
    if action.owner_id == by.pk:
        return

    def compose() -> Letter:
        words = {"what": action.what, "who": by, "day": formats.day(action.due_on)}
        return Letter(
            gettext("A development action was given to you"),
            gettext("%(who)s gave you a development action, to be done by %(day)s: %(what)s") % words,
            action.get_absolute_url(),
        )

    writing.write(
        kind=MailKind.TASKS,
        to=action.owner,
        municipality=action.municipality,
        key=f"action given {action.public_id} {action.owner_id} {action.due_on}",
        compose=compose,
    )
