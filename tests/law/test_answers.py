"""Answers, periods and rounding: the types that every rule uses."""

from datetime import date
from decimal import Decimal

import pytest

from laavu.law import parameters
from laavu.law.answers import Blocked, Code, Severity, plain
from laavu.law.benefits import BENEFITS, AdjustedFacts, BenefitFacts, adjusted_benefit, benefit_amount
from laavu.law.facts import above_zero, at_least, share
from laavu.law.freezing import frozen
from laavu.law.period import Period, end_of_month_after, month_of, years_before
from laavu.law.rounding import round_money, round_to
from laavu.law.subsidy_classes import classes_of_percent, rule_id

DAY = date(2016, 3, 1)


def test_an_answer_gives_its_value_or_raises_its_problems() -> None:
    good = benefit_amount(BenefitFacts(BENEFITS[0], DAY))
    assert good.get().per_day == Decimal("32.68")
    bad = benefit_amount(BenefitFacts("pension", DAY, -1))
    with pytest.raises(Blocked, match="unknown_value: benefit = pension"):
        bad.get()
    assert [problem.fact for problem in bad.problems] == ["benefit", "children"]
    assert bad.blocker is not None
    assert bad.blocker.severity is Severity.BLOCKER


def test_an_answer_names_its_statutes_and_conventions_once() -> None:
    answer = adjusted_benefit(AdjustedFacts(BENEFITS[0], DAY, Decimal("900.00"), 1))
    assert len(answer.statutes) == len(set(answer.statutes)) >= 3
    assert answer.conventions == ("child_increase", "month_of_payable_days", "half_of_wage_above_free_amount")


def test_an_answer_can_be_frozen_as_plain_text_and_lists() -> None:
    answer = benefit_amount(BenefitFacts(BENEFITS[0], DAY))
    frozen = plain(answer)
    assert isinstance(frozen, dict)
    assert frozen["value"] == {"per_day": "32.68"}
    assert frozen["steps"][0]["inputs"] == [["benefit", BENEFITS[0]], ["on", "2016-03-01"]]
    assert plain({"code": Code.MISSING, "none": None, "yes": True}) == {
        "code": "missing",
        "none": None,
        "yes": True,
    }


def test_a_decision_keeps_facts_answer_and_version() -> None:
    facts = BenefitFacts(BENEFITS[0], DAY)
    kept = frozen(facts, benefit_amount(facts))
    assert kept["law"] == parameters.version()
    assert kept["facts"] == {"benefit": BENEFITS[0], "on": "2016-03-01", "children": 0}


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "-0.01", "1000000000.01"])
def test_a_number_that_cannot_be_is_a_problem(bad: str) -> None:
    assert at_least("gross", Decimal(bad), 0, "by hand") is not None
    assert above_zero("gross", Decimal(bad), "by hand") is not None
    assert share("time_share", Decimal(bad), "by hand") is not None


def test_a_period_includes_both_ends() -> None:
    period = Period(date(2016, 2, 28), date(2016, 3, 1))
    assert (period.day_count, period.weekday_count) == (3, 2)
    assert list(period.days()) == [date(2016, 2, 28), date(2016, 2, 29), DAY]
    assert DAY in period
    assert date(2016, 3, 2) not in period


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before first day"):
        Period(DAY, date(2016, 2, 29))


def test_an_open_period_has_no_number_of_days_but_overlaps() -> None:
    open_period = Period(DAY)
    assert date(2030, 1, 1) in open_period
    assert open_period.overlap(Period(date(2016, 1, 1))) == open_period
    assert open_period.overlap(Period(date(2016, 1, 1), date(2016, 3, 5))) == Period(DAY, date(2016, 3, 5))
    assert not open_period.touches(Period(date(2016, 1, 1), date(2016, 2, 29)))
    with pytest.raises(ValueError, match="without an end"):
        assert open_period.day_count


def test_a_period_is_split_on_change_days_and_into_months() -> None:
    period = Period(date(2015, 12, 15), date(2016, 1, 15))
    assert period.months() == [
        Period(date(2015, 12, 15), date(2015, 12, 31)),
        Period(date(2016, 1, 1), date(2016, 1, 15)),
    ]
    assert period.split([period.first, date(2017, 1, 1)]) == [period]


def test_days_are_found_across_months_and_years() -> None:
    assert month_of(date(2016, 2, 10)) == Period(date(2016, 2, 1), date(2016, 2, 29))
    assert end_of_month_after(date(2015, 12, 31), 2) == date(2016, 2, 29)
    assert years_before(date(2024, 2, 29), 3) == date(2021, 2, 28)
    assert years_before(date(2024, 3, 1), 3) == date(2021, 3, 1)


def test_half_a_cent_goes_away_from_zero() -> None:
    assert [str(round_money(Decimal(amount))) for amount in ("0.005", "-0.005", "0.0049")] == [
        "0.01",
        "-0.01",
        "0.00",
    ]
    assert str(round_to(Decimal("2.5"), 0)) == "3"


def test_a_percentage_leaves_the_classes_that_employer_and_age_allow() -> None:
    def left(day: date, percent: int, employer: str | None, age: int | None) -> list[str]:
        rows = classes_of_percent(parameters.at(day), Decimal(percent), employer, age)
        return [rule_id(row) for row in rows]

    assert left(date(2026, 3, 1), 100, "association", None) == ["PT23-100"]
    assert left(date(2026, 3, 1), 100, "business", None) == []
    assert left(date(2026, 3, 1), 50, "association", None) == ["PT23-50", "PT23-60"]
    assert left(date(2026, 3, 1), 50, None, 59) == ["PT23-50"]
    assert left(date(2015, 3, 1), 30, "business", 29) == ["PT15-30Y"]
    assert left(date(2015, 3, 1), 30, "business", 30) == ["PT15-30"]
    assert left(date(2014, 3, 1), 30, "business", None) == []
