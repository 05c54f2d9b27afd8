"""What volunteer hours count as in money, by the programme period of the day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Step, answering, require
from laavu.law.facts import at_least
from laavu.law.rounding import round_money


@dataclass(frozen=True, slots=True)
class VolunteerFacts:
    """Hours of volunteer work on a day, with a machine and its driver or without."""

    on: date
    hours: Decimal
    machine: bool = False


@dataclass(frozen=True, slots=True)
class VolunteerValue:
    """Euros that the hours count as."""

    value: Decimal


@answering
def volunteer_value(facts: VolunteerFacts) -> Answer[VolunteerValue]:
    """Hours at the day's rate."""
    row = parameters.at(facts.on).get("volunteer")
    require(at_least("hours", facts.hours, 0, row.statute))
    name = "hour_with_machine" if facts.machine else "hour"
    rate = row.number(name)
    inputs = (("hours", facts.hours), ("rate", rate))
    step = Step("volunteer_value", facts.hours * rate, row.statute, row.sureness(name), inputs)
    return Answer(VolunteerValue(round_money(facts.hours * rate)), (step,))
