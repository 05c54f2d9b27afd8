"""Claims on other pages: an association's money, and the first page."""

from datetime import date
from typing import Any

from laavu.accounts.actor import Actor
from placements.claims.gathering import entries_of, groups_of
from placements.deadlines.gathering import DeadlineKind, deadlines_of
from villages.models import Association

SHOWN = 5


def claims_section(who: Actor, association: Association, on: date) -> dict[str, Any]:
    """Claims of the association that wait to be made or sent, the most urgent first."""
    groups = groups_of(entries_of(who, on, association=association))
    due = [group for group in groups if group.ready or group.waiting or group.draft]
    return {"groups": due[:SHOWN], "count": len(due)}


def nearest(who: Actor, on: date) -> dict[str, Any]:
    """The first deadlines that can still be kept, for the first page; and how many there are."""
    # A coordinator is told of late steps and gaps above, of all associations together.
    late = {DeadlineKind.REMINDER}
    if not who.is_coordinator:
        late |= {DeadlineKind.STEP, DeadlineKind.READINESS}
    ahead = [one for one in deadlines_of(who, on) if one.on >= on or one.kind in late]
    return {
        "deadlines": [(one, one.tone(on), one.word(on)) for one in ahead[:SHOWN]],
        "deadline_count": len(ahead),
    }
