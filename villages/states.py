"""What the state of a piece of work, a need or an association allows: asked by button and action alike."""

from collections.abc import Callable
from datetime import date

from villages.choices import WorkState
from villages.models import Association, UnfinishedWork, VillageNeed

OPEN = (WorkState.FOUND, WorkState.CHOSEN, WorkState.PLANNED, WorkState.STARTED)
CHANGEABLE = (*OPEN, WorkState.DONE, WorkState.DROPPED)


def can_choose(work: UnfinishedWork) -> bool:
    return work.step == WorkState.FOUND


def can_plan(work: UnfinishedWork) -> bool:
    return work.step == WorkState.CHOSEN


def can_start(work: UnfinishedWork) -> bool:
    return work.step in (WorkState.CHOSEN, WorkState.PLANNED)


def can_finish(work: UnfinishedWork) -> bool:
    return work.step in (WorkState.CHOSEN, WorkState.PLANNED, WorkState.STARTED)


def can_drop(work: UnfinishedWork) -> bool:
    return work.step in OPEN


def can_step_back(work: UnfinishedWork) -> bool:
    """Whether there is a step to undo."""
    return work.step in CHANGEABLE and work.step != WorkState.FOUND


def can_change(work: UnfinishedWork) -> bool:
    """What is merged or split stays as it was: it is read through what stands for it."""
    return work.step in CHANGEABLE


def can_merge(work: UnfinishedWork) -> bool:
    """Whether it can go into another piece: nothing has been done on it yet."""
    return work.step in (WorkState.FOUND, WorkState.CHOSEN, WorkState.PLANNED)


def can_take_in(work: UnfinishedWork) -> bool:
    """Whether others can go into it."""
    return work.step in OPEN


def can_split(work: UnfinishedWork) -> bool:
    return can_merge(work)


def needs_statement(work: UnfinishedWork) -> bool:
    """Paid work is chosen and planned only with a word on why it takes no work from firms."""
    return not work.is_for_volunteers and work.competition_on is None


NEXT: dict[WorkState, tuple[str, Callable[[UnfinishedWork], bool]]] = {
    WorkState.FOUND: ("work_choose", can_choose),
    WorkState.CHOSEN: ("work_plan", can_plan),
    WorkState.PLANNED: ("work_start", can_start),
    WorkState.STARTED: ("work_done", can_finish),
}


def next_step(work: UnfinishedWork) -> str:
    """Name of the address that takes the work one step further; empty at the end."""
    name, may = NEXT.get(work.step, ("", can_choose))
    return name if name and may(work) else ""


def is_need_open(need: VillageNeed) -> bool:
    return need.work_id is None and need.answered_on is None


def can_end(association: Association) -> bool:
    return association.ended_on is None


def is_in_model(association: Association, on: date) -> bool:
    return association.ended_on is None or association.ended_on > on
