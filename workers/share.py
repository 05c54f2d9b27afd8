"""The municipality's share of a person's unemployment benefit now, and the day of the next step."""

from dataclasses import dataclass
from datetime import date, timedelta

from laavu.law.answers import Answer
from laavu.law.next_step import NextStep, NextStepFacts, next_step
from laavu.law.period import Period
from workers.choices import Benefit
from workers.models import UnemploymentSpell


@dataclass(frozen=True, slots=True)
class ShareNow:
    """The answer of the law, and the benefit days that it took for paid before today."""

    answer: Answer[NextStep]
    days_paid: int
    counted_on: date


def share_now(spells: list[UnemploymentSpell], today: date) -> ShareNow | None:
    """From the spell that goes on today, if its days are counted; benefit is taken to be paid on each weekday
    since. None where there is no such spell."""
    spell = next((one for one in spells if today in one.period), None)
    if spell is None or spell.benefit == Benefit.NONE or spell.days_paid is None or spell.days_as_of is None:
        return None
    days = spell.days_paid
    if spell.days_as_of < today - timedelta(days=1):
        days += Period(spell.days_as_of + timedelta(days=1), today - timedelta(days=1)).weekday_count
    answer = next_step(NextStepFacts(spell.benefit, days, today))
    return ShareNow(answer, days, spell.days_as_of)
