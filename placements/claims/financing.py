"""Who pays a wage: every source of each worker-month beside what it costs, never more than all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.law.period import month_of
from laavu.shared.formats import day as day_text
from laavu.shared.parts import Fact
from placements.choices import HourKind
from placements.claims.known import Known, known_of
from placements.models import HourEntry, OtherFunding, Placement
from placements.states import State

ZERO = Decimal(0)
CENT = Decimal("0.01")
OVER, NO_WAGE = gettext_lazy("over the cost"), gettext_lazy("no closed wage")
LOOK, WITHIN = gettext_lazy("to be checked"), gettext_lazy("within the cost")


@dataclass
class WorkerMonth:
    """One month of one placement: its cost, and each part of it with who pays.

    `cost`: wages and side costs of the pays that end in the month, None without a closed wage. `most`: what
    all money together may be; above the cost only where the subsidy's own limit of all aid is.
    """

    placement: Placement
    month: date
    cost: Decimal | None
    most: Decimal
    shares: list[Fact] = field(default_factory=list)
    others: list[OtherFunding] = field(default_factory=list)
    paid: Decimal = ZERO
    remarks: list[str] = field(default_factory=list)

    @property
    def excess(self) -> Decimal:
        """Euros over what all money together may be; 0 where nothing is over or no wage is known."""
        return ZERO if self.cost is None else max(ZERO, self.paid - self.most)

    @property
    def percent(self) -> Decimal | None:
        """Of the cost, how much is paid by others than the employer."""
        return self.paid * 100 / self.cost if self.cost else None

    @property
    def state(self) -> State:
        if self.excess > CENT:
            return State("stop", OVER)
        if self.cost is None:
            return State("calm", NO_WAGE)
        return State("warn", LOOK) if self.remarks else State("ok", WITHIN)


def worker_months(placements: Sequence[Placement], months: Iterable[date]) -> list[WorkerMonth]:
    """The worker-months that have a wage or any money, by placement and month. A fixed number of queries."""
    asked = sorted(months)
    if not asked or not placements:
        return []
    known = known_of(placements, asked[0])
    twice = _on_two_sheets(placements, asked)
    found = (_of(placement, month, known, twice) for placement in placements for month in asked)
    return [one for one in found if one.cost is not None or one.paid or one.remarks]


def _of(
    placement: Placement, month: date, known: Known, twice: dict[tuple[int, date], list[date]]
) -> WorkerMonth:
    pays = known.pays[placement.pk, month]
    cost = sum(((pay.gross or ZERO) + (pay.side_costs or ZERO) for pay in pays), ZERO) if pays else None
    lines = known.lines[placement.pk, month]
    most = sum((line.most for line in lines if line.subsidy_id), ZERO)
    row = WorkerMonth(placement, month, cost, max(cost or ZERO, most))
    for line in lines:
        _add(row, line.claim.get_kind_display(), line.amount, line.claim.get_absolute_url())
    for one in known.funding[placement.pk, month]:
        label = f"{one.get_source_display()}: {one.payer}" if one.payer else one.get_source_display()
        _add(row, label, one.amount, "")
        row.others.append(one)
    if known.project_unpriced(placement, month):
        row.remarks.append(_("A programme pays this wage, and how much is not written."))
    if days := twice.get((placement.pk, month)):
        told = ", ".join(day_text(day) for day in days)
        row.remarks.append(_("Hours on another sheet on the same days: %(days)s.") % {"days": told})
    return row


def _add(row: WorkerMonth, label: str, amount: Decimal, address: str) -> None:
    row.shares.append(Fact(label, amount, address))
    row.paid += amount


def _on_two_sheets(
    placements: Sequence[Placement], months: Sequence[date]
) -> dict[tuple[int, date], list[date]]:
    """Days with work on two sheets of one person, as far as who asks sees the other sheet."""
    workers = {placement.worker_id for placement in placements}
    found: dict[tuple[int, date], list[date]] = defaultdict(list)
    whole = (months[0], month_of(months[-1]).last)
    sheets: dict[tuple[int, date], set[int]] = defaultdict(set)
    hours = HourEntry.objects.filter(
        placement__worker__in=workers, day__range=whole, kind=HourKind.WORK, hours__gt=0
    )
    for worker_id, day, placement_id in hours.values_list("placement__worker", "day", "placement"):
        sheets[worker_id, day].add(placement_id)
    for (_worker, day), ids in sorted(sheets.items()):
        for placement_id in ids if len(ids) > 1 else ():
            found[placement_id, day.replace(day=1)].append(day)
    return found
