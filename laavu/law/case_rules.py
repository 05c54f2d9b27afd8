"""The rules that case files can ask for: their facts, their function, and what of the answer is compared."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from laavu.law.answers import Answer
from laavu.law.benefits import AdjustedFacts, BenefitFacts, adjusted_benefit, benefit_amount
from laavu.law.claims import ClaimFacts, claim_deadline
from laavu.law.municipal_share import ShareFacts, municipal_share
from laavu.law.side_costs import SideCostFacts, side_costs
from laavu.law.volunteer import VolunteerFacts, volunteer_value
from laavu.law.wage_subsidy import Option, wage_subsidy
from laavu.law.wage_subsidy_facts import SubsidyFacts

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
    "wage_subsidy": Rule(SubsidyFacts, wage_subsidy, SUBSIDY),
    "side_costs": Rule(SideCostFacts, side_costs, _values("total", "wage_with_costs", "percent")),
    "claim_deadline": Rule(ClaimFacts, claim_deadline, _values("last_day", "reminder_day")),
    "volunteer_value": Rule(VolunteerFacts, volunteer_value, _values("value")),
}
