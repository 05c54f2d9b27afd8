"""Open places: kept, opened, closed. Each is a transaction; what may not be raises `Refused`."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from placements.actions.doing import done_by
from placements.models import Opening, OpeningWork
from placements.problems import Refused
from placements.proposal_choices import OpeningState
from placements.proposals.making import end_of_opening, free_places
from villages.models import UnfinishedWork


def keep_opening(*, opening: Opening, works: Iterable[UnfinishedWork], by: Actor, at: datetime) -> Opening:
    """Save a new or changed place with its work. What a treasurer makes waits for the coordinator.

    A form that is sent twice is kept once, by its key.
    """
    with done_by(by):
        if opening._state.adding:
            there = Opening.objects.filter(client_key=opening.client_key).first()
            if opening.client_key is not None and there is not None:
                return there
            opening.state = OpeningState.OPEN if by.is_coordinator else OpeningState.PROPOSED
            opening.made_at, opening.made_by = at, str(by.user)
        opening.municipality_id = opening.association.municipality_id
        opening.save()
        _keep_works(opening, list(works))
        if by.is_coordinator:
            _follow_places(opening)
    return opening


def _keep_works(opening: Opening, works: list[UnfinishedWork]) -> None:
    known = set(opening.works.values_list("work_id", flat=True))
    opening.works.exclude(work__in=works).delete()
    for work in works:
        if work.pk not in known:
            OpeningWork.objects.create(
                municipality_id=opening.municipality_id, opening=opening,
                association_id=opening.association_id, work=work,
            )  # fmt: skip


def _follow_places(opening: Opening) -> None:
    """More or fewer places than before can open or fill it."""
    if opening.state in {OpeningState.OPEN, OpeningState.FILLED}:
        state = OpeningState.OPEN if free_places(opening) > 0 else OpeningState.FILLED
        if state != opening.state:
            opening.state = state
            opening.save(update_fields=["state"])


def open_opening(*, opening: Opening, by: Actor) -> Opening:
    """Open what a treasurer has proposed, or what was closed."""
    with done_by(by):
        row: Opening = Opening.objects.select_for_update().get(pk=opening.pk)
        if row.state not in {OpeningState.PROPOSED, OpeningState.CLOSED}:
            raise Refused(_("The place is open already."))
        row.state = OpeningState.OPEN
        row.closed_at, row.closed_by, row.close_reason, row.close_words = None, "", "", ""
        row.save()
        _follow_places(row)
    return row


def close_opening(*, opening: Opening, reason: str, words: str, by: Actor, at: datetime) -> Opening:
    """Close the place with the reason; what is still proposed of it is taken back."""
    with done_by(by):
        row: Opening = Opening.objects.select_for_update().get(pk=opening.pk)
        if row.state == OpeningState.CLOSED:
            raise Refused(_("The place is closed already."))
        row.state = OpeningState.CLOSED
        row.closed_at, row.closed_by, row.close_reason, row.close_words = at, str(by.user), reason, words
        row.save()
        end_of_opening(row, by=by, at=at)
    return row
