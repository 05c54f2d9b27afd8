"""For how long the state pays alone for an integration client, and no day counts for the municipality."""

from dataclasses import dataclass
from datetime import date

from laavu.law import parameters
from laavu.law.answers import Answer, Step, answering, require
from laavu.law.facts import in_reach
from laavu.law.period import ONE_DAY

STATUTE = "48/2026 §51.4"


@dataclass(frozen=True, slots=True)
class IntegrationFacts:
    """The day looked at, the first entry of a home municipality, and whether the person came as a quota
    refugee or in another way that the integration act names in §2(3)-(4).
    """

    on: date
    home_municipality_on: date
    quota_refugee: bool = False


@dataclass(frozen=True, slots=True)
class StateAlone:
    """Last day on which the state pays alone, and whether it does so on the day looked at."""

    until: date
    counts: bool


@answering
def integration_client(facts: IntegrationFacts) -> Answer[StateAlone]:
    """Years run from the day of the first entry; the day before its anniversary is the last."""
    require(in_reach("home_municipality_on", facts.home_municipality_on, STATUTE))
    key = "integration.quota_refugee" if facts.quota_refugee else "integration.other"
    row = parameters.at(facts.on).get(key)
    years = row.whole("years")
    until = _years_after(facts.home_municipality_on, years) - ONE_DAY
    inputs = (("home_municipality_on", facts.home_municipality_on), ("years", years))
    step = Step("state_alone_until", until, row.statute, row.confidence, inputs)
    return Answer(StateAlone(until, counts=facts.on > until), (step,))


def _years_after(day: date, years: int) -> date:
    """The anniversary; of 29 February, 1 March in a year without it."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)
