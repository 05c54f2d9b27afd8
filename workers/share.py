"""The municipality's share of a person's unemployment benefit now, and the day of the next step."""

from dataclasses import dataclass
from datetime import date

from laavu.law.answers import Answer
from laavu.law.next_step import NextStep, NextStepFacts, next_step
from laavu.law.period import ONE_DAY, Period
from workers.choices import Benefit
from workers.models import UnemploymentSpell


@dataclass(frozen=True, slots=True)
class DaysNow:
    """Benefit days paid before a day: those that are known, as of when, and those taken to be paid since."""

    known: int
    counted_on: date
    since: int
    before: date

    @property
    def days(self) -> int:
        """Known and taken to be paid together."""
        return self.known + self.since


@dataclass(frozen=True, slots=True)
class ShareNow:
    """The answer of the law, and the benefit days that it took for paid."""

    answer: Answer[NextStep]
    count: DaysNow


def share_now(spells: list[UnemploymentSpell], today: date) -> ShareNow | None:
    """From the spell that goes on today; None where there is none, or its days are not counted."""
    spell = next((one for one in spells if today in one.period), None)
    if spell is None:
        return None
    count = days_now(spell, today)
    if count is None:
        return None
    return ShareNow(next_step(NextStepFacts(spell.benefit, count.days, count.before)), count)


def days_now(spell: UnemploymentSpell, today: date) -> DaysNow | None:
    """The days before today; of a count made today or later, the days before the day after it.

    The benefit is taken to be paid on each weekday since the count, from the spell's first day on.
    """
    if spell.benefit == Benefit.NONE or spell.days_paid is None or spell.days_as_of is None:
        return None
    first = max(spell.days_as_of + ONE_DAY, spell.period.first)
    if first >= today:
        return DaysNow(spell.days_paid, spell.days_as_of, 0, max(today, spell.days_as_of + ONE_DAY))
    since = Period(first, today - ONE_DAY).weekday_count
    return DaysNow(spell.days_paid, spell.days_as_of, since, today)
