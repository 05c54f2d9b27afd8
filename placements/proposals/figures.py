"""Waiting and refusals as figures: a fixed number of queries; small numbers never leave the city."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import F, Min
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.law.period import Period
from laavu.shared.fields import RangeStart
from laavu.shared.formats import number
from placements.models import Proposal, ProposalStep
from placements.proposal_choices import ProposalState, RefusalReason, Side, StepKind
from workers.models import WorkerStatement


@dataclass(frozen=True, slots=True)
class Wait:
    """Days from one thing to the next: of how many people, their median, the shortest and the longest."""

    label: str
    count: int
    median: float | None
    shortest: int | None
    longest: int | None


@dataclass(frozen=True, slots=True)
class Refusals:
    """How often a reason was given by a side."""

    side: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    waits: Sequence[Wait]
    refusals: Sequence[Refusals]
    states: Sequence[tuple[str, int]]


def figures_of(who: Actor, period: Period) -> Figures:
    """What was proposed in the period: five queries."""
    rows = list(
        Proposal.objects.filter(municipality=who.municipality)
        .filter(proposed_on__gte=period.first, proposed_on__lte=period.last or date.max)
        .annotate(began=RangeStart(F("placement__period")))
        .values_list("worker_id", "proposed_on", "began", "state")
    )
    stated = _first_statements([row[0] for row in rows])
    proposed: dict[int, date] = {}
    placed: dict[int, date] = {}
    for worker, on, began, _state in rows:
        proposed[worker] = min(on, proposed.get(worker, on))
        if began is not None:
            placed[worker] = min(began, placed.get(worker, began))
    waits = [
        _wait(_("From the statement to the first proposal"), stated, proposed),
        _wait(_("From the first proposal to the placement"), proposed, placed),
        _wait(_("From the statement to the placement"), stated, placed),
    ]
    counted = Counter(row[3] for row in rows)
    states = [(str(ProposalState(code).label), count) for code, count in sorted(counted.items())]
    return Figures(waits, _refusals(who, period), states)


def _first_statements(workers: Sequence[int]) -> dict[int, date]:
    rows = WorkerStatement.objects.filter(worker__in=workers).values_list("worker_id")
    return dict(rows.annotate(Min("stated_on")).order_by())


def _wait(label: str, first: dict[int, date], then: dict[int, date]) -> Wait:
    days = [(then[one] - first[one]).days for one in then if one in first and then[one] >= first[one]]
    if not days:
        return Wait(label, 0, None, None, None)
    return Wait(label, len(days), median(days), min(days), max(days))


def _refusals(who: Actor, period: Period) -> list[Refusals]:
    rows = ProposalStep.objects.filter(
        municipality=who.municipality,
        kind=StepKind.NO,
        proposal__proposed_on__gte=period.first,
        proposal__proposed_on__lte=period.last or date.max,
    )
    counted = Counter(rows.values_list("side", "reason"))
    return [
        Refusals(str(Side(side).label), str(RefusalReason(reason).label), count)
        for (side, reason), count in sorted(counted.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))
    ]


def rows_to_leave(figures: Figures, limit: int) -> Iterator[tuple[Any, ...]]:
    """The figures without what tells of single people: of fewer than the limit only that they are fewer,
    and no shortest or longest wait, which are one person's.

    No sum stands beside them from which a hidden number could be worked out. Files of two times can be
    subtracted from one another, so they are for the city itself all the same.
    """
    for wait in figures.waits:
        few = 0 < wait.count < limit
        yield (_("Days of waiting"), wait.label, _shown(wait.count, limit), None if few else wait.median)
    for one in figures.refusals:
        label = f"{one.side}: {one.reason}"
        yield (_("Refusals"), label, _shown(one.count, limit), None)


def _shown(count: int, limit: int) -> str:
    return _("fewer than %(limit)s") % {"limit": number(limit)} if 0 < count < limit else number(count)
