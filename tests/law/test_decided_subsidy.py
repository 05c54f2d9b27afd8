"""What a decision pays, where it or the law leaves something unsaid: a problem or a warning, never a zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Code
from laavu.law.decided_subsidy import DecidedFacts, decided_subsidy
from laavu.law.subsidised_cost import PayRow
from laavu.law.subsidy_classes import class_rows, rule_id
from laavu.law.subsidy_payer import Payer, subsidy_payer

DAY = date(2026, 1, 5)
FACTS = DecidedFacts(
    decided_on=DAY, percent=Decimal(50), first_day=date(2026, 2, 1), last_day=date(2026, 2, 28),
    rows=(PayRow("wage", Decimal("1600.00")),), rule="PT23-50",
)  # fmt: skip


def codes(facts: DecidedFacts) -> list[Code]:
    return [problem.code for problem in decided_subsidy(facts).problems]


def test_a_share_of_what_counts_is_paid() -> None:
    answer = decided_subsidy(FACTS)
    assert answer.value is not None
    assert (answer.value.subsidy, answer.problems) == (Decimal("800.00"), ())


def test_beside_the_support_for_those_over_55_no_other_aid_is_allowed() -> None:
    rows = class_rows(parameters.at(DAY, "decided_on"))
    alone = next(rule_id(row) for row in rows if row.flag("alone"))
    facts = replace(FACTS, rule=alone, percent=Decimal(70))
    assert Code.NO_OTHER_AID not in codes(facts)
    assert codes(replace(facts, other_aid=Decimal(1))) == [Code.NO_OTHER_AID]


def test_a_decision_of_2015_without_a_ceiling_has_no_sum() -> None:
    facts = replace(FACTS, decided_on=date(2015, 6, 1), rule="")
    answer = decided_subsidy(facts)
    assert (answer.value, codes(facts)) == (None, [Code.CEILING_UNKNOWN])


def test_a_ceiling_above_the_laws_is_warned_of() -> None:
    assert Code.OUT_OF_RANGE in codes(replace(FACTS, monthly=Decimal(5000)))


def test_the_whole_wage_needs_the_agreed_share_of_full_time() -> None:
    facts = replace(FACTS, rule="", percent=Decimal(100), monthly=Decimal(2020))
    assert codes(facts) == [Code.MISSING]


def test_money_is_the_states_only_while_its_offices_decided_and_paid() -> None:
    assert subsidy_payer(date(2024, 5, 1), date(2024, 12, 31)) is Payer.STATE
    assert subsidy_payer(date(2024, 5, 1), date(2025, 1, 1)) is Payer.MUNICIPALITY
    assert subsidy_payer(date(2025, 1, 1), date(2025, 1, 1)) is Payer.MUNICIPALITY


def test_days_that_are_no_calendar_month_have_thirtieths_of_the_ceiling() -> None:
    answer = decided_subsidy(replace(FACTS, last_day=date(2026, 2, 14)))
    assert answer.value is not None
    assert answer.value.subsidy == Decimal("588.00")  # 1,260 / 30 × 14 days


def test_the_whole_wage_counts_up_to_the_limit_of_working_time() -> None:
    facts = replace(FACTS, rule="", percent=Decimal(100), monthly=Decimal(2020))
    part = decided_subsidy(replace(facts, time_share=Decimal("0.65"), rows=(PayRow("wage", Decimal(1000)),)))
    full = decided_subsidy(replace(facts, time_share=Decimal(1), rows=(PayRow("wage", Decimal(1000)),)))
    assert part.value is not None
    assert full.value is not None
    assert (part.value.subsidy, full.value.subsidy) == (Decimal("1230.00"), Decimal("799.50"))


def test_the_factor_and_the_limit_stand_among_the_steps_where_there_is_one() -> None:
    facts = replace(FACTS, rule="", percent=Decimal(100), monthly=Decimal(2020), time_share=Decimal(1))
    (step,) = [one for one in decided_subsidy(facts).steps if one.code == "base"]
    inputs = dict(step.inputs)
    assert step.value == Decimal("1600.00") * Decimal("1.23") * Decimal("0.65")
    assert (inputs["factor"], inputs["time_limit"], inputs["time_share"]) == (
        Decimal("1.23"), Decimal("0.65"), Decimal(1),
    )  # fmt: skip
    assert not [one for one in decided_subsidy(FACTS).steps if one.code == "base"]
