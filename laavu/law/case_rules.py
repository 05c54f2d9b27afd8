"""The rules that case files can ask for: their facts, their function, and what of the answer is compared."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from laavu.law.answers import Answer
from laavu.law.benefits import AdjustedFacts, BenefitFacts, adjusted_benefit, benefit_amount
from laavu.law.claims import ClaimFacts, claim_deadline
from laavu.law.cumulation import CumulationFacts, cumulation
from laavu.law.employment_condition import ConditionFacts, employment_condition
from laavu.law.holiday import HolidayFacts, holiday_accrual
from laavu.law.integration import IntegrationFacts, integration_client
from laavu.law.lookup import LookupFacts, parameter
from laavu.law.municipal_share import ShareFacts, municipal_share
from laavu.law.municipal_tax import TaxFacts, municipal_tax
from laavu.law.next_step import NextStepFacts, next_step
from laavu.law.paid_share import PaidFacts, share_of_paid
from laavu.law.side_costs import SideCostFacts, side_costs
from laavu.law.state_aid import AidFacts, IntensityFacts, aid_intensity, state_aid_room
from laavu.law.subsidised_cost import CostFacts, PayPeriodFacts, pay_period_subsidy, subsidised_cost
from laavu.law.volunteer import VolunteerFacts, volunteer_value
from laavu.law.wage_subsidy import Option, wage_subsidy
from laavu.law.wage_subsidy_facts import SubsidyFacts
from laavu.law.working_time import WorkingTimeFacts, working_time_limit

Result = Callable[[Answer[Any]], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: dataclass of its facts, function, and by name what can stand in `expected`."""

    facts: type[Any]
    run: Callable[[Any], Answer[Any]]
    results: dict[str, Result]


def _values(*names: str) -> dict[str, Result]:
    return {name.rsplit(".", 1)[-1]: _value(name) for name in names} | {"warnings": _warnings}


def _value(path: str) -> Result:
    get = attrgetter(path)
    return lambda answer: get(answer.get())


def _warnings(answer: Answer[Any]) -> tuple[str, ...]:
    return tuple(str(problem.code) for problem in answer.problems)


def _option(option: Option) -> dict[str, Any]:
    return {
        "rule": option.rule,
        "percent": option.percent,
        "per_month": option.per_month,
        "max_months": option.max_months,
        "warnings": tuple(str(problem.code) for problem in option.warnings),
    }


SUBSIDY: dict[str, Result] = {
    "options": lambda answer: tuple(map(_option, answer.get().options)),
    "closed": lambda answer: tuple(sorted(closed.rule for closed in answer.get().closed)),
    "best_rule": _value("best.rule"),
    "best_percent": _value("best.percent"),
    "best_per_month": _value("best.per_month"),
    "best_max_months": _value("best.max_months"),
    "warnings": _warnings,
}

RULES: dict[str, Rule] = {
    "benefit_amount": Rule(BenefitFacts, benefit_amount, _values("per_day")),
    "adjusted_benefit": Rule(AdjustedFacts, adjusted_benefit, _values("per_month", "full_month")),
    "municipal_share": Rule(ShareFacts, municipal_share, _values("total", "last_percent", "days_paid_after")),
    "share_of_paid": Rule(PaidFacts, share_of_paid, _values("share", "paid")),
    "wage_subsidy": Rule(SubsidyFacts, wage_subsidy, SUBSIDY),
    "side_costs": Rule(SideCostFacts, side_costs, _values("total", "wage_with_costs", "percent")),
    "claim_deadline": Rule(ClaimFacts, claim_deadline, _values("last_day", "reminder_day")),
    "volunteer_value": Rule(VolunteerFacts, volunteer_value, _values("value")),
    "municipal_tax": Rule(TaxFacts, municipal_tax, _values("tax", "whole_euros", "taxable")),
    "next_step": Rule(
        NextStepFacts,
        next_step,
        _values("percent_now", "month_now", "changes_on", "percent_next", "month_next"),
    ),
    "working_time_limit": Rule(
        WorkingTimeFacts,
        working_time_limit,
        _values("limit_hours", "hours_over", "time_share", "senior_hours"),
    ),
    "integration_client": Rule(IntegrationFacts, integration_client, _values("until", "counts")),
    "employment_condition": Rule(
        ConditionFacts, employment_condition, _values("accrued", "unit", "needed", "met")
    ),
    "holiday_accrual": Rule(
        HolidayFacts,
        holiday_accrual,
        _values("full_months", "days", "leave_days", "percent", "percentage_pay"),
    ),
    "state_aid_room": Rule(AidFacts, state_aid_room, _values("room", "used", "window_first")),
    "aid_intensity": Rule(IntensityFacts, aid_intensity, _values("most")),
    "cumulation": Rule(CumulationFacts, cumulation, _values("subsidy", "cut", "limit", "room")),
    "subsidised_cost": Rule(CostFacts, subsidised_cost, _values("counted", "above_ceiling", "left_out")),
    "pay_period_subsidy": Rule(PayPeriodFacts, pay_period_subsidy, _values("subsidy", "ceiling", "counted")),
    "parameter": Rule(LookupFacts, parameter, _values("values", "confidence")),
}
