"""Boards as they are begun: from the template, or after another association's board without its people."""

from datetime import date, timedelta

from django.db import transaction

from villages.boards import template
from villages.models import Association, Board, BoardStep


@transaction.atomic
def begin(association: Association, *, on: date) -> Board:
    """A board with the newest version of the steps. A second one of the association breaks `board_once`."""
    version = template.newest_version()
    board = _board(association, version, on)
    _add(board, [BoardStep(code=code) for code in template.codes(version)])
    return board


@transaction.atomic
def begin_like(association: Association, model: Board, *, on: date) -> Board:
    """A board with the steps, notes and spaces between due days of another one; its people stay behind."""
    board = _board(association, model.template_version, on, copied_from=model.association)
    moved = on - model.started_on
    steps = model.steps.order_by("position")
    _add(board, [_copied(step, moved) for step in steps])
    return board


def _board(association: Association, version: int, on: date, copied_from: Association | None = None) -> Board:
    return Board.objects.create(
        municipality_id=association.municipality_id, association=association, template_version=version,
        started_on=on, copied_from=copied_from,
    )  # fmt: skip


def _copied(step: BoardStep, moved: timedelta) -> BoardStep:
    return BoardStep(code=step.code, note=step.note, due_on=step.due_on and step.due_on + moved)


def _add(board: Board, steps: list[BoardStep]) -> None:
    for position, step in enumerate(steps, start=1):
        step.municipality_id, step.association = board.municipality_id, board.association
        step.board, step.position = board, position
    BoardStep.objects.bulk_create(steps)
