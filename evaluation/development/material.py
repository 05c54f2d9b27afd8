"""What the writer of a report is offered: the problems and development actions of its period."""

from dataclasses import dataclass

from django.db.models import Q

from evaluation.models import DevelopmentAction, Problem, ReportDraft
from laavu.accounts.actor import Actor

MOST = 30


@dataclass(frozen=True, slots=True)
class Material:
    """Rows that touch the period; of a programme's report those that name it, or no programme at all."""

    problems: list[Problem]
    actions: list[DevelopmentAction]

    def __bool__(self) -> bool:
        return bool(self.problems or self.actions)


def material(actor: Actor, draft: ReportDraft) -> Material:
    """Two queries, at most MOST of each, the oldest first."""
    first, last = draft.period.first, draft.period.last
    problems = Problem.objects.visible_to(actor).filter(
        Q(solved_on=None) | Q(solved_on__gte=first), since_on__lte=last
    )
    actions = DevelopmentAction.objects.visible_to(actor).filter(
        Q(done_on=None) | Q(done_on__gte=first), decided_on__lte=last, dropped_on=None
    )
    return Material(
        list(problems.filter(_of(draft)).order_by("since_on", "id")[:MOST]),
        list(actions.filter(_of(draft)).order_by("decided_on", "id")[:MOST]),
    )


def _of(draft: ReportDraft) -> Q:
    return Q() if draft.programme_id is None else Q(programme=None) | Q(programme_id=draft.programme_id)
