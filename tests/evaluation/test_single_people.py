"""What belongs to one person is in no report: their wage, their machine hours, the longest wait."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluation.indicators.computing import compute
from evaluation.indicators.suppression import Limits, suppressed
from evaluation.reports.dataset import Asked, report_data
from evaluation.reports.recomputing import differences
from evaluation.statistics.scope import Scope
from laavu.accounts.models import Municipality
from tests.evaluation.world import FIRST, LAST, PERIOD, lock
from tests.factories import (
    make_association,
    make_hours,
    make_municipality,
    make_placement,
    make_village,
    make_work,
    make_worker,
)
from tests.works import make_volunteer
from villages.models import Association

pytestmark = pytest.mark.django_db
LIMITS = Limits(count=5, pairs=10)
MACHINE = {"hours": "0", "machine_hours": Decimal(2)}


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


@pytest.fixture
def association(here: Municipality) -> Association:
    return make_association(here, accident_percent="1.20", village=make_village(here))


def work(association: Association, number: int, **fields: Any) -> None:
    for _number in range(number):
        worker = make_worker(association.municipality)
        placement = make_placement(
            worker, association, first=date(2026, 2, 2), last=date(2026, 4, 30), **fields
        )
        make_hours(placement, date(2026, 2, 3), "3.00")
        lock(placement)


def test_the_wage_of_the_only_one_with_a_wage_is_hidden(here: Municipality, association: Association) -> None:
    work(association, 5, kind="rehabilitative", hourly_wage=None)
    work(association, 1)
    found = compute(Scope(here.pk, FIRST, LAST))
    assert (found["paid_hours"].n, found["gross_wages"].n, found["side_costs"].n) == (6, 1, 1)
    data = report_data(Asked(here, PERIOD))
    for code in ("gross_wages", "side_costs"):
        assert data["indicators"][code]["suppressed"]
    assert data["indicators"]["worked_hours"]["value"] == "18.00"
    assert not any({"gross", "own"} & row.keys() for row in data["cells"]["months"])
    assert differences(data) == []


def ill(association: Association, month: int, *, hours: str = "7.50") -> None:
    """Somebody who works in each of two months, and is ill in one of them."""
    worker = make_worker(association.municipality)
    placement = make_placement(worker, association, first=date(2026, 2, 2), last=date(2026, 4, 30))
    for day in (date(2026, 2, 3), date(2026, 3, 3)):
        make_hours(placement, day, "3.00")
    make_hours(placement, date(2026, month, 10), hours, "sick")
    lock(placement)


def test_the_sick_leave_of_one_is_in_no_month_and_no_difference(
    here: Municipality, association: Association
) -> None:
    """Eight are there in February; one of them is ill. Paid less worked would be that one's leave."""
    work(association, 7)
    ill(association, 2)
    data = report_data(Asked(here, PERIOD))
    assert data["indicators"]["worked_hours"]["value"] == "27.00"
    assert data["indicators"]["paid_hours"]["suppressed"]
    assert set(data["pictures"]["hours_by_month"]["paid_absence"]) == {None}
    assert data["pictures"]["hours_by_kind"] == {"rows": []}
    assert not any("paid" in row for row in data["cells"]["months"])
    assert differences(data) == []


def test_the_sick_leave_of_many_is_shown_but_for_the_month_of_one(
    here: Municipality, association: Association
) -> None:
    work(association, 2)
    for _number in range(6):
        ill(association, 3)
    ill(association, 2)
    data = report_data(Asked(here, PERIOD))
    assert data["indicators"]["paid_hours"]["value"] == "100.50"
    assert data["pictures"]["hours_by_month"]["paid_absence"] == [None, None]
    assert [row["month"] for row in data["cells"]["months"] if "paid" in row] == [None]
    assert differences(data) == []


def test_the_wage_of_one_in_a_month_of_many_stands_in_no_row(
    here: Municipality, association: Association
) -> None:
    """In February six worked and one of them has a wage; in March all seven who work have one."""
    work(association, 5, kind="rehabilitative", hourly_wage=None)
    ill(association, 3)
    for _number in range(6):
        march(association)
    data = report_data(Asked(here, PERIOD))
    assert data["indicators"]["gross_wages"]["value"] == "315.00"
    assert [row["month"] for row in data["cells"]["months"] if "gross" in row] == [None]
    assert [row["month"] for row in data["cells"]["months"] if "worked" in row] == [
        "2026-02",
        "2026-03",
        None,
    ]
    assert differences(data) == []


def march(association: Association) -> None:
    worker = make_worker(association.municipality)
    placement = make_placement(worker, association, first=date(2026, 3, 2), last=date(2026, 4, 30))
    make_hours(placement, date(2026, 3, 3), "3.00")
    lock(placement)


def volunteers(association: Association, *, by_hand: int, by_machine: int) -> None:
    assert association.village is not None
    work = make_work(association.village)
    for number in range(by_hand):
        make_volunteer(work, association, name=f"Talkoolainen {number}", hours="2.5")
    for number in range(by_machine):
        make_volunteer(work, association, name=f"Kuski {number}", **MACHINE)


def test_one_driver_among_volunteers_is_told_by_no_rate(here: Municipality, association: Association) -> None:
    """Hours in all and what they count as, at two rates, tell the hours of each."""
    volunteers(association, by_hand=7, by_machine=1)
    shown = suppressed(compute(Scope(here.pk, FIRST, LAST)), LIMITS)
    assert (shown["volunteer_hours"].value, shown["volunteer_value"].value) == (Decimal("19.50"), None)
    data = report_data(Asked(here, PERIOD))
    assert data["cells"]["community"]["volunteer_hours"] == [["19.50", "1"]]
    assert "volunteer_value" not in data["cells"]["community"]
    assert differences(data) == []


def test_enough_drivers_are_shown_by_rate(here: Municipality, association: Association) -> None:
    volunteers(association, by_hand=7, by_machine=5)
    data = report_data(Asked(here, PERIOD))
    assert data["indicators"]["volunteer_value"]["value"] == "950.00"
    assert "fewest" not in data["indicators"]["volunteer_value"]
    assert [row[0] for row in data["cells"]["community"]["volunteer_value"]] == ["17.50", "10.00"]
    assert differences(data) == []
