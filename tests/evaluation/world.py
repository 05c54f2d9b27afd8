"""A small municipality with enough people that its figures are shown: for the tests of pages and reports."""

from datetime import date
from typing import Any

from django.utils import timezone

from evaluation.models import Programme
from laavu.accounts.models import Municipality
from laavu.law.period import Period
from placements.models import Month, Placement
from placements.totals import recount
from tests.factories import (
    make_association,
    make_group,
    make_hours,
    make_measurement,
    make_participation,
    make_placement,
    make_programme,
    make_relationship,
    make_spell,
    make_village,
    make_work,
    make_worker,
)
from villages.models import Association

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
PERIOD = Period(FIRST, LAST)
ASKED = {"from": "2026-01-01", "to": "2026-06-30"}


def make_world(municipality: Municipality, *, people: int = 12) -> Programme:
    """People of a programme in a group: each has hours on two days, both answers, and some work done."""
    village = make_village(municipality)
    association = make_association(municipality, village=village, accident_percent="1.20")
    group = make_group(association)
    programme = make_programme(municipality, funder="Euroopan sosiaalirahasto")
    for number in range(people):
        worker = make_worker(municipality, birth_date=date(1980 + number, 5, 1))
        make_relationship(worker, date(2026, 1, 7))
        make_spell(worker, date(2024, 1, 1))
        make_participation(programme, worker, date(2026, 1, 7))
        make_placed(worker, association, group=group)
        make_measurement(worker, "start", "4", on=date(2026, 1, 8))
        make_measurement(worker, "end", str(4 + number % 3), on=date(2026, 5, 8))
        make_work(village, found_on=date(2026, 2, 1), chosen_on=date(2026, 3, 1), done_on=date(2026, 4, 1))
    return programme


def make_placed(worker: Any, association: Association, **fields: Any) -> Placement:
    """A placement with hours in two locked months."""
    placement = make_placement(worker, association, first=date(2026, 2, 2), last=date(2026, 4, 30), **fields)
    make_hours(placement, date(2026, 2, 3), "3.00")
    make_hours(placement, date(2026, 3, 3), "3.00")
    lock(placement)
    return placement


def lock(placement: Placement) -> None:
    months = Month.objects.filter(placement=placement)
    months.update(state="locked", locked_at=timezone.now(), locked_by="Aino")
    recount(months.values_list("pk", flat=True))
