"""What stands out in a month's hours."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from placements.limits import Limit
from placements.reviews import Review, reviews
from tests.factories import make_association, make_hours, make_municipality, make_placement, make_worker

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)


def placement_with(**fields: Any) -> Any:
    municipality = make_municipality()
    return make_placement(make_worker(municipality), make_association(municipality), **fields)


def review_of(placement: Any, today: date = TODAY) -> Review:
    (found,) = reviews([placement], date(2026, 3, 1), today)
    return found


def limits(placement: Any) -> list[tuple[int, Limit]]:
    return [(one.day.day, one.limit) for one in review_of(placement).concerns]


def test_more_than_the_law_s_day_is_noticed_unless_it_was_agreed() -> None:
    placement = placement_with(weekly_hours="40.00")
    make_hours(placement, date(2026, 3, 2), "9.00")
    agreed = make_hours(placement, date(2026, 3, 3), "9.00")
    agreed.is_agreed_extra = True
    agreed.save()
    assert limits(placement) == [(2, Limit.DAY)]


def test_work_on_a_sunday_or_a_public_holiday_is_noticed() -> None:
    placement = placement_with()
    make_hours(placement, date(2026, 3, 1), "4.00")
    assert limits(placement) == [(1, Limit.REST_DAY)]


@pytest.mark.parametrize(
    ("hours", "found"), [("5.00", []), ("5.50", [Limit.AGREED_WEEK]), ("8.20", [Limit.DAY] * 5)]
)
def test_a_week_is_held_against_what_was_agreed(hours: str, found: list[Limit]) -> None:
    placement = placement_with(weekly_hours="25.00")
    for day in range(9, 14):
        make_hours(placement, date(2026, 3, day), hours)
    got = [limit for _day, limit in limits(placement)]
    assert [limit for limit in got if limit != Limit.LEGAL_WEEK] == found
    assert (Limit.LEGAL_WEEK in got) is (hours == "8.20")


def test_a_week_counts_its_days_in_the_next_month_too() -> None:
    placement = placement_with(weekly_hours="10.00")
    for day in (date(2026, 3, 30), date(2026, 3, 31)):
        make_hours(placement, day, "5.00")
    make_hours(placement, date(2026, 4, 1), "5.00")
    assert limits(placement) == []  # told in April, where the week ends
    (april,) = reviews([placement], date(2026, 4, 1), date(2026, 4, 30))
    assert [one.limit for one in april.concerns] == [Limit.AGREED_WEEK]


def test_the_whole_subsidy_counts_65_percent_of_full_time() -> None:
    placement = placement_with(
        weekly_hours="30.00", subsidy_percent=Decimal(100), subsidy_decided_on=date(2026, 1, 1)
    )
    placement.association.full_weekly_hours = Decimal("37.50")
    placement.association.save()
    for day in range(9, 14):
        make_hours(placement, date(2026, 3, day), "5.00")
    (concern,) = review_of(placement).concerns
    assert concern.limit == Limit.SUBSIDISED_WEEK
    assert "24,38" in concern.text


def test_absences_are_no_work() -> None:
    placement = placement_with()
    make_hours(placement, date(2026, 3, 1), "9.00", kind="sick")
    assert limits(placement) == []


def test_days_are_missing_only_where_a_week_lacks_hours() -> None:
    placement = placement_with(weekly_hours="20.00", first=date(2026, 3, 9), last=date(2026, 3, 20))
    for day in range(9, 13):  # the agreed hours in four days
        make_hours(placement, date(2026, 3, day), "5.00")
    make_hours(placement, date(2026, 3, 16), "5.00")
    assert [day.day for day in review_of(placement).missing] == [17, 18, 19, 20]
    assert [day.day for day in review_of(placement, date(2026, 3, 17)).missing] == [17]


def test_a_month_that_is_complete_misses_nothing() -> None:
    placement = placement_with()
    month = make_hours(placement, date(2026, 3, 2)).month
    month.is_complete = True
    month.save()
    assert review_of(placement).missing == []


def test_missing_terms_and_wages_stand_out() -> None:
    placement = placement_with(hourly_wage=None)
    make_hours(placement, date(2026, 3, 2), "0.00")
    assert len(review_of(placement).exceptions) == 3  # no wage, days missing, no hours and no class
