"""Until when each month of a decision can be claimed, by the rule of the day on which it was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from laavu.law.answers import Answer
from laavu.law.claims import ClaimDeadline, ClaimFacts, claim_deadline
from laavu.law.period import Period, month_of
from placements.models import Placement, SubsidyDecision, SupplementDecision

Decision = SubsidyDecision | SupplementDecision


@dataclass(frozen=True, slots=True)
class Window:
    """One calendar month of a decision: the days that it covers, and the law's answer on when to claim.

    The law counts from month end to month end, so all pay periods that end in one month share the answer.
    """

    month: date
    days: Period
    answer: Answer[ClaimDeadline]

    @property
    def last_day(self) -> date | None:
        """None where no rule is in force on the day of the decision."""
        return self.answer.value.last_day if self.answer.value else None

    @property
    def reminder_day(self) -> date | None:
        """The day to claim by before the right is in danger; the last day where the rule has no other."""
        return (self.answer.value.reminder_day or self.last_day) if self.answer.value else None

    def is_open(self, on: date) -> bool:
        """Whether the month has ended and can still be claimed."""
        return self.days_end < on and self.last_day is not None and self.last_day >= on

    def has_lapsed(self, on: date) -> bool:
        return self.last_day is not None and self.last_day < on

    @property
    def days_end(self) -> date:
        return self.days.last or self.days.first


def covered(decision: Decision, placement: Placement, until: date) -> Period | None:
    """The days for which the decision pays, as long as the work lasts; open ones to the given day."""
    paid: Period = decision.period
    placed: Period = placement.period
    both = paid.overlap(placed)
    if both is None or both.last is not None:
        return both
    return Period(both.first, until) if until >= both.first else None


def windows_of(decision: Decision, placement: Placement, until: date) -> Iterator[Window]:
    """A window for each calendar month of the decision, in order. `until` ends what has no end yet."""
    whole = covered(decision, placement, month_of(until).last or until)
    if whole is None or whole.last is None:
        return
    for days in whole.months():
        last = days.last or days.first
        facts = ClaimFacts(decision.decided_on, last, whole.last)
        yield Window(days.first.replace(day=1), days, claim_deadline(facts))
