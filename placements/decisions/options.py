"""What the law opens for a person and a job, with the municipality's own supports beside each class."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from laavu.law import parameters
from laavu.law.answers import Answer, Blocked, Code, Problem, Severity
from laavu.law.cumulation import Cumulation, CumulationFacts, cumulation
from laavu.law.rounding import round_money
from laavu.law.side_costs import average_percent
from laavu.law.state_aid import IntensityFacts, aid_intensity
from laavu.law.subsidy_classes import class_rows, rule_id
from laavu.law.wage_subsidy import Closed, Option, SubsidyOptions, wage_subsidy
from laavu.law.wage_subsidy_conditions import failures
from laavu.law.wage_subsidy_facts import SubsidyFacts
from laavu.law.working_time import WorkingTimeFacts, working_time_limit
from laavu.shared import formats
from placements.choices import EmployerKind, SupportKind
from placements.models import MunicipalSupport

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12
FULL = 100
BUSINESS = "business"
# Types of employer of the law, as a placement has them.
KINDS = {
    "association": EmployerKind.ASSOCIATION,
    "business": EmployerKind.BUSINESS,
    "municipality": EmployerKind.MUNICIPALITY,
}


@dataclass(frozen=True, slots=True)
class SupportLine:
    """One of the municipality's own supports beside a class: its euros a month, or why it is not paid."""

    support: MunicipalSupport
    amount: Decimal | None
    why_not: str = ""
    cut_to_limit: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """An open class with the own supports. `subsidy`: a month, after what other aid cuts; None: not known."""

    option: Option
    supports: tuple[SupportLine, ...]
    together: Answer[Cumulation] | None
    wage_costs: Decimal
    warnings: tuple[Problem, ...]

    @property
    def subsidy(self) -> Decimal | None:
        if self.together is not None and self.together.value is not None:
            return self.together.value.subsidy
        return self.option.per_month

    @property
    def cut(self) -> Decimal:
        return self.together.value.cut if self.together and self.together.value else Decimal(0)

    @property
    def own_supports(self) -> Decimal:
        return sum((line.amount for line in self.supports if line.amount is not None), Decimal(0))

    @property
    def total(self) -> Decimal | None:
        """Subsidy and own supports a month."""
        return None if self.subsidy is None else self.subsidy + self.own_supports

    @property
    def is_above_wage(self) -> bool:
        """Whether the subsidy is more than the wage costs: a factor of its class stands for side costs."""
        return self.subsidy is not None and self.subsidy > self.wage_costs

    @property
    def left(self) -> Decimal | None:
        """What is left of the wage costs for the employer, a month; never below zero."""
        return None if self.total is None else max(Decimal(0), self.wage_costs - self.total)


@dataclass(frozen=True, slots=True)
class Offers:
    """The law's answer, classes open (best first) and closed, and problems of the facts themselves."""

    answer: Answer[SubsidyOptions]
    offers: tuple[Offer, ...]
    closed: tuple[Closed, ...]
    problems: tuple[Problem, ...]

    def offer(self, rule: str) -> Offer | None:
        """The open class of that id; the best one for an empty id."""
        if not rule:
            return self.offers[0] if self.offers else None
        return next((one for one in self.offers if one.option.rule == rule), None)

    def reasons(self, rule: str) -> tuple[Problem, ...]:
        """Why the class is closed; empty when it is open or not a class of the day."""
        return next((one.problems for one in self.closed if one.rule == rule), ())


def monthly_wage(hourly: Decimal, weekly_hours: Decimal) -> Decimal:
    """A month of a wage by the hour: a twelfth of 52 weeks."""
    return round_money(hourly * weekly_hours * WEEKS_A_YEAR / MONTHS_A_YEAR)


def look(facts: SubsidyFacts, hours: WorkingTimeFacts, supports: Sequence[MunicipalSupport] = ()) -> Offers:
    """Every class that the facts open, with the supports that go beside it, and why others are closed."""
    answer = wage_subsidy(facts)
    working = working_time_limit(hours)
    of_hours = tuple(problem for problem in working.problems if problem.fact == "full_time_hours")
    if of_hours or _is_about_facts(answer):
        blockers = tuple(p for p in (*answer.problems, *of_hours) if p.severity is Severity.BLOCKER)
        return Offers(answer, (), (), blockers if _is_about_facts(answer) else of_hours)
    if answer.value is None:
        return Offers(answer, (), _closed(facts), ())
    offers = tuple(_offer(facts, option, working.problems, supports) for option in answer.value.options)
    return Offers(answer, offers, answer.value.closed, ())


def _is_about_facts(answer: Answer[SubsidyOptions]) -> bool:
    """Whether the answer is stopped by a fact that cannot be, rather than by conditions not met."""
    return answer.value is None and answer.problems[0].code is not Code.NO_CLASS


def _closed(facts: SubsidyFacts) -> tuple[Closed, ...]:
    rules = parameters.at(facts.decided_on)
    return tuple(Closed(rule_id(row), failures(rules, facts, row)) for row in class_rows(rules))


def _offer(
    facts: SubsidyFacts, option: Option, of_hours: Sequence[Problem], supports: Sequence[MunicipalSupport]
) -> Offer:
    costs = wage_costs(facts)
    lines = tuple(_line(facts, option, costs, support) for support in supports)
    aid = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    together = None
    if aid and option.per_month is not None:
        asked = CumulationFacts(facts.decided_on, option.rule, costs, option.per_month, aid)
        together = cumulation(asked)
    warnings = (
        *option.warnings,
        *(of_hours if option.time_limit is not None else ()),
        *(together.problems if together else ()),
        *_state_aid(facts, option, costs, aid),
    )
    return Offer(option, lines, together, costs, warnings)


def wage_costs(facts: SubsidyFacts) -> Decimal:
    """Wage costs a month as the law of the day counts them: to June 2023 with average side costs."""
    rules = parameters.at(facts.decided_on)
    act = rules.find("wage_subsidy.act")
    if act is None or act.text("regime") != "side_costs":
        return round_money(facts.monthly_wage)
    try:
        percent, _steps = average_percent(rules)
    except Blocked:
        return round_money(facts.monthly_wage)
    return round_money(facts.monthly_wage * (FULL + percent) / FULL)


def _state_aid(facts: SubsidyFacts, option: Option, costs: Decimal, aid: Decimal) -> tuple[Problem, ...]:
    """A warning when all aid to a business goes over the highest aid to such a wage."""
    if facts.employer != BUSINESS and not facts.business_activity:
        return ()
    most = aid_intensity(IntensityFacts(facts.decided_on, costs, facts.reduced_work_ability))
    if most.value is None or (option.per_month or Decimal(0)) + aid <= most.value.most:
        return ()
    allowed = f"such that all aid stays within {most.value.most}"
    statute = most.steps[0].statute
    return (Problem(Code.OVER_AID_LIMIT, "other_aid", aid, allowed, statute, Severity.WARNING),)


def _line(facts: SubsidyFacts, option: Option, costs: Decimal, support: MunicipalSupport) -> SupportLine:
    if why_not := _why_not(facts, option, support):
        return SupportLine(support, None, why_not)
    is_share = support.kind == SupportKind.SHARE
    amount = round_money(costs * support.value / FULL) if is_share else Decimal(support.value)
    most: Any = support.most_percent
    if most is None:
        return SupportLine(support, amount)
    limit = round_money(costs * most / FULL)
    fits = max(Decimal(0), limit - (option.per_month or Decimal(0)))
    return SupportLine(support, min(amount, fits), cut_to_limit=amount > fits)


def _why_not(facts: SubsidyFacts, option: Option, support: MunicipalSupport) -> str:
    if support.employer_kinds and KINDS.get(facts.employer, EmployerKind.OTHER) not in support.employer_kinds:
        return _("Not for this kind of employer.")
    least: Any = support.least_time_percent
    if least is not None and facts.time_share * FULL < least:
        return _("The hours are under %(percent)s of full time.") % {"percent": formats.percent(least)}
    if support.without_full_subsidy and option.percent == FULL:
        return _("Not beside a 100 % wage subsidy.")
    if any(warning.code is Code.NO_OTHER_AID for warning in option.warnings):
        return _("This class bears no other aid to the same wage.")
    return ""


def supports_on(municipality_id: int, day: date) -> list[MunicipalSupport]:
    """The municipality's own supports in force on the day."""
    found = MunicipalSupport.objects.filter(municipality_id=municipality_id, period__contains=day)
    return list(found.order_by("name", "id"))
