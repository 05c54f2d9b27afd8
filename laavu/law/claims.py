"""By when the payment of a wage subsidy is to be claimed."""

from dataclasses import dataclass
from datetime import date

from laavu.law import parameters
from laavu.law.answers import Answer, Blocked, Code, Problem, Step, answering, require
from laavu.law.facts import in_reach, not_before
from laavu.law.parameters.schema import Row
from laavu.law.period import end_of_month_after


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """The day of the decision, the end of the pay period, and the end of the subsidy's last pay period
    (needed for decisions from 2023-07-01).
    """

    decided_on: date
    pay_period_end: date
    last_pay_period_end: date | None = None


@dataclass(frozen=True, slots=True)
class ClaimDeadline:
    """The last day of the claim; the day by which to remind, None under the rules that have none."""

    last_day: date
    reminder_day: date | None


@answering
def claim_deadline(facts: ClaimFacts) -> Answer[ClaimDeadline]:
    """Months are counted from month end to month end; no day moves from a weekend or holiday."""
    row = parameters.at(facts.decided_on, "decided_on").get("claim")
    last = facts.last_pay_period_end or facts.pay_period_end
    require(
        in_reach("pay_period_end", facts.pay_period_end, row.statute),
        in_reach("last_pay_period_end", last, row.statute),
        not_before("last_pay_period_end", last, facts.pay_period_end, row.statute),
    )
    if row.text("from") == "pay_period":
        return _deadline_2015(facts, row)
    return _deadline_2023(facts, row)


def _deadline_2015(facts: ClaimFacts, row: Row) -> Answer[ClaimDeadline]:
    """Each pay period has its own last day."""
    last_day = end_of_month_after(facts.pay_period_end, row.whole("months"))
    inputs = (("pay_period_end", facts.pay_period_end), ("months", row.whole("months")))
    step = Step("last_day", last_day, row.statute, row.confidence, inputs, "month_end_to_month_end")
    return Answer(ClaimDeadline(last_day, None), (step,))


def _deadline_2023(facts: ClaimFacts, row: Row) -> Answer[ClaimDeadline]:
    """The right is lost by the subsidy's last pay period; the reminder takes the stricter reading."""
    if facts.last_pay_period_end is None:
        raise Blocked(Problem(Code.MISSING, "last_pay_period_end", None, "a day", row.statute))
    last_day = end_of_month_after(facts.last_pay_period_end, row.whole("months"))
    reminder = end_of_month_after(facts.pay_period_end, row.whole("reminder_months"))
    inputs = (("last_pay_period_end", facts.last_pay_period_end), ("months", row.whole("months")))
    own = (("pay_period_end", facts.pay_period_end), ("months", row.whole("reminder_months")))
    steps = (
        Step("last_day", last_day, row.statute, row.confidence, inputs, "month_end_to_month_end"),
        Step("reminder_day", reminder, row.statute, row.confidence, own, "reminder_by_each_pay_period"),
    )
    return Answer(ClaimDeadline(last_day, reminder), steps)
