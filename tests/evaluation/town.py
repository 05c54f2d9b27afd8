"""Random small municipalities, person by person: what is written into the tables, and kept beside them.

What is kept here is the truth that an attack is held against; no query of the program is asked for it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from evaluation.models import Programme
from evaluation.reports.dataset import Asked, report_data
from evaluation.reports.earlier import Published
from laavu.accounts.models import Municipality
from laavu.law.period import Period
from tests.evaluation.world import lock
from tests.factories import (
    make_association,
    make_hours,
    make_measurement,
    make_municipality,
    make_participation,
    make_placement,
    make_programme,
    make_relationship,
    make_village,
    make_work,
    make_worker,
)
from tests.works import make_volunteer
from villages.models import Association

MONTHS = 6
PERIODS = ((1, 3), (1, 6), (4, 6), (2, 4), (1, 4), (1, 5), (1, 2))
PAID = ("work", "sick", "holiday")


@dataclass
class Person:
    """`hours`: by month and kind. `wage` None: there without one. `first`, `last`: months of the work."""

    first: int
    last: int
    wage: Decimal | None
    inside: bool
    association: int
    hours: dict[tuple[int, str], Decimal] = field(default_factory=dict)


@dataclass
class Town:
    municipality: Municipality
    programme: Programme
    names: list[str]  # of the associations
    people: list[Person]
    drivers: dict[tuple[str, int, str], Decimal]  # hours by volunteer, month, and hand or machine
    out: list[tuple[Asked, dict[str, Any]]] = field(default_factory=list)

    def publish(self, first: int, last: int, *, programme: bool) -> dict[str, Any]:
        """One more report, beside all before it."""
        period = Period(date(2026, first, 1), last_day(last))
        asked = Asked(self.municipality, period, self.programme if programme else None)
        earlier = [Published.of(one.scope, data) for one, data in self.out]
        data = report_data(asked, earlier)
        self.out.append((asked, data))
        return data


def last_day(month: int) -> date:
    return date(2026, month, (31, 28, 31, 30, 31, 30)[month - 1])


def town_of(chance: Random) -> Town:
    """A municipality and the reports that it has published."""
    town = people_of(chance)
    for _number in range(chance.choice((1, 2, 3))):
        town.publish(*chance.choice(PERIODS), programme=chance.random() < 0.4)
    return town


def people_of(chance: Random) -> Town:
    """A municipality, its people and what they did."""
    municipality = make_municipality()
    village = make_village(municipality)
    places = [make_association(municipality, village=village, accident_percent="1.20") for _n in range(3)]
    programme = make_programme(municipality)
    number = chance.choice((6, 8, 11, 15, 20))
    shares = chance.choice((0.3, 0.8, 0.95)), chance.choice((0.1, 0.5, 0.9, 1)), chance.choice((0.05, 0.3))
    people = [_person(chance, *shares) for _number in range(number)]
    for person in people:
        _written(person, places, programme, chance)
    drivers = _volunteers(chance, places)
    _volunteered(drivers, places[0])
    return Town(municipality, programme, [place.name for place in places], people, drivers)


def _person(chance: Random, inside: float, waged: float, ill: float) -> Person:
    first = chance.choice((1, 1, 1, 2, 3, 4, 5))
    last = min(MONTHS, first + chance.choice((0, 1, 3, 5)))
    wage = Decimal(chance.randrange(11, 19)) if chance.random() < waged else None
    person = Person(first, last, wage, chance.random() < inside, chance.choice((0, 0, 0, 1, 2)))
    for month in range(first, last + 1):
        if chance.random() < 0.9:
            person.hours[month, "work"] = Decimal(chance.randrange(4, 16)) / 2
        if chance.random() < ill:
            kind = chance.choice(("sick", "sick", "holiday"))
            person.hours[month, kind] = Decimal(chance.randrange(4, 16)) / 2
    return person


def _written(person: Person, places: list[Association], programme: Programme, chance: Random) -> None:
    worker = make_worker(programme.municipality)
    first = date(2026, person.first, 1)
    make_relationship(worker, first)
    if person.inside:
        make_participation(programme, worker, date(2025, 12, 1))
    placement = make_placement(
        worker, places[person.association], first=first, last=last_day(person.last),
        kind="subsidised" if person.wage else "rehabilitative",
        hourly_wage=str(person.wage) if person.wage else None,
    )  # fmt: skip
    days: dict[int, int] = defaultdict(int)
    for (month, kind), hours in person.hours.items():
        days[month] += 1
        make_hours(placement, date(2026, month, 1 + days[month]), str(hours), kind)
    lock(placement)
    if chance.random() < 0.8:
        make_measurement(worker, "start", str(chance.randrange(3, 7)), on=first)
        make_measurement(worker, "end", str(chance.randrange(4, 9)), on=last_day(person.last))


def _volunteers(chance: Random, places: list[Association]) -> dict[tuple[str, int, str], Decimal]:
    kinds = chance.choice((("hand",), ("hand", "machine"), ("hand", "hand", "hand", "machine")))
    return {
        (f"Talkoolainen {number}", chance.randrange(1, MONTHS + 1), chance.choice(kinds)): Decimal(
            chance.randrange(2, 23)
        )
        for number in range(chance.choice((0, 5, 8, 12)))
        for _time in range(2)
    }


def _volunteered(drivers: dict[tuple[str, int, str], Decimal], association: Association) -> None:
    assert association.village is not None
    work = make_work(association.village)
    for (name, month, kind), hours in drivers.items():
        fields: dict[str, Any] = {"hours": str(hours)}
        if kind == "machine":
            fields = {"hours": "0", "machine_hours": hours}
        make_volunteer(work, association, name=name, day=date(2026, month, 7), **fields)
