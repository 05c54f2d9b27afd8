"""Figures of dosage, exits, follow-ups and changes, against numbers counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluation.indicators.computing import compute
from evaluation.indicators.individual import LEAST_PAIRS
from evaluation.indicators.suppression import Limits, only_pairs, suppressed
from evaluation.statistics import keys
from evaluation.statistics.fund import fund_counts
from evaluation.statistics.scope import Scope
from evaluation.statistics.wellbeing import changes
from laavu.law.period import Period
from tests.counselling import (
    make_answer,
    make_asking,
    make_attendance,
    make_competence,
    make_exit,
    make_follow_up,
    make_meeting,
    make_session,
)
from tests.factories import (
    make_association,
    make_group,
    make_municipality,
    make_participation,
    make_placement,
    make_programme,
    make_relationship,
    make_worker,
)

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
LIMITS = Limits(count=5, pairs=10)


@pytest.fixture
def here() -> Any:
    return make_municipality()


def scope(here: Any, programme: Any = None, first: date = FIRST, last: date = LAST) -> Scope:
    return Scope(here.pk, first, last, programme.pk if programme else None)


def client(here: Any, first: date = date(2026, 1, 5), **fields: Any) -> Any:
    worker = make_worker(here, **fields)
    make_relationship(worker, first)
    return worker


def test_without_any_record_there_is_no_figure_and_no_zero(here: Any) -> None:
    client(here)
    found = compute(scope(here))
    for code in ("counselling_sessions", "group_activity_hours", "competences", "refusals", "exits_study"):
        assert found[code].value is None
        assert found[code].reason


def test_meetings_are_summed_with_median_and_range_of_those_who_had_any(here: Any) -> None:
    for times in (1, 2, 6):
        worker = client(here)
        for day in range(times):
            make_meeting(worker, date(2026, 3, 1 + day))
    make_meeting(client(here), date(2027, 1, 1))  # after the period
    make_meeting(make_worker(here), date(2026, 3, 1))  # no client
    figure = compute(scope(here))["counselling_sessions"]
    assert (figure.value, figure.n) == (Decimal(9), 3)
    assert (figure.more["median"], figure.more["lowest"], figure.more["highest"]) == (2, 1, 6)


def test_hours_in_sessions_are_of_those_who_were_there(here: Any) -> None:
    group = make_group(make_association(here))
    session = make_session(group, date(2026, 3, 3), hours=Decimal("1.50"))
    for present in (True, True, False):
        make_attendance(session, client(here), present=present)
    found = compute(scope(here))
    assert (found["group_activity_hours"].value, found["group_activity_hours"].n) == (Decimal(3), 2)
    assert found["reached"].value == 3


def test_who_was_met_without_being_a_client_was_reached(here: Any) -> None:
    client(here)
    make_meeting(make_worker(here), date(2026, 3, 1))
    found = compute(scope(here))
    assert (found["participants"].value, found["reached"].value) == (Decimal(1), Decimal(2))


def test_months_in_work_are_days_inside_the_period(here: Any) -> None:
    worker, association = client(here), make_association(here)
    make_placement(worker, association, first=date(2025, 12, 1), last=date(2026, 1, 31))
    figure = compute(scope(here))["work_months"]
    assert (figure.value, figure.n) == (Decimal("1.02"), 1)  # 31 / 30.4


def test_exits_by_destination_add_up_and_old_ends_tell_what_they_can(here: Any) -> None:
    make_exit(client(here), date(2026, 4, 1), "rehabilitation")
    make_exit(client(here), date(2026, 5, 1), "study")
    make_relationship(make_worker(here), date(2025, 1, 1), date(2026, 6, 1), end_reason="education")
    make_relationship(make_worker(here), date(2025, 1, 1), date(2026, 6, 1), end_reason="other")
    make_exit(client(here), date(2027, 1, 1), "study")
    found = compute(scope(here))
    assert found["exits"].value == 4
    told = {code: int(f.value or 0) for code, f in found.items() if code.startswith("exits_") and f.value}
    assert told == {"exits_rehabilitation": 1, "exits_study": 2, "exits_unknown": 1}
    assert len(keys.persons(scope(here), "exits_study")) == 2


def test_the_share_after_six_months_is_of_those_who_were_reached(here: Any) -> None:
    for number in range(6):
        left = make_exit(client(here, date(2025, 3, 1)), date(2025, 9, 30))
        if number < 5:
            situation = ("open_market", "subsidised", "unemployed", "study", "not_reached")[number]
            make_follow_up(left, date(2026, 4, 2), situation)
    found = compute(scope(here))
    numbers = [found[f"follow_ups_{what}"].value for what in ("due", "reached", "in_work", "in_study")]
    assert numbers == [6, 4, 2, 1]
    more = found["follow_ups_in_work"].more
    # Wilson for 2 of 4: (0.5 + z²/8 ± …) / (1 + z²/4) with z = 1.96
    assert (more["share"], more["share_low"], more["share_high"]) == (50, Decimal("15.0"), Decimal("85.0"))


def test_six_months_after_the_last_day_of_august_end_in_february(here: Any) -> None:
    make_exit(client(here, date(2025, 3, 1)), date(2025, 8, 31))
    assert compute(scope(here, last=date(2026, 2, 27)))["follow_ups_due"].value == 0
    assert compute(scope(here, last=date(2026, 2, 28)))["follow_ups_due"].value == 1


def test_refusals_and_competences_count_persons(here: Any) -> None:
    for outcome in ("answered", "refused", "refused"):
        make_asking(client(here), outcome=outcome, on=date(2026, 2, 2))
    worker = client(here)
    make_competence(worker)
    make_competence(worker, name="Hygieniaosaaminen")
    found = compute(scope(here))
    assert [found[code].value for code in ("asked", "refusals", "competences")] == [3, 2, 1]


def answered(worker: Any, instrument: str, start: int | None, end: int | None) -> None:
    if start is not None:
        make_answer(worker, instrument, "start", str(start), on=date(2026, 1, 6))
    if end is not None:
        make_answer(worker, instrument, "end", str(end), on=date(2026, 6, 1))


def test_small_groups_get_exact_tests_and_medians(here: Any) -> None:
    for start, end in ((2, 4), (3, 4), (3, 3), (2, 3), (4, 3)):
        answered(client(here), "own_meaning", start, end)
    figure = compute(scope(here))["own_meaning_change"]
    assert (figure.value, figure.n) == (Decimal("0.60"), 5)
    more = figure.more
    assert (more["start_median"], more["end_median"]) == (3, 3)
    assert (more["better"], more["same"], more["worse"]) == (3, 1, 1)
    # Differences 2, 1, 1, -1 (0 left out): ranks 4, 2, 2, 2; the smaller sum is 2, in 4 of 16 signs ≤ 2
    # (none, or one of the three ties), so p = 2 · 4 / 16.
    assert more["ranks_p"] == Decimal("0.500")
    # 3 up, 1 down: 2 · (1 + 4) / 16
    assert more["sign_p"] == Decimal("0.625")


def test_losses_say_why_and_what_if_nobody_had_changed(here: Any) -> None:
    answered(client(here), "work_ability", 4, 8)
    refused, gone, working = client(here), client(here), client(here)
    for worker in (refused, gone, working, client(here)):
        answered(worker, "work_ability", 5, None)
    make_asking(refused, "end", outcome="refused", on=date(2026, 6, 1))
    make_exit(gone, date(2026, 5, 1), "illness")
    make_exit(working, date(2026, 5, 1), "open_market")
    figure = compute(scope(here))["work_ability_change"]
    found = changes(scope(here))["work_ability"]
    assert (found.lost_refused, found.lost_to_work, found.lost_ended, found.lost_still_here) == (1, 1, 1, 1)
    assert figure.more["without_end"] == 4
    assert figure.more["if_unchanged"] == Decimal("0.80")  # 4 points over five people


def test_an_incomplete_answer_is_none(here: Any) -> None:
    worker = client(here)
    answered(worker, "work_ability", 5, 6)
    make_answer(worker, "esis", "start", None, on=date(2026, 1, 6), asking=make_asking(worker))
    assert changes(scope(here))["esis"].start_answers == 0


def esis(here: Any, people: int, programme: Any = None) -> None:
    for number in range(people):
        worker = client(here)
        answered(worker, "esis", 50, 60 + number % 3)
        if programme:
            make_participation(programme, worker)


def test_what_is_for_groups_is_told_of_whole_years_and_enough_pairs(here: Any) -> None:
    esis(here, LEAST_PAIRS)
    figure = compute(scope(here))["esis_change"]
    assert (figure.value, figure.n) == (Decimal("10.90"), 10)
    assert not {"start_median", "end_median", "ranks_p", "sign_p"} & figure.more.keys()
    half = compute(scope(here, last=date(2026, 11, 30)))["esis_change"]
    assert half.value is None
    assert "whole calendar year" in str(half.reason)
    assert keys.pairs(scope(here), "esis")  # the query finds them, the page does not ask it


def test_nine_pairs_are_no_group(here: Any) -> None:
    esis(here, LEAST_PAIRS - 1)
    assert compute(scope(here))["esis_change"].value is None


def test_a_programme_does_not_tell_of_the_few_outside_it(here: Any) -> None:
    programme = make_programme(here, period=Period(FIRST, LAST))
    esis(here, LEAST_PAIRS + 2, programme)
    assert compute(scope(here, programme))["esis_change"].n == 12
    esis(here, 1)
    assert compute(scope(here))["esis_change"].n == 13
    assert compute(scope(here, programme))["esis_change"].value is None


def leaver(here: Any, programme: Any, last: date, **fields: Any) -> Any:
    worker = client(here, **fields)
    row = make_participation(programme, worker)
    row.period = Period(date(2026, 1, 5), last)
    row.save()
    return worker


def test_the_funds_results_come_from_exits_and_follow_ups(here: Any) -> None:
    programme, last = make_programme(here), date(2026, 3, 31)
    old = leaver(here, programme, last, birth_date=date(1960, 1, 1))
    working = make_exit(old, last, "subsidised", qualification="yes", job_searching="no")
    make_follow_up(working, date(2026, 10, 2), "open_market")
    late = leaver(here, programme, last)
    make_exit(late, last, "unemployed", job_searching="yes", asked_on=date(2026, 5, 20))  # after four weeks
    searching = make_exit(leaver(here, programme, last), last, "unemployed", job_searching="yes")
    make_follow_up(searching, date(2026, 10, 2), "not_reached")
    found = fund_counts(scope(here, programme))
    told = {
        name: found[name]
        for name in ("left_to_work", "left_qualified", "left_searching", "later_in_work", "later_improved")
    }
    assert told == {
        "left_to_work": 1, "left_qualified": 1, "left_searching": 1, "later_in_work": 1, "later_improved": 1,
    }  # fmt: skip
    assert found["later_in_work_over_54"] == 1
    figures = compute(scope(here, programme))
    assert [figures[code].value for code in ("cr06", "cr08", "eecr05", "eecr01")] == [1, 1, 1, 1]
    assert keys.fund_participants(scope(here, programme), "later_in_work") == [old.pk]


def test_a_share_goes_with_the_number_that_it_is_of(here: Any) -> None:
    for number in range(12):
        left = make_exit(client(here, date(2025, 3, 1)), date(2025, 9, 30))
        situation = "open_market" if number < 8 else "not_reached"
        make_follow_up(left, date(2026, 4, 2), situation)
    found = compute(scope(here))
    assert found["follow_ups_in_work"].more["share"] == 100
    shown = suppressed(found, LIMITS)
    if shown["follow_ups_reached"].value is None:
        assert set(shown["follow_ups_in_work"].more.values()) <= {None}
    # 12 due and 8 reached leave 4: one of the two cannot stand beside the other.
    assert None in {shown["follow_ups_due"].value, shown["follow_ups_reached"].value}


def test_coordinators_see_counts_and_no_small_changes(here: Any) -> None:
    for start, end in ((2, 4), (3, 4)):
        answered(client(here), "own_meaning", start, end)
    seen = only_pairs(compute(scope(here)), LIMITS)
    assert seen["own_meaning_change"].is_suppressed
    assert set(seen["own_meaning_change"].more.values()) - {0, None} <= {2}
