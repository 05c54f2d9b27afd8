"""The municipality's share ahead: the law of each day over the people of today."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter
from typing import Any

from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as some
from time_machine import travel

from evaluation.economy.facts import Agreed, Count, Jobseeker, Lack, Placed, Spell
from evaluation.forecast.computing import Client, Forecast, forecast, without_planned
from evaluation.statistics.forecast import clients_on
from laavu.law.municipal_share import ShareFacts, municipal_share
from laavu.law.period import Period
from tests.cast import Cast, client_of, text_of
from tests.evaluation.money_world import make_money_world
from tests.factories import make_placement, make_relationship, make_spell, make_worker
from workers.models import Worker

TODAY = date(2026, 11, 29)
ASKED = Period(date(2026, 12, 1), date(2028, 11, 30))
LABOUR = "labour_market_subsidy"
SETTINGS = settings(max_examples=40, deadline=None)
days = some.integers(0, 1200)
firsts = some.dates(date(2025, 6, 1), date(2028, 6, 1))
lengths = some.integers(1, 700)


def client(paid: int | None, *jobs: Placed, key: int = 1) -> Client:
    counts = () if paid is None else (Count(TODAY - timedelta(days=600), paid),)
    return Client(key, Jobseeker((Spell(Period(date(2015, 1, 1)), LABOUR),), counts), jobs)


def job(first: date, length: int | None, monthly: str = "3000", key: int = 1) -> Placed:
    last = None if length is None else first + timedelta(days=length)
    terms = (Agreed(first, Decimal(35), monthly=Decimal(monthly)),)
    return Placed(key, 1, Period(first, last), terms=terms)


def test_without_people_there_is_nothing() -> None:
    found = forecast([], ASKED)
    assert (found.total, found.people, found.left_out, len(found.months)) == (Decimal(0), 0, 0, 24)


@SETTINGS
@given(days)
def test_somebody_without_work_is_as_the_law_answers(paid: int) -> None:
    counted = replace(client(paid), jobseeker=client(paid).jobseeker)
    before = Period(TODAY - timedelta(days=599), TODAY + timedelta(days=1))
    at_start = paid + before.weekday_count
    answer = municipal_share(ShareFacts(LABOUR, at_start, ASKED.first, date(2028, 11, 30))).get()
    assert abs(forecast([counted], ASKED).total - answer.total) < Decimal("0.13")


@SETTINGS
@given(days, firsts, lengths)
def test_work_at_a_full_wage_never_raises_the_share_while_it_lasts(
    paid: int, first: date, length: int
) -> None:
    work = job(first, length)
    during = work.period.overlap(ASKED)
    if during is None:
        return
    alone, at_work = forecast([client(paid)], during), forecast([client(paid, work)], during)
    assert at_work.total == 0
    assert at_work.total <= alone.total


@SETTINGS
@given(days, firsts, lengths, some.sampled_from(["700", "1300", "3000"]), some.integers(1, 23))
def test_any_cut_of_the_period_changes_nothing(
    paid: int, first: date, length: int, wage: str, cut: int
) -> None:
    clients = [client(paid, job(first, length, wage)), client(paid // 2, key=2)]
    months = ASKED.months()
    parts = [Period(ASKED.first, months[cut - 1].last), Period(months[cut].first, ASKED.last)]
    found = [forecast(clients, part) for part in parts]
    assert abs(sum((one.total for one in found), Decimal(0)) - forecast(clients, ASKED).total) < Decimal(
        "1e-9"
    )


@SETTINGS
@given(some.lists(days, max_size=6))
def test_people_add_up(paid: Sequence[int]) -> None:
    clients = [client(one, key=at) for at, one in enumerate(paid)]
    alone = sum((forecast([one], ASKED).total for one in clients), Decimal(0))
    assert abs(forecast(clients, ASKED).total - alone) < Decimal("1e-9")


def test_after_a_known_end_the_share_is_back_and_lower_than_it_would_have_been() -> None:
    work = job(date(2026, 6, 1), 300)
    with_work, alone = forecast([client(450, work)], ASKED), forecast([client(450)], ASKED)
    last = list(with_work.months)[-1]
    assert 0 < with_work.months[last] <= alone.months[last]


def test_who_is_not_counted_is_left_out_and_said() -> None:
    found = forecast([client(None), client(500, key=2), Client(3, Jobseeker())], ASKED)
    assert (found.people, dict(found.lacks)) == (1, {Lack.DAYS: 1, Lack.BENEFIT: 1})


def test_somebody_whose_benefit_has_ended_costs_nothing() -> None:
    ended = Jobseeker((Spell(Period(date(2020, 1, 1), date(2026, 1, 1)), LABOUR),), (Count(TODAY, 500),))
    assert forecast([Client(1, ended)], ASKED).without_benefit == 1


def test_planned_placements_are_those_that_have_not_begun() -> None:
    planned, begun = job(date(2027, 1, 1), 300), job(date(2026, 3, 1), 200, key=2)
    kept = without_planned([client(500, planned, begun)], TODAY)
    assert [one.key for one in kept[0].placed] == [2]


def test_a_thousand_people_are_no_work_for_the_background() -> None:
    clients = [
        client(
            number * 7 % 1300,
            *([job(date(2026, 9, 1), 30 + number, "1300")] if number % 3 else []),
            key=number,
        )
        for number in range(1000)
    ]
    begin = perf_counter()
    found: Forecast = forecast(clients, ASKED)
    assert perf_counter() - begin < 10  # three on a machine that does nothing else
    assert found.people == 1000


def test_the_page_shows_both_lines_and_what_is_not_known(cast: Cast) -> None:
    with travel(TODAY):
        make_money_world(cast.municipality, counted=9)
        worker = Worker.objects.filter(municipality=cast.municipality).order_by("id")[0]
        make_placement(worker, cast.association, first=date(2027, 2, 1), last=date(2027, 8, 1))
        answer = client_of(cast.coordinator).get(reverse("share_forecast"))
    page = text_of(answer)
    assert "3 persons are left out" in page
    chart = answer.context["chart"]
    assert [len(series.values) for series in chart.series] == [24, 24]
    with_planned, without = (sum(series.values) for series in chart.series)
    assert with_planned < without


def test_the_page_of_a_municipality_without_clients(cast: Cast) -> None:
    page = text_of(client_of(cast.evaluator).get(reverse("share_forecast")))
    assert "No placement with a first day ahead" in page


def test_as_many_questions_for_many_as_for_few(cast: Cast, django_assert_num_queries: Any) -> None:
    for number in (1, 6):
        for _one in range(number):
            worker = make_worker(cast.municipality)
            make_relationship(worker, date(2026, 1, 7))
            make_spell(worker, date(2024, 1, 1), days_paid=300, days_as_of=date(2026, 1, 1))
        with django_assert_num_queries(5):
            assert clients_on(cast.municipality.pk, TODAY)
