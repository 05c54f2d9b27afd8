"""What is counted and what is not: both ends of a period are in, open months and others' rows stay out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.indicators.computing import compute
from evaluation.statistics.hours import hours
from evaluation.statistics.people import people
from evaluation.statistics.scope import Scope
from evaluation.statistics.work import in_associations, works
from laavu.law.period import Period
from laavu.law.side_costs import SideCostFacts, side_costs
from tests.evaluation.world import FIRST, LAST, lock, make_world
from tests.factories import (
    make_association,
    make_group,
    make_hours,
    make_measurement,
    make_municipality,
    make_participation,
    make_placement,
    make_programme,
    make_relationship,
    make_spell,
    make_village,
    make_work,
    make_worker,
)
from workers.models import Background

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def here() -> Any:
    return make_municipality()


def scope(here: Any, first: date = YEAR[0], last: date = YEAR[1], programme: Any = None) -> Scope:
    return Scope(here.pk, first, last, programme.pk if programme else None)


def test_people_count_from_the_first_to_the_last_day_of_their_relationship(here: Any) -> None:
    make_relationship(make_worker(here), date(2025, 3, 1), date(2026, 1, 1))
    make_relationship(make_worker(here), date(2025, 3, 1), date(2025, 12, 31))
    make_relationship(make_worker(here), date(2026, 12, 31))
    make_relationship(make_worker(here), date(2027, 1, 1))
    found = people(scope(here))
    assert (found.participants, found.new_participants) == (2, 1)


def test_a_person_with_two_placements_is_employed_once(here: Any) -> None:
    worker, association = make_worker(here), make_association(here)
    make_relationship(worker)
    make_placement(worker, association, first=date(2026, 2, 1), last=date(2026, 3, 31))
    make_placement(worker, first=date(2026, 5, 1))
    found = people(scope(here))
    assert (found.employed, found.employed_by_associations) == (1, 1)
    assert in_associations(scope(here)).begun == 1


def test_a_placement_of_somebody_who_is_no_participant_employs_nobody(here: Any) -> None:
    make_placement(make_worker(here), first=date(2026, 2, 1))
    assert people(scope(here)).employed == 0


def test_days_of_placements_are_those_inside_the_period(here: Any) -> None:
    association = make_association(here)
    make_placement(make_worker(here), association, first=date(2025, 12, 1), last=date(2026, 1, 2))
    make_placement(make_worker(here), association, first=date(2026, 12, 31), last=None,
                   group=make_group(association))  # fmt: skip
    make_placement(make_worker(here), first=date(2026, 5, 1))
    found = in_associations(scope(here))
    assert (found.days, found.begun, found.associations, found.with_group) == (2 + 1, 1, 1, 1)


def test_unfinished_work_counts_by_the_day_of_each_step(here: Any) -> None:
    village = make_village(here)
    make_work(village, found_on=date(2025, 12, 31), chosen_on=date(2026, 1, 1), done_on=date(2027, 1, 1))
    make_work(village, found_on=date(2026, 1, 1))
    found = works(scope(here))
    assert (found.found, found.chosen, found.done) == (1, 1, 0)


def test_hours_count_in_locked_months_with_the_wage_of_the_day(here: Any) -> None:
    association = make_association(here, accident_percent=Decimal("1.20"), group_life_percent=Decimal("0.06"))
    placement = make_placement(make_worker(here), association, hourly_wage="10.33")
    for day, amount, kind in ((5, "7.50", "work"), (6, "2.25", "sick"), (7, "3.00", "unpaid")):
        make_hours(placement, date(2026, 2, day), amount, kind)
    assert hours(scope(here)).paid == 0
    lock(placement)
    make_hours(placement, date(2026, 3, 2), "5.00")
    found = hours(scope(here))
    assert (found.worked, found.paid) == (Decimal("7.50"), Decimal("9.75"))
    assert found.gross == Decimal("9.75") * Decimal("10.33")
    figures = compute(scope(here))
    assert figures["gross_wages"].value == Decimal("100.72")
    facts = SideCostFacts(date(2026, 2, 1), found.gross, Decimal("1.20"), Decimal("0.06"))
    assert figures["side_costs"].value == side_costs(facts).get().total


def test_side_costs_without_an_accident_percent_say_so(here: Any) -> None:
    placement = make_placement(make_worker(here), make_association(here))
    make_hours(placement, date(2026, 2, 5))
    lock(placement)
    figure = compute(scope(here))["side_costs"]
    assert figure.value is None
    assert "1 " in str(figure.reason)


def test_side_costs_of_years_without_rates_say_so(here: Any) -> None:
    placement = make_placement(
        make_worker(here), make_association(here, accident_percent=1), first=date(2035, 1, 1), last=None
    )
    make_hours(placement, date(2035, 2, 5))
    lock(placement)
    figure = compute(scope(here, date(2035, 1, 1), date(2035, 12, 31)))["side_costs"]
    assert figure.value is None
    assert "2035" in str(figure.reason)


def test_wages_without_an_hourly_wage_are_no_sum(here: Any) -> None:
    placement = make_placement(make_worker(here), make_association(here), hourly_wage=None)
    make_hours(placement, date(2026, 2, 5))
    lock(placement)
    assert compute(scope(here))["gross_wages"].value is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.sets(st.dates(FIRST, LAST), max_size=6))
def test_parts_of_a_period_add_up_to_the_whole(here: Any, cuts: set[date]) -> None:
    if not people(scope(here, FIRST, LAST)).participants:
        make_world(here, people=3)
    parts = [scope(here, part.first, part.last or part.first) for part in Period(FIRST, LAST).split(cuts)]
    whole = hours(scope(here, FIRST, LAST))
    assert sum(hours(part).gross for part in parts) == whole.gross > 0
    assert sum(hours(part).worked for part in parts) == whole.worked
    days = in_associations(scope(here, FIRST, LAST)).days
    assert sum(in_associations(part).days for part in parts) == days


def test_a_pair_is_the_last_end_of_the_period_with_the_last_start_before_it(here: Any) -> None:
    worker = make_worker(here)
    make_relationship(worker)
    for phase, value, day in (
        ("start", "2", date(2025, 6, 1)),
        ("start", "3", date(2026, 1, 2)),
        ("end", "4", date(2026, 3, 1)),
        ("end", "7", date(2026, 5, 1)),
        ("start", "9", date(2026, 6, 1)),
        ("end", "1", date(2027, 1, 1)),
    ):
        make_measurement(worker, phase, value, on=day)
    make_measurement(make_worker(here), "end", "5", on=date(2026, 5, 1))
    figure = compute(scope(here))["work_ability_change"]
    assert (figure.value, figure.n) == (Decimal("4.00"), 1)
    assert figure.more["end_answers"] == 2


def test_nobody_with_both_answers_is_no_figure(here: Any) -> None:
    figure = compute(scope(here))["life_satisfaction_change"]
    assert figure.value is None
    assert figure.reason


def test_the_funds_participants_are_those_whose_wage_the_project_does_not_pay(here: Any) -> None:
    programme = make_programme(here)
    make_participation(programme, make_worker(here))
    paid = make_participation(programme, make_worker(here))
    paid.wage_from_project = True
    paid.save()
    assert compute(scope(here, programme=programme))["eeco01"].value == 1


@pytest.mark.parametrize(
    ("born", "since", "is_long"),
    [
        (date(2001, 1, 1), date(2025, 7, 1), False),  # 25 years: more than 12 months
        (date(2001, 1, 2), date(2025, 6, 30), True),  # 24 years: more than 6 months
        (date(2001, 1, 2), date(2025, 7, 1), False),
        (date(1980, 1, 1), date(2024, 12, 31), True),
        (date(1980, 1, 1), date(2025, 1, 1), False),
        (None, date(2024, 12, 31), True),
    ],
)
def test_long_term_unemployment_is_counted_from_its_first_day(
    here: Any, born: date | None, since: date, is_long: bool
) -> None:
    programme, worker = make_programme(here), make_worker(here, birth_date=born)
    make_spell(worker, since)
    make_participation(programme, worker, date(2026, 1, 1))
    figures = compute(scope(here, programme=programme))
    assert figures["eeco02"].value == 1
    assert figures["eeco03"].value == int(is_long)
    assert figures["co02"].value == figures["eeco03"].value


def test_background_facts_count_when_anything_is_stated(here: Any) -> None:
    programme, worker = make_programme(here), make_worker(here)
    make_participation(programme, worker, date(2026, 1, 1))
    assert compute(scope(here, programme=programme))["eeco12"].value is None
    for value, day in (("no", date(2025, 1, 1)), ("yes", date(2025, 12, 1)), ("no", date(2026, 6, 1))):
        Background.objects.create(
            municipality=here, worker=worker, fact="disability", value=value, from_on=day
        )
    assert compute(scope(here, programme=programme))["eeco12"].value == 1


def test_leaving_to_work_is_seen_within_four_weeks(here: Any) -> None:
    programme = make_programme(here)
    for begins in (date(2026, 4, 28), date(2026, 4, 29)):
        worker = make_worker(here)
        taken = make_participation(programme, worker, date(2026, 1, 1))
        taken.period = Period(date(2026, 1, 1), date(2026, 3, 31))
        taken.save()
        make_placement(worker, first=begins)
    assert compute(scope(here, programme=programme))["eecr04"].value == 1


def test_a_programme_counts_its_own_people_and_their_placements(here: Any) -> None:
    programme, association = make_programme(here), make_association(here)
    inside, outside = make_worker(here), make_worker(here)
    for worker in (inside, outside):
        make_relationship(worker)
        make_placement(worker, association)
    make_participation(programme, inside)
    figures = compute(scope(here, programme=programme))
    assert figures["participants"].value == 1
    assert figures["placements_in_associations"].value == 1


def test_another_municipality_adds_nothing(here: Any) -> None:
    make_world(make_municipality(), people=2)
    figures = compute(scope(here))
    assert figures["participants"].value == figures["worked_hours"].value == 0
