"""A treasurer's month on the first page: what comes next, from hours to a sent claim."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.models import Claim, Month, Pay, PayPeriod, Placement
from placements.rounds import Round, round_of
from tests.factories import make_decision, make_hours, make_placement, make_worker
from tests.pay import make_pay_period, make_rules
from tests.placements.cast import Cast
from tests.placements.pay.world import approve, reopen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]
FEBRUARY = date(2026, 2, 1)
GRID = "/tunnit/yhdistys/{}/2026-2/"


def work(people: Cast, name: str = "Aalto Aino") -> Placement:
    """At work since February, five hours each Monday, decided on by the employment authority."""
    worker = make_worker(people.municipality, name=name)
    placement = make_placement(
        worker, people.association, first=FEBRUARY, weekly_hours="5.00", hourly_wage="12.00"
    )
    make_decision(placement, percent=Decimal(50), rule="PT23-50", payer="Lakean työllisyysalue")
    return placement


def write(placement: Placement) -> None:
    for day in (2, 9, 16, 23):
        make_hours(placement, date(2026, 2, day), "5.00")


def now(people: Cast, role: str = "treasurer") -> Round:
    (found,) = people.client(role).get("/").context["rounds"]
    assert isinstance(found, Round)
    return found


def due(people: Cast) -> tuple[str, str]:
    stage = now(people).next_stage
    return (stage.button, stage.address) if stage else ("", "")


def wages(people: Cast) -> PayPeriod:
    people.association.accident_percent = people.association.group_life_percent = Decimal("0.50")
    people.association.save()
    make_rules(people.association)
    return make_pay_period(people.association, FEBRUARY, pay_on=date(2026, 3, 10))


def test_first_the_hours_are_written_then_sent(people: Cast) -> None:
    placement = work(people)
    grid = GRID.format(people.association.public_id)
    assert due(people) == ("Kirjaa tunnit: helmikuu 2026", grid)
    write(placement)
    assert due(people) == ("Tarkista ja lähetä helmikuu 2026", f"{grid}laheta/")


def test_what_the_coordinator_has_is_not_the_treasurers_to_do(people: Cast) -> None:
    placement = work(people)
    write(placement)
    wages(people)
    Month.objects.filter(placement=placement).update(
        state="submitted", submitted_at="2026-03-02T09:00Z", submitted_by="Raija"
    )
    found = now(people)
    assert found.next_stage is None
    assert not found.is_done
    assert [stage.word for stage in found.stages][:3] == [
        "lähetetty", "Koordinaattori on hyväksynyt 0/1", "hyväksynnän jälkeen",
    ]  # fmt: skip


def test_after_the_approval_come_wages_and_the_claim_and_then_it_is_done(people: Cast) -> None:
    placement = work(people)
    write(placement)
    period = wages(people)
    approve(placement, FEBRUARY)
    client = people.client("treasurer")
    assert due(people) == ("Laske ja sulje palkat", period.get_absolute_url())
    client.post(f"{period.get_absolute_url()}laske/")
    client.post(f"{period.get_absolute_url()}sulje/")
    pay = Pay.objects.get()
    assert due(people) == ("Merkitse palkat maksetuiksi", f"{period.get_absolute_url()}maksettu/")
    client.post(
        f"{period.get_absolute_url()}maksettu/",
        {"on": "10.3.2026", f"paid-{pay.pk}": "on", f"slip-{pay.pk}": "1"},
    )
    assert due(people) == ("Tee maksatushakemus", "/rahat/hakemukset/")
    (group,) = client.get("/rahat/hakemukset/").context["groups"]
    asked = {"association": people.association.public_id, "kind": group.kind, "payer": group.payer}
    client.post("/rahat/hakemukset/uusi/", asked | {"month": "2026-02-01"})
    claim = Claim.objects.get()
    assert due(people) == ("Lähetä maksatushakemus", claim.get_absolute_url())
    client.post(f"{claim.get_absolute_url()}laheta/", {"on": "18.3.2026", "seen": claim.total})
    assert due(people) == ("", "")
    assert now(people).is_done


def test_a_month_that_came_back_is_written_again_first(people: Cast) -> None:
    placement = work(people)
    write(placement)
    wages(people)
    approve(placement, FEBRUARY)
    reopen(placement, FEBRUARY)
    assert due(people)[0] == "Tarkista ja lähetä helmikuu 2026"


def test_rules_of_pay_and_pay_periods_that_are_missing_are_asked_for(people: Cast) -> None:
    placement = work(people)
    write(placement)
    approve(placement, FEBRUARY)
    assert due(people)[0] == "Kirjoita palkkasäännöt"
    make_rules(people.association)
    assert due(people)[0] == "Lisää palkkakausia"


def test_whoever_has_no_association_or_nobody_at_work_has_no_round(people: Cast) -> None:
    assert people.client("treasurer").get("/").context["rounds"] == []
    work(people)
    assert people.client("deputy").get("/").context["rounds"] != []
    assert people.client("neighbour").get("/").context["rounds"] == []
    for role in ("coordinator", "supervisor"):
        assert "rounds" not in people.client(role).get("/").context


def test_the_round_asks_no_more_of_the_database_for_many(people: Cast, actor_for: Any) -> None:
    def asked() -> int:
        who = actor_for(people.users["treasurer"])
        with CaptureQueriesContext(connection) as queries:
            round_of(who, people.association, FEBRUARY, date(2026, 3, 18))
        return len(queries)

    write(work(people))
    wages(people)
    few = asked()
    for name in ("Berg Bo", "Eerola Eero", "Halme Hilkka"):
        write(work(people, name))
    assert asked() == few
