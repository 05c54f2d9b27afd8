"""Two who put the same work onto the page at once find it there once."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from django.db import connections

from laavu.accounts.acting import acting_for
from tests.factories import make_association, make_municipality, make_village, make_work
from villages.models import PublicWork
from villages.publicity.keeping import put_works


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_double_click_puts_the_work_there_once(transactional_db: Any) -> None:
    municipality = make_municipality()
    with acting_for(municipality):
        village = make_village(municipality)
        association = make_association(municipality, village=village)
        work = make_work(village)

    def second() -> None:
        try:
            with acting_for(municipality):
                put_works(association, [work.pk], [work.pk])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with acting_for(municipality):
            put_works(association, [work.pk], [work.pk])
            waiting = pool.submit(second)
            sleep(0.5)  # until the second waits for the first
        waiting.result(timeout=20)
    with acting_for(municipality):
        assert PublicWork.objects.get().work == work
