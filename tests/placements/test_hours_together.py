"""Two people save the same hours at the same moment, over connections of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction

from laavu.accounts.acting import acting_as, acting_for
from laavu.accounts.actor import actor_of
from laavu.accounts.models import User
from placements.hours import Line, Outcome, save_hours
from placements.models import HourEntry, Placement
from tests.factories import make_association, make_member, make_municipality, make_placement, make_worker

# The owner's connection empties the tables afterwards: the application's role may not.
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
DAY = date(2026, 3, 2)


@pytest.fixture
def committed(transactional_db: Any) -> tuple[Placement, User, User]:
    """A placement and two of its association's people that every connection sees."""
    with transaction.atomic():
        municipality = make_municipality()
        association = make_association(municipality)
        placement = make_placement(make_worker(municipality), association)
        users = make_member(association), make_member(association, "deputy")
    return placement, *users


def line(hours: str, key: UUID) -> Line:
    return Line("2026-03-02_0", DAY, None, key, "", Decimal(hours), "work", "", None)


def at_once(placement: Placement, writes: list[tuple[User, Line]]) -> list[Outcome]:
    """Every write in a thread and a transaction of its own, begun at the same moment."""
    barrier = Barrier(len(writes))

    def write(user: User, one: Line) -> Outcome:
        try:
            with acting_as(user.pk):
                who = actor_of(user)
                barrier.wait(timeout=20)
                (outcome,) = save_hours(
                    placement=placement, first_day=DAY.replace(day=1), lines=[one], known={}, by=who
                )
            return outcome
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(writes)) as pool:
        return list(pool.map(lambda pair: write(*pair), writes))


def written(placement: Placement) -> list[str]:
    with acting_for(placement.municipality):
        return [str(entry.hours) for entry in HourEntry.objects.order_by("id")]


def test_a_double_click_is_kept_once(committed: tuple[Placement, User, User]) -> None:
    placement, user, _other = committed
    twice = line("5.00", uuid4())
    outcomes = at_once(placement, [(user, twice), (user, twice)])
    assert [outcome.is_kept for outcome in outcomes] == [True, True]
    assert written(placement) == ["5.00"]


def test_of_two_writers_the_second_is_told_of_the_first(committed: tuple[Placement, User, User]) -> None:
    placement, user, other = committed
    outcomes = at_once(placement, [(user, line("5.00", uuid4())), (other, line("6.00", uuid4()))])
    assert sorted(outcome.is_kept for outcome in outcomes) == [False, True]
    kept = next(outcome for outcome in outcomes if outcome.is_kept)
    assert written(placement) == [str(kept.line.hours)]
    assert connection.vendor == "postgresql"
