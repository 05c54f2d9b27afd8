"""Sums of money from frozen facts: by the law of each day, additive over time, nothing guessed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from evaluation.economy.avoided import avoided
from evaluation.economy.facts import (
    Agreed,
    Claimed,
    Count,
    Facts,
    Jobseeker,
    Lack,
    Placed,
    Project,
    Spell,
    Subsidy,
    Supplement,
)
from evaluation.economy.share import Counter, change_days, walk
from evaluation.economy.subsidy import granted
from evaluation.economy.sums import Sum
from evaluation.economy.tax import tax_effect
from laavu.law.municipal_share import ShareFacts, municipal_share
from laavu.law.period import ONE_DAY, Period
from laavu.law.rounding import round_money

LABOUR = "labour_market_subsidy"
YEAR_2024, YEAR_2025 = (Period(date(y, 1, 1), date(y, 12, 31)) for y in (2024, 2025))
SETTINGS = settings(max_examples=60, deadline=None)


def placed(first: date, last: date | None, **fields: Any) -> Placed:
    """Work at 1,300 euros a month unless the wage says otherwise."""
    monthly = Decimal(fields.pop("monthly", "1300"))
    terms = (Agreed(first, Decimal("24.25"), monthly=monthly),)
    key = fields.pop("key", 1)
    return Placed(
        key, fields.pop("worker", 1), Period(first, last), terms=terms, full_weekly_hours=Decimal("37.5"),
        accident=Decimal("1.2"), **fields,
    )  # fmt: skip


def facts(*jobs: Placed, days: int | None = 1200, counted: date | None = None, **fields: Any) -> Facts:
    before = counted or min(job.period.first for job in jobs) - ONE_DAY
    counts = () if days is None else (Count(before, days),)
    spells = (Spell(Period(date(2010, 1, 1)), fields.pop("benefit", LABOUR)),)
    people = {job.worker: Jobseeker(spells, counts) for job in jobs}
    return Facts(jobs, people, **fields)


@SETTINGS
@given(
    some.sampled_from([LABOUR, "basic_daily_allowance", "earnings_related_allowance"]),
    some.integers(0, 1300),
    some.dates(date(2015, 1, 1), date(2026, 12, 1)),
    some.integers(0, 200),
    some.sampled_from([Decimal(0), Decimal(650), Decimal(1300)]),
)
def test_days_put_together_are_what_the_law_answers(
    benefit: str, paid: int, first: date, length: int, gross: Decimal
) -> None:
    last = first + timedelta(days=length)
    answer = municipal_share(ShareFacts(benefit, paid, first, last, gross)).value
    if answer is None:
        return
    counter = Counter.at(paid, first)
    for month, expected in zip(Period(first, last).months(), answer.months, strict=True):
        found, counter = walk(benefit, counter, month.split(change_days()), gross)
        assert round_money(sum((part.share for part in found), Decimal(0))) == expected.share
        assert sum(part.days_paid for part in found) == expected.days_paid
    assert counter.paid == answer.days_paid_after


def test_the_worked_example_of_a_month_beyond_a_thousand_days() -> None:
    """2024: 70 % of what the wage takes from the benefit; of 1,300 euros half is counted from April on."""
    may = Period(date(2024, 5, 1), date(2024, 5, 31))
    found = avoided(facts(placed(date(2024, 4, 1), date(2024, 12, 31))), may)
    weekdays = Decimal(may.weekday_count)
    assert round_money(found.share.exact) == round_money(Decimal(650) * weekdays / Decimal("21.5") * 7 / 10)
    assert round_money(found.rest.exact) == round_money(Decimal(650) * weekdays / Decimal("21.5") * 3 / 10)


def test_a_full_wage_avoids_the_whole_share() -> None:
    may = Period(date(2024, 5, 1), date(2024, 5, 31))
    found = avoided(facts(placed(date(2024, 4, 1), date(2024, 12, 31), monthly="3000")), may)
    assert round_money(found.share.exact) == round_money(Decimal("37.21") * may.weekday_count * 7 / 10)


def test_from_2025_the_law_of_the_day_takes_half() -> None:
    may = Period(date(2025, 5, 1), date(2025, 5, 31))
    found = avoided(facts(placed(date(2025, 4, 1), date(2025, 12, 31))), may)
    assert round_money(found.share.exact) == round_money(
        Decimal(650) * may.weekday_count / Decimal("21.5") / 2
    )


def test_who_has_no_count_is_left_out_and_counted_as_such() -> None:
    job = placed(date(2025, 4, 1), date(2025, 12, 31))
    found = avoided(facts(job, days=None), YEAR_2025)
    assert (found.share.exact, found.share.lacks) == (Decimal(0), {Lack.DAYS: frozenset({1})})
    later = avoided(facts(job, counted=date(2025, 6, 1)), YEAR_2025)
    assert later.share.lacks == {Lack.DAYS: frozenset({1})}


def test_a_wage_that_nobody_wrote_down_is_never_guessed() -> None:
    job = replace(placed(date(2025, 4, 1), date(2025, 12, 31)), terms=())
    found = facts(job, subsidies=(decision(job),), tax_rates={2025: Decimal("8.36")})
    assert avoided(found, YEAR_2025).share.lacks == {Lack.WAGE: frozenset({1})}
    assert tax_effect(found, YEAR_2025).lacks == {Lack.WAGE: frozenset({1})}
    assert granted(found, YEAR_2025).by_municipality.lacks == {Lack.WAGE: frozenset({1})}


def test_who_had_no_benefit_avoids_nothing_and_is_known() -> None:
    found = avoided(facts(placed(date(2025, 4, 1), None), days=None, benefit="none"), YEAR_2025)
    assert (found.share.exact, found.share.people, found.share.lacks) == (Decimal(0), frozenset({1}), {})


def test_work_trials_avoid_nothing() -> None:
    job = placed(date(2025, 4, 1), date(2025, 9, 1), is_paid=False)
    assert avoided(facts(job), YEAR_2025).share.people == frozenset()


def test_work_elsewhere_explains_the_count_and_is_in_no_sum() -> None:
    elsewhere = placed(date(2024, 1, 1), date(2024, 6, 30), key=2, is_counted=False, monthly="3000")
    job = placed(date(2025, 1, 1), date(2025, 1, 31))
    both = avoided(facts(elsewhere, job, days=560, counted=date(2023, 12, 31)), YEAR_2025)
    alone = avoided(facts(job, days=560, counted=date(2023, 12, 31)), YEAR_2025)
    assert both.share.people == frozenset({1})
    assert avoided(facts(elsewhere, job), YEAR_2024).share.people == frozenset()
    assert both.share.exact < alone.share.exact  # fewer days were paid, so the percentage is lower


@SETTINGS
@given(some.dates(date(2024, 11, 1), date(2026, 6, 30)), some.integers(80, 900))
def test_any_cut_of_a_period_adds_up(cut: date, days: int) -> None:
    jobs = (
        placed(date(2024, 11, 13), date(2025, 6, 20)),
        placed(date(2025, 9, 1), date(2026, 7, 31), key=2, monthly="1900"),
        placed(date(2025, 2, 1), None, key=3, worker=2),
    )
    known = facts(
        *jobs, days=days, subsidies=tuple(map(decision, jobs)),
        supplements=(Supplement(3, Period(date(2025, 2, 1)), Decimal(450), most_percent=Decimal(100)),),
        claimed=(Claimed(1, Period(date(2025, 1, 1), date(2025, 1, 31)), Decimal("901.10"), False),),
        projects=(Project(2, date(2025, 10, 1), Decimal(300)),),
        tax_rates=dict.fromkeys(range(2023, 2027), Decimal("8.36")),
    )  # fmt: skip
    whole = Period(date(2024, 11, 1), date(2026, 7, 31))
    parts = [Period(whole.first, cut), Period(cut + ONE_DAY, whole.last)]
    sums: tuple[Callable[[Period], Sum], ...] = (
        lambda asked: avoided(known, asked).share,
        lambda asked: avoided(known, asked).rest,
        lambda asked: tax_effect(known, asked),
        lambda asked: granted(known, asked).by_state,
        lambda asked: granted(known, asked).by_municipality,
        lambda asked: granted(known, asked).supplements,
        lambda asked: granted(known, asked).projects,
    )
    for of in sums:
        cut_up = sum((of(part).exact for part in parts), Decimal(0))
        assert abs(cut_up - of(whole).exact) < Decimal("0.000001")


def decision(job: Placed, **fields: Any) -> Subsidy:
    decided = fields.pop("decided_on", job.period.first - timedelta(days=10))
    return Subsidy(
        job.key, job.period, decided, Decimal(100), "PT23-100", Decimal(fields.pop("ceiling", "2020"))
    )


def test_wage_subsidy_is_never_the_states_after_2024() -> None:
    job = placed(date(2024, 11, 1), date(2025, 2, 28))
    found = facts(job, subsidies=(decision(job),))
    assert granted(found, YEAR_2024).by_municipality.exact == 0
    assert granted(found, YEAR_2024).by_state.exact > 0
    assert granted(found, YEAR_2025).by_state.exact == 0
    assert granted(found, YEAR_2025).by_municipality.exact > 0


def test_a_month_is_paid_as_the_decision_says_and_as_claimed_once_it_is() -> None:
    job = placed(date(2025, 1, 1), date(2025, 12, 31))
    march = Period(date(2025, 3, 1), date(2025, 3, 31))
    promised = granted(facts(job, subsidies=(decision(job),)), march).by_municipality
    assert round_money(promised.exact) == Decimal("1599.00")  # 1,300 / 0.6467 × 0.65 × 1.23, below 2,020
    claim = Claimed(1, march, Decimal("1400.00"), is_supplement=False)
    paid = granted(facts(job, subsidies=(decision(job),), claimed=(claim,)), march).by_municipality
    assert paid.exact == Decimal("1400.00")


def test_a_decision_whose_ceiling_nobody_knows_has_no_sum() -> None:
    job = placed(date(2015, 3, 1), date(2015, 12, 31))
    unknown = Subsidy(1, job.period, date(2015, 2, 1), Decimal(40))
    found = granted(facts(job, subsidies=(unknown,)), Period(date(2015, 1, 1), date(2015, 12, 31)))
    assert found.by_state.lacks == {Lack.CEILING: frozenset({1})}


def test_the_tax_effect_is_the_difference_of_two_taxes_and_below_zero_for_a_low_wage() -> None:
    """A full year at 1,300 euros with the adjusted benefit: 125 and 78 against 541 and 526 (at 8.36 %)."""
    for year, with_work, alone in ((2025, 125, 541), (2026, 78, 526)):
        whole = Period(date(year, 1, 1), date(year, 12, 31))
        job = placed(whole.first, whole.last)
        found = tax_effect(facts(job, tax_rates={year: Decimal("8.36")}), whole)
        assert found.exact < 0
        assert abs(found.exact - (with_work - alone)) < 10


@pytest.mark.parametrize(
    ("year", "rates", "lack"),
    [
        (2022, {2022: Decimal(20)}, Lack.TAX_LAW),
        (2025, {}, Lack.TAX_RATE),
        (2025, {2024: Decimal(9)}, Lack.TAX_RATE),
    ],
)
def test_no_tax_is_computed_without_the_years_law_and_percentage(
    year: int, rates: dict[int, Decimal], lack: Lack
) -> None:
    whole = Period(date(year, 1, 1), date(year, 12, 31))
    found = tax_effect(facts(placed(whole.first, whole.last), tax_rates=rates), whole)
    assert (found.exact, found.lacks) == (Decimal(0), {lack: frozenset({1})})


def test_the_tax_beside_an_earnings_related_allowance_is_not_computed() -> None:
    found = facts(
        placed(date(2025, 2, 1), None), benefit="earnings_related_allowance", tax_rates={2025: Decimal(9)}
    )
    assert tax_effect(found, YEAR_2025).lacks == {Lack.BASIC_PART: frozenset({1})}
