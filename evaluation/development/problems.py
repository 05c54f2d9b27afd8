"""Problems: what their state allows, and their steps."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evaluation.models import Problem
from villages.actions import NotNow


def can_solve(problem: Problem) -> bool:
    return problem.solved_on is None


def _held(problem: Problem, *, is_open: bool) -> Problem:
    row = Problem.objects.select_for_update().get(pk=problem.pk)
    if can_solve(row) is not is_open:
        raise NotNow(_("The problem has already been solved.") if is_open else _("There is no step to undo."))
    return row


@transaction.atomic
def solve(problem: Problem, *, on: date, what_was_done: str, lesson: str) -> None:
    """Raises NotNow."""
    row = _held(problem, is_open=True)
    row.solved_on, row.what_was_done, row.lesson = on, what_was_done, lesson
    row.save()


@transaction.atomic
def open_again(problem: Problem) -> None:
    """What was done and learned stays written. Raises NotNow."""
    row = _held(problem, is_open=False)
    row.solved_on = None
    row.save()
