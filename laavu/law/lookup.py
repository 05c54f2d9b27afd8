"""A rule of the law on a day, as it stands in the files: for the page of rules, and to check its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from laavu.law import parameters
from laavu.law.answers import Answer, Step, answering, require
from laavu.law.facts import one_of
from laavu.law.parameters.schema import Value

STATUTE = "as the parameter files name it"


@dataclass(frozen=True, slots=True)
class LookupFacts:
    """Which rule, on which day."""

    key: str
    on: date


@dataclass(frozen=True, slots=True)
class Looked:
    """The rule's values by name, its confidence and its statute."""

    values: Mapping[str, Value]
    confidence: str
    statute: str


@answering
def parameter(facts: LookupFacts) -> Answer[Looked]:
    """The row in force on the day."""
    rules = parameters.at(facts.on)
    require(one_of("key", facts.key, rules.book.rows, STATUTE))
    row = rules.get(facts.key)
    steps = tuple(
        Step("parameter", value, row.statute, row.sureness(name), (("name", name),))
        for name, value in row.values.items()
    )
    return Answer(Looked(row.values, row.confidence, row.statute), steps)
