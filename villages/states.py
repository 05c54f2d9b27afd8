"""What the state of a piece of work allows: asked by the button and by the action alike."""

from datetime import date

from villages.models import Association, UnfinishedWork


def can_choose(work: UnfinishedWork) -> bool:
    return work.chosen_on is None and work.dropped_on is None


def can_finish(work: UnfinishedWork) -> bool:
    return work.chosen_on is not None and work.done_on is None and work.dropped_on is None


def can_drop(work: UnfinishedWork) -> bool:
    return work.done_on is None and work.dropped_on is None


def can_step_back(work: UnfinishedWork) -> bool:
    """Whether there is a step to undo."""
    return bool(work.chosen_on or work.done_on or work.dropped_on)


def can_end(association: Association) -> bool:
    return association.ended_on is None


def is_in_model(association: Association, on: date) -> bool:
    return association.ended_on is None or association.ended_on > on
