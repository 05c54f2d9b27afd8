"""Can we hire one more? A made-up job and the subsidy that the law would open for it, laid over the line."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from laavu.law.answers import Answer
from laavu.law.period import ONE_DAY, Period
from laavu.law.rounding import round_money
from laavu.law.wage_subsidy import Option, SubsidyOptions, wage_subsidy
from laavu.law.wage_subsidy_facts import SubsidyFacts
from placements.cash.events import CashKind
from placements.cash.subsidies import Grant
from placements.cash.wages import Job
from placements.models import Terms

FULL_WEEK = Decimal("37.5")  # hours, where the association's collective agreement is not on record
WEEKS, MONTHS = 52, 12
BEST, NO_SUBSIDY = "best", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore:
    """The person and the job that are thought of. `rule`: a class of the law, BEST or NO_SUBSIDY."""

    start: date
    months: int
    weekly_hours: Decimal
    hourly_wage: Decimal
    full_weekly_hours: Decimal = FULL_WEEK
    rule: str = BEST
    age: int = 45
    unemployed_months: int = 24
    reduced_work_ability: bool = False
    no_qualification: bool = False
    integration_plan: bool = False

    @property
    def monthly_wage(self) -> Decimal:
        """The mean month's gross wage."""
        return round_money(self.weekly_hours * self.hourly_wage * WEEKS / MONTHS)

    @property
    def time_share(self) -> Decimal:
        return min(Decimal(1), self.weekly_hours / self.full_weekly_hours)

    @property
    def period(self) -> Period:
        return Period(self.start, months_later(self.start, self.months) - ONE_DAY)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    number = day.year * MONTHS + day.month - 1 + months
    year, month = divmod(number, MONTHS)
    for tried in range(day.day, 0, -1):
        try:
            return date(year, month + 1, tried)
        except ValueError:
            continue
    raise ValueError(day)


def options(asked: OneMore) -> Answer[SubsidyOptions]:
    """The classes that the law of the start day opens for an association, best first."""
    return wage_subsidy(
        SubsidyFacts(
            decided_on=asked.start,
            employer="association",
            age=asked.age,
            unemployed_months=asked.unemployed_months,
            unemployed_months_in_28=min(28, asked.unemployed_months),
            months_without_work=asked.unemployed_months,
            reduced_work_ability=asked.reduced_work_ability,
            no_qualification=asked.no_qualification,
            integration_plan=asked.integration_plan,
            monthly_wage=asked.monthly_wage,
            time_share=asked.time_share,
        )
    )


def chosen(asked: OneMore, found: Answer[SubsidyOptions]) -> Option | None:
    """The class that is counted with; None without a subsidy, or when the class asked for is not open."""
    if found.value is None or asked.rule == NO_SUBSIDY:
        return None
    if asked.rule == BEST:
        return found.value.best
    return next((one for one in found.value.options if one.rule == asked.rule), None)


def job_of(asked: OneMore) -> Job:
    terms = Terms(from_on=asked.start, weekly_hours=asked.weekly_hours, hourly_wage=asked.hourly_wage)
    return Job(_("One more"), asked.period, [terms])


def grant_of(asked: OneMore, option: Option) -> Grant:
    """The subsidy of the class for its own length at most."""
    longest = Period(asked.start, months_later(asked.start, option.max_months) - ONE_DAY)
    shared = asked.period.overlap(longest)
    return Grant(
        kind=CashKind.SUBSIDY,
        job=job_of(asked),
        period=shared or longest,
        decided_on=asked.start,
        rule=option.rule,
        time_share=asked.time_share,
    )
