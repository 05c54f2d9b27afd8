"""A report tells no small number by its difference to those that were published before."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest

from evaluation.models import Programme
from evaluation.reports.covers import tiled, told_by_covers
from evaluation.reports.dataset import Asked, data_set
from evaluation.reports.earlier import Published, newly_known
from evaluation.reports.files import content
from evaluation.reports.publishing import correct, publish
from evaluation.statistics.scope import Scope
from laavu.law.period import Period
from tests.cast import Cast
from tests.evaluation.world import lock, make_world
from tests.factories import make_hours, make_placement, make_relationship, make_worker
from villages.models import Association

WINTER, HALF = Period(date(2026, 1, 1), date(2026, 3, 31)), Period(date(2026, 1, 1), date(2026, 6, 30))
NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)


def days(*months: int) -> tuple[date, date]:
    """From the first of one month to the first of another, the other not included."""
    return date(2026, months[0], 1), date(2026, months[1], 1)


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return make_world(cast.municipality)


def published(cast: Cast, period: Period, programme: Programme | None = None) -> dict[str, Any]:
    """The report's figures and pictures."""
    asked = Asked(cast.municipality, period, programme)
    report = publish(asked, by=cast.coordinator, at=NOON, language="en")
    return {**report.data["indicators"], "pictures": report.data["pictures"]}


def test_a_longer_period_tells_what_lies_between_unless_it_is_known() -> None:
    assert list(newly_known([days(1, 4)], days(1, 7))) == [days(4, 7)]
    assert list(newly_known([], days(1, 7))) == []
    assert list(newly_known([days(1, 7)], days(1, 7))) == []


def test_eleven_months_and_the_year_tell_the_twelfth() -> None:
    eleven = [days(month, month + 1) for month in range(1, 12) if month != 5]
    assert days(5, 6) in list(newly_known(eleven, days(1, 12)))


def test_overlapping_periods_tell_no_time_by_itself() -> None:
    assert list(newly_known([days(1, 4)], days(3, 6))) == []


def test_few_people_who_came_after_the_last_report_stay_hidden(cast: Cast, programme: Programme) -> None:
    before = published(cast, WINTER)
    assert before["participants"]["value"] == "12"
    come(cast, 3)
    after = published(cast, HALF)
    for code in ("participants", "new_participants", "placements_in_associations", "worked_hours"):
        assert after[code]["suppressed"], code


def test_many_people_who_came_after_the_last_report_are_shown(cast: Cast, programme: Programme) -> None:
    published(cast, WINTER)
    come(cast, 6)
    after = published(cast, HALF)
    assert (after["participants"]["value"], after["placements_in_associations"]["value"]) == ("18", "18")


def test_without_an_earlier_report_the_same_figures_are_shown(cast: Cast, programme: Programme) -> None:
    come(cast, 3)
    assert published(cast, HALF)["participants"]["value"] == "15"


def test_a_whole_does_not_tell_the_few_outside_a_programme(cast: Cast, programme: Programme) -> None:
    come(cast, 3)
    assert published(cast, HALF, programme)["participants"]["value"] == "12"
    assert published(cast, HALF)["participants"]["suppressed"]


def test_a_correction_that_adds_one_person_does_not_tell_of_them(cast: Cast, programme: Programme) -> None:
    first = publish(Asked(cast.municipality, HALF, None), by=cast.coordinator, at=NOON, language="en")
    come(cast, 1)
    second = correct(first, by=cast.coordinator, at=NOON, reason="One was missing.")
    assert second.data["indicators"]["participants"]["suppressed"]
    assert second.data["indicators"]["unfinished_work_found"]["value"] == "12"


def test_what_a_difference_hides_is_told_by_no_picture(cast: Cast, programme: Programme) -> None:
    """One works in the municipality who is not in the programme: their hours are the difference."""
    before = published(cast, HALF, programme)
    assert before["worked_hours"]["value"] == "72.00"
    outsider(cast)
    after = published(cast, HALF)
    assert after["worked_hours"]["suppressed"]
    assert after["placements_in_associations"]["suppressed"]
    pictures = after["pictures"]
    assert pictures["hours_by_month"]["worked"] == [None, None]
    assert pictures["begun"]["placements"] == []
    assert pictures["hours_by_kind"] == {"rows": []}
    assert pictures["associations"] == {"rows": []}


def test_a_month_with_a_latecomer_is_not_shown_again(cast: Cast, programme: Programme) -> None:
    """Six more in May are enough people; whose February was locked late would be its difference."""
    before = published(cast, WINTER)["pictures"]["hours_by_month"]
    assert before["worked"] == ["36.00", "36.00"]
    come(cast, 6)
    outsider(cast)
    after = published(cast, HALF)
    assert after["worked_hours"]["value"] == "97.50"
    assert after["pictures"]["hours_by_month"]["worked"][0] is None
    assert after["pictures"]["hours_by_month"]["worked"].count(None) >= 2


def outsider(cast: Cast) -> None:
    """One who works from January on, outside the programme."""
    association = Association.objects.order_by("-pk")[0]
    worker = make_worker(cast.municipality)
    make_relationship(worker, date(2026, 1, 7))
    placement = make_placement(worker, association, first=date(2026, 2, 2), last=date(2026, 4, 30))
    make_hours(placement, date(2026, 2, 6), "7.50")
    lock(placement)


def test_a_file_of_the_figures_of_now_tells_nothing_beside_what_was_published(
    cast: Cast, programme: Programme
) -> None:
    published(cast, WINTER)
    come(cast, 1)
    spring = Asked(cast.municipality, HALF)
    assert data_set(spring)["indicators"]["participants"]["value"] == "13"
    told = json.loads(content(spring, "json", at=NOON))
    assert told["indicators"]["participants"]["suppressed"]


def test_a_month_hidden_in_a_picture_is_not_told_by_a_report_of_its_neighbour(
    cast: Cast, programme: Programme
) -> None:
    few(cast)  # three people in January; February is hidden with it, or the sum would tell
    hours = published(cast, WINTER)["pictures"]["hours_by_month"]
    assert hours["worked"][:2] == [None, None]
    alone = published(cast, Period(date(2026, 2, 1), date(2026, 2, 28)))
    assert alone["worked_hours"]["suppressed"]


def come(cast: Cast, number: int) -> None:
    """People who begin in May, each with hours."""
    association = Association.objects.order_by("-pk")[0]
    for _number in range(number):
        worker = make_worker(cast.municipality)
        make_relationship(worker, date(2026, 5, 4))
        placement = make_placement(worker, association, first=date(2026, 5, 5), last=date(2026, 6, 20))
        make_hours(placement, date(2026, 5, 6), "3.00")
        lock(placement)


def few(cast: Cast) -> None:
    """Three people who worked in January alone."""
    association = Association.objects.order_by("-pk")[0]
    for _number in range(3):
        worker = make_worker(cast.municipality)
        placement = make_placement(worker, association, first=date(2026, 1, 5), last=date(2026, 1, 20))
        make_hours(placement, date(2026, 1, 6), "3.00")
        lock(placement)


def test_sums_of_periods_that_follow_each_other() -> None:
    known = {days(1, 4): {20}, days(4, 7): {10, 11}, days(1, 3): {15}, days(3, 7): {16}, days(5, 7): {1}}
    assert tiled(days(1, 7), known, 99) == {30, 31}
    assert tiled(days(1, 7), known, 30) == {30}
    assert tiled(days(1, 8), known, 99) == set()
    assert tiled(days(4, 4), known, 99) == {0}


def test_many_years_of_months_are_summed_at_once() -> None:
    starts = [date(2020 + month // 12, month % 12 + 1, 1) for month in range(61)]
    known = {(first, end): {6} for first, end in combinations(starts, 2)}
    assert tiled((starts[0], starts[-1]), known, 100) == set(range(6, 101, 6))


@pytest.mark.parametrize(
    ("first", "last", "now", "reports", "told"),
    [
        (1, 7, 27, {(1, 4): 20, (4, 7): 10}, {30}),  # 3 were there in both
        (1, 7, 31, {(1, 4): 20, (4, 7): 10}, set()),  # corrected since
        (1, 4, 20, {(1, 7): 27, (4, 7): 10}, {17}),
        (1, 4, 16, {(1, 7): 27, (4, 7): 10}, set()),
        (1, 7, 25, {(1, 4): 20}, set()),
        (1, 7, 27, {(1, 5): 20, (3, 7): 10}, {30}),
        (1, 7, 27, {(1, 7): 27, (3, 7): 10}, set()),
        (3, 7, 20, {(1, 7): 32, (1, 5): 15}, {17}),
        (1, 7, 20, {(1, 4): 20, (4, 7): 10}, set()),  # ten were: enough
    ],
)
def test_reports_whose_periods_together_are_another_tell_who_was_there_twice(
    first: int, last: int, now: int, reports: dict[tuple[int, int], int], told: set[int]
) -> None:
    def of(start: int, end: int) -> Scope:
        return Scope(1, date(2026, start, 1), date(2026, end, 1) - timedelta(days=1), None)

    earlier = [Published(of(*days), {}, {"participants": number}) for days, number in reports.items()]
    found = told_by_covers(of(first, last), {"participants": now}, earlier, within=5)
    assert {one["participants"] for one in found} == told
