"""Wages from hours: each figure here was worked out by hand."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from laavu.law.period import Period
from placements.pay.computing import compute
from placements.pay.facts import Computed
from tests.placements.pay.facts import absence, facts, rules, terms, worked

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    return date(2026, 3, number)


def one(found: Computed, kind: str) -> Any:
    (line,) = (line for line in found.lines if line.kind == kind)
    return line


def codes(found: Computed) -> set[str]:
    return {trouble.code for trouble in found.troubles}


def kinds(found: Computed) -> dict[str, Decimal]:
    return {line.kind: line.amount for line in found.lines}


def test_hours_times_wage_are_rounded_once_half_up() -> None:
    found = compute(facts(worked(day(2), "3.25"), worked(day(3), "2.25"), terms=[terms(hourly_wage="10.01")]))
    assert one(found, "hourly").amount == Decimal("55.06")  # 5.5 × 10.01 = 55.055
    assert found.gross == Decimal("55.06")
    assert [step.code for step in one(found, "hourly").steps] == ["hours", "price", "rounded"]


def test_a_raise_in_the_middle_of_a_month_gives_two_lines() -> None:
    both = [terms(hourly_wage="10"), terms(day(16), hourly_wage="11")]
    found = compute(facts(worked(day(13)), worked(day(16)), terms=both))
    lines: list[Any] = [(line.quantity, line.price, line.amount) for line in found.lines]
    assert lines == [
        (5, 10, Decimal("50.00")), (5, 11, Decimal("55.00")),
    ]  # fmt: skip


def test_hours_over_the_agreed_week_are_extra_work_and_overtime_begins_at_the_law() -> None:
    days = [worked(day(number), "9") for number in range(2, 7)]  # 45 h, agreed 25
    found = compute(facts(*days, terms=[terms(hourly_wage="10")]))
    # 1 h a day over eight at 150 %; of the other 40 the first 25 are plain, 15 extra.
    assert kinds(found) == {"hourly": Decimal(250), "additional": Decimal(150), "overtime": Decimal(75)}
    assert codes(found) == {"no_consent"}
    assert next(t for t in found.troubles if t.code == "no_consent").values == (("hours", "20"),)
    assert found.gross == Decimal(475)


def test_a_long_day_is_raised_by_half_for_two_hours_and_doubled_after() -> None:
    found = compute(facts(worked(day(2), "12"), terms=[terms(week="40", hourly_wage="10")]))
    overtime: list[Any] = [line for line in found.lines if line.kind == "overtime"]
    assert [(line.quantity, line.percent, line.amount) for line in overtime] == [
        (2, 150, Decimal(30)), (2, 200, Decimal(40)),
    ]  # fmt: skip
    assert {line.statute for line in overtime} == {"872/2019 §§ 16, 17, 20"}


def test_a_sixth_day_is_overtime_of_the_week() -> None:
    days = [worked(day(number), "8", is_agreed_extra=True) for number in range(2, 8)]
    found = compute(facts(*days, terms=[terms(week="40", hourly_wage="10")]))
    assert one(found, "overtime").amount == Decimal(120)
    assert codes(found) == set()


def test_extra_work_needs_no_consent_where_the_agreement_gave_it() -> None:
    found = compute(facts(*(worked(day(n), "7") for n in range(2, 7)), rules=[rules(consent_needed=False)]))
    assert one(found, "additional").quantity == 10
    assert codes(found) == set()


def test_an_absence_uses_the_agreed_hours_of_the_week() -> None:
    days = [worked(day(number), "5") for number in (2, 3, 4)]
    sick = rules(absence("sick"))
    found = compute(facts(*days, worked(day(5), "5", "sick"), worked(day(6), "6"), rules=[sick]))
    assert one(found, "additional").quantity == 1


def test_a_week_in_which_the_work_begins_has_its_whole_agreed_hours() -> None:
    entries = [worked(day(5), "6.25"), worked(day(6), "6.25")]  # began on a Thursday, 25 h on four days
    found = compute(facts(*entries, placed=Period(day(5), None)))
    assert one(found, "hourly").quantity == Decimal("12.5")


def test_sunday_and_public_holidays_double_the_wage_but_eves_do_not() -> None:
    entries = [worked(date(2026, 6, 19)), worked(date(2026, 6, 20)), worked(date(2026, 6, 21))]
    june = Period(date(2026, 6, 1), date(2026, 6, 30))
    found = compute(facts(*entries, period=june, terms=[terms(hourly_wage="10")]))
    assert (one(found, "sunday").quantity, one(found, "sunday").amount) == (10, Decimal(100))


def test_the_evening_supplement_is_a_percentage_or_euros() -> None:
    entry = worked(day(2), "5", evening=Decimal(2))
    percentage = rules(evening_percent="15", evening_from=time(18))
    assert one(compute(facts(entry, rules=[percentage])), "evening").amount == Decimal("3.70")
    assert one(compute(facts(entry, rules=[rules(evening_euros="1.10")])), "evening").amount == Decimal(
        "2.20"
    )


def test_sick_pay_follows_the_employers_own_days_and_the_length_of_employment() -> None:
    table = rules(absence("sick", "50"), absence("sick", "100", employed_days=30, paid_days=10))
    sick = [worked(day(number), "5", "sick") for number in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]
    long_there = facts(*sick, rules=[table], terms=[terms(hourly_wage="10")])
    # Ten weekdays, Saturday 7 counted: Friday 13 is the eleventh.
    assert (one(compute(long_there), "sick_own").quantity, compute(long_there).gross) == (
        Decimal(45),
        Decimal(450),
    )
    new = facts(*sick, rules=[table], terms=[terms(hourly_wage="10")], placed=Period(day(1), day(31)))
    assert (one(compute(new), "sick_own").percent, compute(new).gross) == (Decimal(50), Decimal(250))


def test_days_after_which_the_employer_gets_the_benefit_are_a_line_of_their_own() -> None:
    table = rules(absence("sick", "100", benefit_days=2, waiting_days=1))
    sick = [worked(day(number), "5", "sick") for number in (2, 3, 4)]
    found = compute(facts(*sick, rules=[table], terms=[terms(hourly_wage="10")]))
    assert kinds(found) == {"sick_own": Decimal(50), "sick_benefit": Decimal(50)}


def test_an_absence_that_the_rules_do_not_know_has_no_figure() -> None:
    found = compute(facts(worked(day(2)), worked(day(3), "5", "sick")))
    assert (found.gross, codes(found)) == (None, {"no_absence_rule"})
    assert set(found.side.amounts.values()) == {None}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"terms": []}, "no_terms"), ({"rules": []}, "no_rules"),
     ({"terms": [terms(monthly_wage=None)]}, "no_wage")],
)  # fmt: skip
def test_what_cannot_be_computed_says_why_and_is_never_zero(wrong: dict[str, object], code: str) -> None:
    found = compute(facts(worked(day(2)), **wrong))
    assert (found.gross, code in codes(found)) == (None, True)


def test_side_costs_follow_the_pay_day_and_the_own_insurance() -> None:
    found = compute(facts(worked(day(2), "8"), terms=[terms(week="40", hourly_wage="125")]))
    assert found.side.amounts == {
        "pension": Decimal("171.00"), "unemployment": Decimal("3.10"), "health": Decimal("19.10"),
        "accident": Decimal("5.70"), "group_life": Decimal("0.60"),
    }  # fmt: skip
    before = compute(facts(worked(day(2), "8"), pay_on=date(2014, 12, 31)))
    assert codes(before) == {"no_rates"}
    assert set(before.side.amounts.values()) == {None}


def test_a_missing_insurance_leaves_its_cost_open_and_the_others_known() -> None:
    found = compute(facts(worked(day(2)), accident_percent=None))
    assert (found.side.amounts["accident"], found.side.amounts["health"]) == (None, Decimal("1.18"))
    assert codes(found) == {"no_insurance"}


def test_holiday_compensation_leaves_out_the_raise_of_overtime() -> None:
    entry = worked(day(2), "10", is_agreed_extra=True)
    found = compute(facts(entry, rules=[rules(holiday_way="compensation")],
                          terms=[terms(week="40", hourly_wage="10")]))  # fmt: skip
    assert one(found, "holiday_compensation").amount == Decimal("9.00")  # 9 % of 100, not of 110
    later = facts(entry, rules=[rules(holiday_way="compensation")], placed=Period(date(2024, 1, 1)))
    assert one(compute(later), "holiday_compensation").percent == Decimal("11.5")


def test_holiday_is_paid_with_its_bonus_where_days_accrue() -> None:
    entry = worked(day(2), "5", "holiday")
    found = compute(facts(entry, rules=[rules(holiday_bonus_percent="50")], terms=[terms(hourly_wage="10")]))
    assert kinds(found) == {"holiday_pay": Decimal(50), "holiday_bonus": Decimal(25)}
    with_wage = facts(entry, rules=[rules(holiday_way="compensation")])
    assert compute(with_wage).gross == 0


def test_the_last_pay_tells_of_holiday_that_is_left() -> None:
    days = [worked(date(2026, month, number)) for month in (1, 2, 3) for number in range(2, 22)]
    found = compute(facts(*days, placed=Period(date(2026, 1, 1), day(31))))
    left = next(t for t in found.troubles if t.code == "holiday_left")
    assert dict(left.values) == {"accrued": "6", "taken": "0"}


def test_kilometres_are_no_wage() -> None:
    entry = worked(day(2), "5", kilometres=Decimal("12.5"))
    found = compute(facts(entry, rules=[rules(kilometre_euros="0.55")]))
    assert (found.gross, found.reimbursed) == (Decimal("61.70"), Decimal("6.88"))
    assert codes(compute(facts(entry))) == {"no_kilometre_price"}


def test_a_monthly_wage_is_paid_whole_or_by_weekdays() -> None:
    monthly = [terms(week="37.5", monthly_wage="2200")]
    assert compute(facts(terms=monthly)).gross == 2200
    half = facts(terms=monthly, placed=Period(day(16), None))  # 12 of 22 weekdays
    assert (one(compute(half), "monthly").quantity, compute(half).gross) == (Decimal(12), Decimal(1200))


def test_absences_are_taken_out_of_a_monthly_wage_by_their_share_of_the_day() -> None:
    monthly = [terms(week="37.5", monthly_wage="2200")]
    table = rules(absence("sick", "50"))
    entries = [worked(day(2), "7.5", "unpaid"), worked(day(3), "3.75", "sick"), worked(day(3), "3.75")]
    found = compute(facts(*entries, terms=monthly, rules=[table]))
    # A day is 100 €: one unpaid, half a day at half.
    assert kinds(found) == {"monthly": Decimal(2050), "sick_own": Decimal(25)}


def test_work_on_a_monthly_wage_has_its_extra_hours_and_supplements() -> None:
    monthly = [terms(week="40", monthly_wage="2600")]  # 2600 ÷ (40 × 52 ÷ 12) = 15 an hour
    found = compute(facts(worked(day(8), "10"), terms=monthly))
    assert one(found, "overtime").amount == Decimal(45)
    assert one(found, "sunday").amount == Decimal(150)
    assert found.gross == 2795
