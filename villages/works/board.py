"""Work that is not over, in columns by where it stands."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from villages.choices import WorkState
from villages.lists import NEWEST, STATE_OF_WORK
from villages.models import UnfinishedWork
from villages.states import OPEN, needs_statement, next_step

SHOWN = 20
SHOWN_DONE = 5
COLUMNS = (*OPEN, WorkState.DONE)


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of work with the name of the address of its next step."""

    work: UnfinishedWork
    next_name: str
    lacks_statement: bool


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The newest pieces of one state, and how many there are."""

    state: WorkState
    label: str | Promise
    cards: list[Card]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def board_of(rows: QuerySet[UnfinishedWork]) -> list[BoardColumn]:
    """One query for the counts and one for each column, however many pieces there are."""
    conditions: dict[WorkState, Q] = {state: STATE_OF_WORK[state.value] for state in COLUMNS}
    counts = rows.order_by().aggregate(
        **{
            state.value: Count("pk", filter=condition, distinct=True)
            for state, condition in conditions.items()
        }
    )
    return [
        BoardColumn(state, state.label, _cards(rows.filter(condition), state), counts[state.value])
        for state, condition in conditions.items()
    ]


def _cards(rows: QuerySet[UnfinishedWork], state: WorkState) -> list[Card]:
    order: tuple[Any, ...] = ("-done_on", "-id") if state == WorkState.DONE else NEWEST
    shown = SHOWN_DONE if state == WorkState.DONE else SHOWN
    found = rows.select_related("village").order_by(*order)[:shown]
    return [Card(work, next_step(work), needs_statement(work)) for work in found]
