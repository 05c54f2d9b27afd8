"""Taking a piece of work a step further, leaving it undone, and undoing the newest step."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from villages import states
from villages.actions import NotNow
from villages.choices import WorkState
from villages.models import UnfinishedWork

COLUMNS: Mapping[WorkState, str] = {
    WorkState.CHOSEN: "chosen_on",
    WorkState.PLANNED: "planned_on",
    WorkState.STARTED: "started_on",
    WorkState.DONE: "done_on",
}
RULES: Mapping[WorkState, tuple[Callable[[UnfinishedWork], bool], Promise]] = {
    WorkState.CHOSEN: (states.can_choose, _("This work has already been chosen or dropped.")),
    WorkState.PLANNED: (states.can_plan, _("Only chosen work can be planned.")),
    WorkState.STARTED: (states.can_start, _("Only chosen or planned work can begin.")),
    WorkState.DONE: (states.can_finish, _("Only chosen work can be done.")),
}
WITH_STATEMENT = (WorkState.CHOSEN, WorkState.PLANNED, WorkState.STARTED)


class NoStatement(NotNow):
    """Paid work, and nobody has said yet why it takes no work from firms."""


def take(work: UnfinishedWork, to: WorkState, *, on: date) -> None:
    """Take the work to the step. Raises NotNow, and NoStatement where only the statement is missing."""
    work = _locked(work)
    allowed, words = RULES[to]
    if not allowed(work):
        raise NotNow(words)
    if to in WITH_STATEMENT and states.needs_statement(work):
        raise NoStatement(_("Write first why the work takes no work from firms."))
    days = (work.found_on, work.chosen_on, work.planned_on, work.started_on)
    setattr(work, COLUMNS[to], max(on, *(day for day in days if day is not None)))
    work.save()


def drop(work: UnfinishedWork, *, on: date, reason: str) -> None:
    """Leave the work undone, and say why. Raises NotNow."""
    work = _locked(work)
    if not states.can_drop(work):
        raise NotNow(_("This work is already done or dropped."))
    work.dropped_on, work.drop_reason = max(on, work.found_on), reason
    work.save()


def step_back(work: UnfinishedWork) -> None:
    """Undo the newest step. Raises NotNow."""
    work = _locked(work)
    if not states.can_step_back(work):
        raise NotNow(_("There is no step to undo."))
    if work.dropped_on:
        work.dropped_on, work.drop_reason = None, ""
    else:
        setattr(work, COLUMNS[work.step], None)
    work.save()


def _locked(work: UnfinishedWork) -> UnfinishedWork:
    return UnfinishedWork.objects.select_for_update().get(pk=work.pk)
