"""A calendar that is made in two windows at once is made, and one address is left open."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from laavu.accounts.acting import acting_as, acting_for
from laavu.accounts.actor import actor_of
from placements.deadlines.calendar import make_feed, owner_of
from placements.models import CalendarFeed
from tests.factories import make_municipality, make_role

AT = datetime(2026, 3, 18, 10, tzinfo=UTC)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_windows_at_once_leave_one_open_address(transactional_db: Any) -> None:
    municipality = make_municipality(is_demo=True)
    with acting_for(municipality):
        user = make_role(municipality, "coordinator")
    barrier = Barrier(2)

    def make(_window: int) -> str:
        try:
            with acting_as(user.pk):
                who = actor_of(user)
                barrier.wait(timeout=20)
                return make_feed(who, AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        secrets = list(pool.map(make, range(2)))
    assert len([one for one in secrets if owner_of(one)]) == 1
    with acting_for(municipality):
        assert CalendarFeed.objects.filter(ended_on=None).count() == 1
        assert CalendarFeed.objects.count() == 2
