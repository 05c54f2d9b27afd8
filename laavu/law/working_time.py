"""Up to which hours a subsidised wage counts, and how many the support for the aged 55+ needs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Code, Problem, Severity, Step, answering, require
from laavu.law.facts import above_zero
from laavu.law.parameters.schema import Row

STATUTE = "916/2012 7:9; 872/2019; 380/2023 §§88, 95"
HUNDRED = Decimal(100)
FULL_SHARE = Decimal(1)


@dataclass(frozen=True, slots=True)
class WorkingTimeFacts:
    """Agreed weekly hours, and the full weekly hours of the sector, on the day of the decision."""

    decided_on: date
    weekly_hours: Decimal
    full_time_hours: Decimal


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Hours a week up to which the 100 % class counts wages, those above it, and the share of full time.

    `senior_hours`: weekly hours that the support for the aged 55+ needs, None on days without it.
    """

    limit_hours: Decimal
    hours_over: Decimal
    time_share: Decimal
    senior_hours: Decimal | None


@answering
def working_time_limit(facts: WorkingTimeFacts) -> Answer[WorkingTime]:
    """Hours above the limit are allowed; their wage is the employer's own cost."""
    row = parameters.at(facts.decided_on, "decided_on").get("working_time")
    require(
        above_zero("weekly_hours", facts.weekly_hours, STATUTE),
        above_zero("full_time_hours", facts.full_time_hours, STATUTE),
    )
    require(_more_than_full(facts), _more_than_legal(facts, row))
    limit = facts.full_time_hours * row.number("subsidy_percent") / HUNDRED
    over = max(Decimal(0), facts.weekly_hours - limit)
    inputs = (("full_time_hours", facts.full_time_hours), ("percent", row.number("subsidy_percent")))
    step = Step("limit_hours", limit, row.statute, row.confidence, inputs)
    value = WorkingTime(limit, over, facts.weekly_hours / facts.full_time_hours, _senior_hours(facts, row))
    return Answer(value, (step,), _over(facts, row, over))


def _more_than_full(facts: WorkingTimeFacts) -> Problem | None:
    if facts.weekly_hours <= facts.full_time_hours:
        return None
    return Problem(
        Code.OUT_OF_RANGE, "weekly_hours", facts.weekly_hours, f"at most {facts.full_time_hours}", STATUTE
    )


def _more_than_legal(facts: WorkingTimeFacts, row: Row) -> Problem | None:
    most = row.number("week_hours")
    if facts.full_time_hours <= most:
        return None
    return Problem(
        Code.OUT_OF_RANGE, "full_time_hours", facts.full_time_hours, f"at most {most}", row.statute
    )


def _senior_hours(facts: WorkingTimeFacts, row: Row) -> Decimal | None:
    if "senior_week_hours" not in row.values:
        return None
    if facts.full_time_hours < row.number("senior_full_time_under"):
        return facts.full_time_hours * row.number("senior_percent") / HUNDRED
    return row.number("senior_week_hours")


def _over(facts: WorkingTimeFacts, row: Row, over: Decimal) -> tuple[Problem, ...]:
    if not over:
        return ()
    allowed = f"{over} hours less for the whole wage to count"
    given = facts.weekly_hours
    return (Problem(Code.OVER_WORKING_TIME, "weekly_hours", given, allowed, row.statute, Severity.WARNING),)
