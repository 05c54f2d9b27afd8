"""Boards as pages show them: steps with their words, what is late, who is where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from laavu.accounts.actor import Actor
from laavu.shared.parts import Tone
from villages.boards import template
from villages.choices import StepState
from villages.lists import SORTED
from villages.models import Association, Board, BoardStep, ReadinessTask

GOING_ON = (StepState.WAITING, StepState.UNDER_WAY)
OF_ASSOCIATION = {
    "association_resources", "association_partners", "association_readiness", "association_public",
    "association_documents",
}  # fmt: skip
TONES: dict[str, Tone] = {StepState.UNDER_WAY: "warn", StepState.DONE: "ok"}


def is_late(step: BoardStep, on: date) -> bool:
    return step.state in GOING_ON and step.due_on is not None and step.due_on < on


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with its words, the page that helps with it, and its tone; late ones are told as such."""

    row: BoardStep
    words: template.Step
    address: str
    tone: Tone
    is_late: bool
    papers: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Way:
    """Where one association stands: its steps, the next one, how many are done and how many late."""

    association: Association
    steps: Sequence[ShownStep]

    @property
    def done(self) -> int:
        return sum(1 for step in self.steps if step.row.state not in GOING_ON)

    @property
    def late(self) -> int:
        return sum(1 for step in self.steps if step.is_late)

    @property
    def next(self) -> ShownStep | None:
        return next((step for step in self.steps if step.row.state in GOING_ON), None)

    @property
    def percent(self) -> int:
        return 100 * self.done // len(self.steps) if self.steps else 0


def way_of(board: Board, who: Actor, on: date, *, papers: bool) -> Way:
    """The board of one association, with the pages that the user may open."""
    steps = board.steps.order_by("position")
    if papers:
        steps = steps.prefetch_related("papers__document")
    return Way(board.association, _shown(board, steps, who, on, papers=papers))


def ways(who: Actor, on: date) -> list[Way]:
    """Every association in the model, with its board or without one: three queries."""
    steps = Prefetch("steps", BoardStep.objects.order_by("position"))
    boards = Board.objects.select_related("association").prefetch_related(steps)
    by_association = {board.association_id: board for board in boards.visible_to(who)}
    found = Association.objects.visible_to(who).exclude(ended_on__lte=on).order_by(*SORTED)
    return [
        Way(
            association,
            _shown(board, board.steps.all(), who, on)
            if (board := by_association.get(association.pk)) is not None
            else (),
        )
        for association in found
    ]


def _shown(
    board: Board, steps: Iterable[BoardStep], who: Actor, on: date, *, papers: bool = False
) -> list[ShownStep]:
    words = template.steps(board.template_version)
    return [
        ShownStep(
            step,
            words[step.code],
            _address(words[step.code].page, board.association, who),
            "stop" if is_late(step, on) else TONES.get(step.state, "calm"),
            is_late(step, on),
            [one.document for one in step.papers.all()] if papers else (),
        )
        for step in steps
    ]


def _address(page: str, association: Association, who: Actor) -> str:
    if page in OF_ASSOCIATION:
        return reverse(page, args=[association.public_id])
    return reverse(page) if page and who.is_coordinator else ""


def late_steps(who: Actor, on: date) -> QuerySet[BoardStep]:
    """Steps that should have been done by now, the longest late first."""
    found: QuerySet[BoardStep] = _due(who).filter(due_on__lt=on)
    return found


def coming_steps(who: Actor, last: date) -> QuerySet[BoardStep]:
    """Steps that are not done and are due by the day."""
    found: QuerySet[BoardStep] = _due(who).filter(due_on__lte=last)
    return found


def _due(who: Actor) -> Any:
    rows = BoardStep.objects.filter(municipality=who.municipality, state__in=GOING_ON)
    if not who.is_city:
        rows = rows.filter(association__in=who.treasurer_association_ids)
    rows = rows.filter(due_on__isnull=False, association__ended_on=None)
    return rows.select_related("association", "board").order_by("due_on", "association__sort_key", "id")


def open_tasks(who: Actor, last: date) -> QuerySet[ReadinessTask]:
    """Tasks of readiness checks that are not done and are due by the day."""
    rows = ReadinessTask.objects.visible_to(who).filter(
        done_on=None, due_on__lte=last, association__ended_on=None
    )
    found: QuerySet[ReadinessTask] = rows.select_related("association", "readiness").order_by("due_on", "id")
    return found


def title_of(step: BoardStep) -> str:
    """What the step is called: "3 Judge whether it can employ"."""
    return f"{step.code} {template.steps(step.board.template_version)[step.code].title}"
