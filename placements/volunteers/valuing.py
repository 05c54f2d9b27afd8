"""What volunteer hours count as in money, by each day's rate; and paid hours beside them, never mixed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Sum

from laavu.accounts.actor import Actor
from laavu.law.answers import Problem, Step
from laavu.law.volunteer import VolunteerFacts, volunteer_value
from placements.choices import HourKind
from placements.models import HourEntry, Placement, VolunteerEntry

ZERO = Decimal(0)
SHOWN_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Valued:
    """Hours of volunteers with their value. `value` is None where a day has no rate: `problems` say why.

    `steps`: one for each rate, hours of all its days together.
    """

    entries: int
    hours: Decimal
    machine_hours: Decimal
    value: Decimal | None
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]

    @property
    def all_hours(self) -> Decimal:
        return self.hours + self.machine_hours


def valued(rows: QuerySet[VolunteerEntry]) -> Valued:
    """One query, whatever the number of entries."""
    days: list[Any] = list(
        rows.order_by()
        .values("day")
        .annotate(by_hand=Sum("hours"), with_machine=Sum("machine_hours"), entries=Count("pk"))
        .order_by("day")
    )
    steps: list[Step] = []
    problems: list[Problem] = []
    value = ZERO
    for name, machine in (("by_hand", False), ("with_machine", True)):
        for on, hours in _by_rate([(row["day"], row[name]) for row in days], machine=machine):
            answer = volunteer_value(VolunteerFacts(on, hours, machine))
            steps += answer.steps
            problems += [problem for problem in answer.problems if problem not in problems]
            value += answer.value.value if answer.value else ZERO
    return Valued(
        entries=sum(row["entries"] for row in days),
        hours=sum((row["by_hand"] for row in days), ZERO),
        machine_hours=sum((row["with_machine"] for row in days), ZERO),
        value=None if problems else value,
        steps=tuple(steps),
        problems=tuple(problems),
    )


def _by_rate(days: Iterable[tuple[date, Decimal]], *, machine: bool) -> list[tuple[date, Decimal]]:
    """Hours together for each rate, with the first of its days. Days without a rate stay by themselves."""
    found: dict[Any, tuple[date, Decimal]] = {}
    for day, hours in days:
        if not hours:
            continue
        one = volunteer_value(VolunteerFacts(day, Decimal(1), machine))
        rate = (one.steps[0].statute, one.steps[0].value) if one.steps else day
        first, total = found.get(rate, (day, ZERO))
        found[rate] = (first, total + hours)
    return list(found.values())


def value_of(entry: VolunteerEntry) -> Decimal | None:
    """One entry's hours at its day's rates; None where the day has none."""
    parts = [
        volunteer_value(VolunteerFacts(entry.day, hours, machine)).value
        for hours, machine in ((entry.hours, False), (entry.machine_hours, True))
        if hours
    ]
    if any(part is None for part in parts):
        return None
    return sum((part.value for part in parts if part is not None), ZERO)


@dataclass(frozen=True, slots=True)
class PaidPerson:
    """What a person has been paid for on a piece of work: hours, first and last day."""

    placement: Placement
    hours: Decimal
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Paid:
    """Hours of paid work, as far as the actor sees them."""

    hours: Decimal
    people: Sequence[PaidPerson]


def paid_hours(actor: Actor, works: Sequence[int]) -> Paid:
    """Hours written for the pieces of work: of all placements that the actor sees. Two queries."""
    rows = HourEntry.objects.filter(
        work__in=works, kind=HourKind.WORK, placement__in=Placement.objects.visible_to(actor)
    )
    counted = (
        rows.order_by()
        .values("placement")
        .annotate(total=Sum("hours"), first=Min("day"), last=Max("day"))
        .order_by("-total", "placement")
    )
    found = list(counted)
    placements = Placement.objects.select_related("worker", "association").in_bulk(
        [row["placement"] for row in found[:SHOWN_PEOPLE]]
    )
    return Paid(
        sum((row["total"] for row in found), ZERO),
        [
            PaidPerson(placements[row["placement"]], row["total"], row["first"], row["last"])
            for row in found[:SHOWN_PEOPLE]
        ],
    )
