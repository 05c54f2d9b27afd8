"""Every month of a decision has its window, by the rule of the day on which it was decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from laavu.law.period import Period
from placements.claims.windows import windows_of
from placements.models import SubsidyDecision
from tests.cast import Cast
from tests.factories import make_decision, make_placement, make_worker
from tests.placements.claims.statute import last_day

pytestmark = pytest.mark.django_db
REGISTER = Path(__file__).resolve().parents[4] / "shared" / "data" / "laavu-register-2016.xlsx"


def windows(cast: Cast, decided_on: date, first: date, last: date | None, until: date) -> Any:
    placement = make_placement(make_worker(cast.municipality), cast.association, first=first, last=last)
    decision = make_decision(placement, decided_on=decided_on)
    return [(one.month, one.last_day, one.reminder_day) for one in windows_of(decision, placement, until)]


def test_by_the_older_rule_each_month_has_its_own_last_day(cast: Cast) -> None:
    found = windows(cast, date(2023, 6, 30), date(2023, 7, 10), date(2023, 9, 5), date(2026, 1, 1))
    assert found == [
        (date(2023, 7, 1), date(2023, 9, 30), date(2023, 9, 30)),
        (date(2023, 8, 1), date(2023, 10, 31), date(2023, 10, 31)),
        (date(2023, 9, 1), date(2023, 11, 30), date(2023, 11, 30)),
    ]


def test_by_the_newer_rule_the_last_pay_period_decides_and_each_month_is_reminded_of(cast: Cast) -> None:
    found = windows(cast, date(2023, 7, 1), date(2023, 7, 10), date(2023, 9, 5), date(2026, 1, 1))
    assert found == [
        (date(2023, 7, 1), date(2023, 12, 31), date(2023, 10, 31)),
        (date(2023, 8, 1), date(2023, 12, 31), date(2023, 11, 30)),
        (date(2023, 9, 1), date(2023, 12, 31), date(2023, 12, 31)),
    ]


def test_work_that_ends_early_ends_the_subsidy(cast: Cast) -> None:
    placement = make_placement(
        make_worker(cast.municipality), cast.association, first=date(2026, 1, 1), last=date(2026, 2, 10)
    )
    decision = make_decision(placement, period=Period(date(2026, 1, 1), date(2026, 10, 31)))
    found = list(windows_of(decision, placement, date(2026, 5, 1)))
    assert [one.days.last for one in found] == [date(2026, 1, 31), date(2026, 2, 10)]
    assert {one.last_day for one in found} == {date(2026, 5, 31)}


def test_a_decision_from_before_the_rules_has_windows_that_say_so(cast: Cast) -> None:
    found = windows(cast, date(2010, 5, 1), date(2010, 5, 1), date(2010, 5, 31), date(2010, 6, 1))
    assert found == [(date(2010, 5, 1), None, None)]


@pytest.mark.skipif(not REGISTER.is_file(), reason="the sample register is not on this machine")
def test_every_placement_of_the_sample_register_gets_its_windows(cast: Cast) -> None:
    _import(cast)
    decisions = list(
        SubsidyDecision.objects.in_force()
        .filter(placement__association__isnull=False)
        .select_related("placement")
    )
    assert len(decisions) > 10
    wrong = []
    for decision in decisions:
        placed: Period = decision.placement.period
        last = placed.last or date(2017, 12, 31)
        found = list(windows_of(decision, decision.placement, last))
        months = [part.first.replace(day=1) for part in Period(placed.first, last).months()]
        expected = [(month, last_day(decision.decided_on, month, last)) for month in months]
        if [(one.month, one.last_day) for one in found] != expected:
            wrong.append(decision)
    assert wrong == []


def _import(cast: Cast) -> None:
    from datetime import UTC, datetime

    from placements.imports.reading import open_content
    from placements.imports.runs import bring_in

    book = open_content(REGISTER.name, REGISTER.read_bytes())
    at = datetime(2026, 5, 11, tzinfo=UTC)
    bring_in(book, cast.municipality, skip_faulty=True, by="Tuoja", at=at)
