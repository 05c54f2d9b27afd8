"""What holds of the rules whatever the facts."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from laavu.law.answers import Answer
from laavu.law.benefits import BENEFITS, AdjustedFacts, BenefitFacts, adjusted_benefit, benefit_amount
from laavu.law.claims import ClaimFacts, claim_deadline
from laavu.law.municipal_share import ShareFacts, municipal_share
from laavu.law.municipal_tax import TaxFacts, municipal_tax
from laavu.law.next_step import NextStepFacts, next_step
from laavu.law.period import Period, month_of
from laavu.law.side_costs import SideCostFacts, side_costs
from laavu.law.volunteer import VolunteerFacts, volunteer_value
from laavu.law.wage_subsidy import wage_subsidy
from laavu.law.wage_subsidy_facts import SubsidyFacts

DAYS = st.dates(date(2014, 6, 1), date(2028, 12, 31))
MONEY = st.decimals(min_value=0, max_value=6000, places=2)
WAGES = st.decimals(min_value=Decimal("0.01"), max_value=6000, places=2)
SHARES = st.decimals(min_value=Decimal("0.05"), max_value=1, places=2)
OLD_BENEFITS = st.sampled_from(BENEFITS[:3])
PERIODS = st.tuples(st.dates(date(2015, 1, 1), date(2027, 12, 31)), st.integers(0, 400))
SUBSIDIES = st.builds(
    SubsidyFacts,
    decided_on=DAYS,
    employer=st.sampled_from(["association", "business", "municipality", "state", "somebody"]),
    business_activity=st.booleans(),
    age=st.integers(-1, 121),
    unemployed_months=st.integers(-1, 60),
    unemployed_months_in_28=st.integers(-1, 29),
    unemployed_months_in_14=st.none() | st.integers(-1, 15),
    months_without_work=st.integers(-1, 60),
    reduced_work_ability=st.booleans(),
    no_qualification=st.booleans(),
    integration_plan=st.booleans(),
    monthly_wage=MONEY,
    time_share=st.decimals(min_value=0, max_value=Decimal("1.2"), places=2),
)


def share_of(
    benefit: str, before: int, first: date, last: date, gross: Decimal = Decimal(0)
) -> tuple[Decimal, int, int]:
    value = municipal_share(ShareFacts(benefit, before, first, last, gross)).get()
    return value.total, value.days_paid_after, value.last_percent


def holds(answer: Answer[Any]) -> None:
    """Every answer has its steps or a blocker, and each names a statute and a known confidence."""
    assert (answer.value is None) == (answer.blocker is not None)
    assert answer.steps or answer.problems
    assert all(step.statute and step.confidence in "ABCD" for step in answer.steps)
    assert all(problem.statute and problem.fact and problem.allowed for problem in answer.problems)
    assert answer.statutes


@given(benefit=OLD_BENEFITS, before=st.integers(0, 1300), period=PERIODS, gross=MONEY)
def test_splitting_a_period_at_any_months_end_changes_no_total(
    benefit: str, before: int, period: tuple[date, int], gross: Decimal
) -> None:
    first, last = period[0], period[0] + timedelta(period[1])
    whole, after, percent = share_of(benefit, before, first, last, gross)
    for month in Period(first, last).months()[:-1]:
        assert month.last is not None
        one, between, _ = share_of(benefit, before, first, month.last, gross)
        other, end, last_percent = share_of(benefit, between, month.last + timedelta(1), last, gross)
        assert (one + other, end) == (whole, after)
        assert last_percent in (percent, 0)  # 0: the second part has no weekday of its own


@given(benefit=st.sampled_from(BENEFITS), before=st.integers(0, 1300), day=st.dates(date(2026, 5, 4)))
def test_later_days_never_lower_the_step(benefit: str, before: int, day: date) -> None:
    day = date(2026 + day.year % 50, day.month, min(day.day, 28))
    if benefit == "general_support" and day < date(2026, 5, 1):
        day = day.replace(year=2027)
    _, _, percent = share_of(benefit, before, day, day + timedelta(6))
    _, _, later = share_of(benefit, before + 1, day, day + timedelta(6))
    assert percent <= later


@given(before=st.integers(0, 1300), month=st.dates(date(2015, 1, 1), date(2024, 12, 31)))
def test_later_days_never_lower_the_step_of_a_month_to_2024(before: int, month: date) -> None:
    period = month_of(month)
    assert period.last is not None
    asked = [
        share_of("labour_market_subsidy", days, period.first, period.last) for days in (before, before + 1)
    ]
    assert asked[0][0] <= asked[1][0]
    assert asked[0][2] <= asked[1][2]


@given(facts=SUBSIDIES)
@settings(max_examples=300)
def test_no_answer_about_subsidy_is_without_a_statute(facts: SubsidyFacts) -> None:
    answer = wage_subsidy(facts)
    holds(answer)
    for option in answer.value.options if answer.value else ():
        assert all(step.statute for step in option.steps)
        assert option.per_month is None or Decimal(0) <= option.per_month <= (option.ceiling or 0)


@given(benefit=st.sampled_from(BENEFITS), on=DAYS, children=st.integers(-1, 6), gross=MONEY)
def test_no_answer_about_benefit_is_without_a_statute(
    benefit: str, on: date, children: int, gross: Decimal
) -> None:
    holds(benefit_amount(BenefitFacts(benefit, on, children)))
    holds(adjusted_benefit(AdjustedFacts(benefit, on, gross, children)))


@given(benefit=st.sampled_from(BENEFITS), before=st.integers(-1, 1300), first=DAYS, last=DAYS, gross=MONEY)
def test_no_answer_about_the_share_is_without_a_statute(
    benefit: str, before: int, first: date, last: date, gross: Decimal
) -> None:
    holds(municipal_share(ShareFacts(benefit, before, first, last, gross)))
    holds(next_step(NextStepFacts(benefit, before, first, gross)))


@given(on=DAYS, amount=MONEY, percent=st.decimals(-1, 101, places=2), last=DAYS, other=DAYS)
def test_no_other_answer_is_without_a_statute(
    on: date, amount: Decimal, percent: Decimal, last: date, other: date
) -> None:
    holds(side_costs(SideCostFacts(on, amount, percent, Decimal("0.06"))))
    holds(volunteer_value(VolunteerFacts(on, amount)))
    holds(claim_deadline(ClaimFacts(on, last, other)))
    holds(municipal_tax(TaxFacts(on.year, percent, amount * 12, amount)))


@given(
    day=st.dates(date(2016, 1, 1), date(2027, 12, 31)),
    wages=st.tuples(WAGES, WAGES),
    time_share=SHARES,
    able=st.booleans(),
)
def test_the_subsidy_grows_with_the_wage_up_to_its_ceiling(
    day: date, wages: tuple[Decimal, Decimal], time_share: Decimal, able: bool
) -> None:
    paid = []
    for wage in sorted(wages):
        facts = SubsidyFacts(
            decided_on=day,
            employer="association",
            age=61,
            unemployed_months=30,
            unemployed_months_in_28=28,
            months_without_work=30,
            reduced_work_ability=not able,
            monthly_wage=wage,
            time_share=time_share,
        )
        paid.append(
            {option.rule: option.per_month or Decimal(0) for option in wage_subsidy(facts).get().options}
        )
    assert paid[0].keys() == paid[1].keys()
    assert all(paid[0][rule] <= paid[1][rule] for rule in paid[0])


@given(benefit=OLD_BENEFITS, on=st.dates(date(2015, 1, 1), date(2026, 4, 30)), wages=st.tuples(MONEY, MONEY))
def test_more_wage_never_leaves_more_benefit(benefit: str, on: date, wages: tuple[Decimal, Decimal]) -> None:
    less, more = sorted(wages)
    left = [adjusted_benefit(AdjustedFacts(benefit, on, wage)).get().per_month for wage in (less, more)]
    assert left[0] >= left[1] >= 0


@given(benefit=OLD_BENEFITS, before=st.integers(0, 900), on=st.dates(date(2015, 1, 1), date(2026, 12, 31)))
def test_the_next_step_is_the_first_day_whose_own_percentage_differs(
    benefit: str, before: int, on: date
) -> None:
    step = next_step(NextStepFacts(benefit, before, on)).get()
    if step.changes_on is None:
        return
    change, next_percent = step.changes_on, step.percent_next
    assert share_of(benefit, before, on, change)[2] == next_percent
    if change > on:
        assert share_of(benefit, before, on, change - timedelta(1))[2] in (step.percent_now, 0)
