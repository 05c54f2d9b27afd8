"""People for a place and places for a person: the same number of queries, and no table of money."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laavu.law.period import Period
from placements.matching.gathering import pairs_for_opening
from placements.matching.reasons import Code
from tests import factories as make
from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.matching import make_distance, make_opening, make_statement
from workers.models import ClientRelationship, Worker, WorkerStatement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
TODAY = date(2026, 3, 18)


def test_people_stand_in_order_with_their_reasons(cast: Cast) -> None:
    home = cast.association.village
    assert home is not None
    far = make.make_village(cast.municipality)
    make_distance(home, far, "45")
    opening = make_opening(cast.association, skills=["painting"])
    near = make.make_worker(cast.municipality, name="Lähi Liisa", home_village=home)
    away = make.make_worker(cast.municipality, name="Kauko Kalle", home_village=far)
    for one in (near, away):
        make.make_relationship(one)
        make_statement(one, max_km=20, skills=["painting"])
    silent = make.make_worker(cast.municipality, name="Hiljainen Heikki")
    make.make_relationship(silent)
    answer = client_of(cast.coordinator).get(reverse("opening_people", args=[opening.public_id]))
    text = text_of(answer)
    # One thing stands in the way of each of the last two; for Kauko more fits.
    assert text.index("Lähi Liisa") < text.index("Kauko Kalle") < text.index("Hiljainen Heikki")
    assert "Lives in the same village." in text
    assert "The way is 45 km, the person travels 20 km at most." in text
    assert "Has not told yet what they can and want." in text
    assert "Can do what is needed: painting." in text


def test_places_stand_beside_a_person(cast: Cast) -> None:
    worker = make.make_worker(cast.municipality, home_village=cast.association.village)
    make.make_relationship(worker)
    make_statement(worker, hours_to="20")
    make_opening(cast.association, title="Pitkä viikko", weekly_hours="25")
    make_opening(cast.association, title="Lyhyt viikko", weekly_hours="15")
    closed = make_opening(cast.association, title="Kiinni oleva")
    type(closed).objects.filter(pk=closed.pk).update(
        state="closed", closed_at="2026-03-01T10:00Z", closed_by="x", close_reason="other"
    )
    address = reverse("worker_openings", args=[worker.public_id])
    text = text_of(client_of(cast.coordinator).get(address))
    assert text.index("Lyhyt viikko") < text.index("Pitkä viikko")
    assert "Kiinni oleva" not in text
    assert_coordinators_only(cast, address)
    assert_stranger_finds_nothing(cast, address)


def test_benefits_and_subsidies_change_nothing_in_the_order(cast: Cast, actor_for: Any) -> None:
    opening = make_opening(cast.association)
    workers = []
    for number in range(6):
        worker = make.make_worker(cast.municipality, name=f"Ihminen {number}")
        make.make_relationship(worker, first=date(2026, 1, 1 + number))
        make_statement(worker)
        workers.append(worker)
    who = actor_for(cast.coordinator)
    before = [pair.person.key for pair in pairs_for_opening(who, opening, TODAY)[0]]
    for number, worker in enumerate(reversed(workers)):
        make.make_spell(
            worker, days_paid=100 * number, days_as_of=date(2026, 3, 1), benefit="general_support"
        )
        old = make.make_placement(
            worker, cast.association, first=date(2024, 1, 1), last=date(2024, 6, 30),
            hourly_wage=f"{9 + number}.00",
        )  # fmt: skip
        make.make_decision(old)
    with CaptureQueriesContext(connection) as context:
        pairs, _people = pairs_for_opening(who, opening, TODAY)
    assert [pair.person.key for pair in pairs] == before == [worker.pk for worker in workers]
    asked = " ".join(query["sql"] for query in context.captured_queries)
    money = ("unemploymentspell", "benefitmonth", "subsidydecision", "placements_pay", "claim", "support")
    assert [table for table in money if table in asked] == []


def test_a_thousand_people_take_as_many_queries_as_one(cast: Cast, actor_for: Any) -> None:
    opening = make_opening(cast.association)
    who = actor_for(cast.coordinator)
    counts = []
    for many in (1, 1000):
        workers = Worker.objects.bulk_create(
            Worker(municipality=cast.municipality, name=f"Ihminen {n}", client_number=f"M-{many}-{n}")
            for n in range(many)
        )
        _clients(workers)
        with CaptureQueriesContext(connection) as context:
            pairs, _people = pairs_for_opening(who, opening, TODAY)
        counts.append(len(context))
        assert len(pairs) >= many
    assert counts[0] == counts[1] <= 10
    assert any(one.code == Code.HOURS for one in pairs[0].reasons)


def _clients(workers: list[Worker]) -> None:
    common: list[dict[str, Any]] = [{"municipality": one.municipality, "worker": one} for one in workers]
    ClientRelationship.objects.bulk_create(
        ClientRelationship(**one, period=Period(date(2026, 1, 1))) for one in common
    )
    WorkerStatement.objects.bulk_create(
        WorkerStatement(
            **one, version=1, stated_on=date(2026, 3, 1), stated_how="self", hours_from=10, hours_to=30,
            seasons=["summer"], travel=["own_car"], consented_on=date(2026, 3, 1), recorded_by="x",
        )
        for one in common
    )  # fmt: skip
