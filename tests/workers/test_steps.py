"""Who comes next to a step of the municipal share, and what a person's page says of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from laavu.accounts.models import ReadLog
from laavu.law.next_step import NextStepFacts, next_step
from laavu.law.period import Period
from tests.cast import Cast, assert_coordinators_only, client_of, text_of
from tests.factories import (
    make_association,
    make_placement,
    make_relationship,
    make_spell,
    make_village,
    make_worker,
)
from workers.choices import Benefit
from workers.models import UnemploymentSpell, Worker
from workers.share import DaysNow, days_now
from workers.steps import _can_reach

TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to("2026-11-23 12:00+02:00", tick=False)


def client_at(cast: Cast, name: str, days: int, **fields: Any) -> Worker:
    """A client without work who has so many benefit days on the Sunday before today."""
    worker = make_worker(cast.municipality, name=name, **fields)
    make_relationship(worker)
    counted = {"days_paid": days, "days_as_of": TODAY - timedelta(days=1)}
    make_spell(worker, date(2025, 1, 1), benefit=Benefit.GENERAL_SUPPORT, **counted)
    return worker


def shown(cast: Cast, **query: str) -> list[str]:
    rows = client_of(cast.coordinator).get(reverse("step_list"), query).context["rows"]
    return [row.worker.name for row in rows]


def test_the_order_is_that_of_the_day_and_then_of_the_name(cast: Cast) -> None:
    client_at(cast, "Öhman Åke", 198)
    client_at(cast, "Aalto Aino", 198)
    client_at(cast, "Zetterberg Zaida", 699)  # the dearest step comes later than theirs
    client_at(cast, "Bergman Bo", 95)
    assert shown(cast) == ["Zetterberg Zaida", "Aalto Aino", "Öhman Åke", "Bergman Bo"]


def test_what_a_person_costs_does_not_stand_in_the_list(cast: Cast) -> None:
    client_at(cast, "Aalto Aino", 198)
    page = text_of(client_of(cast.coordinator).get(reverse("step_list")))
    assert "Aalto Aino" in page
    assert "€" not in page


def test_the_list_reaches_as_far_as_asked(cast: Cast) -> None:
    client_at(cast, "Aalto Aino", 95)
    client_at(cast, "Beck Bo", 70)
    client_at(cast, "Carlsson Calle", 45)
    client_at(cast, "Dahl Dora", 10)
    assert shown(cast) == ["Aalto Aino"]
    assert shown(cast, within="60") == ["Aalto Aino", "Beck Bo"]
    assert shown(cast, within="90") == ["Aalto Aino", "Beck Bo", "Carlsson Calle"]
    assert shown(cast, within="1000") == ["Aalto Aino"]


def test_the_list_is_searched_and_filtered_by_village(cast: Cast) -> None:
    village = make_village(cast.municipality)
    client_at(cast, "Aalto Aino", 95, home_village=village)
    client_at(cast, "Beck Bo", 95)
    client_at(cast, "Dold Dora", 95, home_village=village, address_protected=True)
    assert shown(cast, q="beck") == ["Beck Bo"]
    assert shown(cast, village=str(village.public_id)) == ["Aalto Aino"]


def test_who_is_at_work_or_no_client_or_long_past_the_last_step_is_left_out(cast: Cast) -> None:
    working = client_at(cast, "Työssä Tuula", 95)
    make_placement(working, make_association(cast.municipality), last=None)
    client_at(cast, "Perillä Pertti", 800)
    former = client_at(cast, "Entinen Eero", 95)
    former.relationships.update(period=Period(date(2025, 1, 1), date(2026, 1, 1)), end_reason="moved")
    assert shown(cast) == []


def test_another_citys_people_are_not_in_the_list(cast: Cast) -> None:
    client_at(cast, "Aalto Aino", 95)
    answer = client_of(cast.stranger).get(reverse("step_list"))
    assert answer.context["rows"] == []


def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    client_at(cast, "Aalto Aino", 95, home_village=make_village(cast.municipality))
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("step_list"))
    for number in range(40):
        client_at(cast, f"Beck {number}", 90 + number % 8, home_village=make_village(cast.municipality))
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(client.get(reverse("step_list")).context["rows"]) == 25


def test_the_second_page_goes_on_where_the_first_ended(cast: Cast) -> None:
    for number in range(30):
        client_at(cast, f"Beck {number:02}", 95)
    client = client_of(cast.coordinator)
    first = client.get(reverse("step_list")).context
    second = client.get(reverse("step_list") + first["page"].next).context
    assert [row.worker.name for row in second["rows"]] == [f"Beck {number}" for number in range(25, 30)]
    assert second["page"].next is None


def test_a_step_that_the_law_cannot_give_is_told_with_its_reason(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to("2014-12-30 12:00+02:00", tick=False)
    worker = make_worker(cast.municipality, name="Aalto Aino")
    make_relationship(worker, date(2014, 1, 1))
    make_spell(
        worker, date(2014, 1, 1), benefit=Benefit.GENERAL_SUPPORT, days_paid=99, days_as_of=date(2014, 12, 29)
    )
    page = text_of(client_of(cast.coordinator).get(reverse("step_list")))
    assert "The step cannot be computed" in page
    assert "No rule of the law is known for this day. Day: 30 Dec 2014; needed: 1 May 2026 or later." in page


def test_the_export_has_the_whole_list_and_is_written_down(cast: Cast) -> None:
    worker = client_at(cast, "Aalto Aino", 95)
    client_at(cast, "Dahl Dora", 10)
    lines = text_of(client_of(cast.coordinator).get(reverse("step_export", args=["csv"]))).splitlines()
    assert len(lines) == 2
    assert "Aalto Aino" in lines[1]
    assert [row.subject_id for row in ReadLog.objects.filter(act="exported")] == [worker.pk]


def test_only_coordinators_come_in(cast: Cast) -> None:
    assert_coordinators_only(cast, reverse("step_list"))
    assert_coordinators_only(cast, reverse("step_export", args=["csv"]))


def test_htmx_gets_the_rows_alone(cast: Cast) -> None:
    page = text_of(client_of(cast.coordinator).get(reverse("step_list"), headers={"HX-Request": "true"}))
    assert 'id="rows"' in page
    assert "<html" not in page


def test_today_and_the_list_of_people_lead_to_it(cast: Cast) -> None:
    client_at(cast, "Aalto Aino", 95)
    client = client_of(cast.coordinator)
    assert "The municipal share of 1 client rises within 30 days" in text_of(client.get(reverse("today")))
    assert reverse("step_list") in text_of(client.get(reverse("worker_list")))


def test_todays_clients_without_benefit_days_are_the_ones_the_link_shows(cast: Cast) -> None:
    client_at(cast, "Laskettu Lauri", 95)
    uncounted = make_worker(cast.municipality, name="Laskematon Laila")
    make_relationship(uncounted)
    working = make_worker(cast.municipality, name="Työssä Tuula")
    make_relationship(working)
    make_placement(working, make_association(cast.municipality), last=None)
    client = client_of(cast.coordinator)
    address = f"{reverse('worker_list')}?days=none"
    assert address in text_of(client.get(reverse("today")))
    assert [row.name for row in client.get(address).context["rows"]] == ["Laskematon Laila"]


def test_the_persons_page_names_the_days_the_share_the_step_and_the_assumption(cast: Cast) -> None:
    worker = client_at(cast, "Aalto Aino", 195)
    spell = worker.spells.get()
    spell.days_paid, spell.days_as_of = 190, date(2026, 11, 15)  # five weekdays before today
    spell.save()
    page = text_of(client_of(cast.coordinator).get(worker.get_absolute_url()))
    assert "195 (190 counted on 15 Nov 2026, and 5 weekdays since)" in page
    assert "10%, €80.00 a month" in page
    assert "30 Nov 2026: 20%, €160.00 a month" in page
    assert "as if the benefit had been paid on each" in page
    assert "Municipal share of a full month" in page
    assert "48/2026" in page


def test_bad_facts_give_the_persons_page_a_reason_and_no_amount(cast: Cast, time_machine: Any) -> None:
    worker = client_at(cast, "Aalto Aino", 195)
    time_machine.move_to("2026-04-20 12:00+03:00", tick=False)
    worker.spells.update(days_as_of=date(2026, 4, 19))
    page = text_of(client_of(cast.coordinator).get(worker.get_absolute_url()))
    assert "needed: 1 May 2026 or later" in page
    assert "€" not in page


days = st.dates(date(2025, 1, 1), date(2027, 6, 30))


@settings(max_examples=150, deadline=None)
@given(today=days, paid=st.integers(0, 900), age=st.integers(0, 400), ago=st.integers(-5, 200))
def test_days_carried_forward_are_the_weekdays_between_and_never_fewer_than_counted(
    today: date, paid: int, age: int, ago: int
) -> None:
    counted = today - timedelta(days=ago)
    spell = UnemploymentSpell(
        period=Period(today - timedelta(days=age)), benefit="general_support", days_paid=paid,
        days_as_of=counted,
    )  # fmt: skip
    count = days_now(spell, today)
    assert count is not None
    first = max(counted + timedelta(days=1), spell.period.first)
    between = [first + timedelta(days=n) for n in range(max(0, (today - first).days))]
    assert count.since == sum(day.weekday() < 5 for day in between)
    assert count.days == paid + count.since
    assert count.before == max(today, counted + timedelta(days=1))


@settings(max_examples=150, deadline=None)
@given(
    today=st.dates(date(2025, 1, 1), date(2026, 3, 31)), paid=st.integers(0, 900), ahead=st.integers(1, 120)
)
def test_nobody_whose_step_comes_in_time_is_spared_the_law(today: date, paid: int, ahead: int) -> None:
    last = today + timedelta(days=ahead)
    step = next_step(NextStepFacts("labour_market_subsidy", paid, today)).get()
    if step.changes_on is not None and step.changes_on <= last:
        assert _can_reach(DaysNow(paid, today - timedelta(days=1), 0, today), today, last)
