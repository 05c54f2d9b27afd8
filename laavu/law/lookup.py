"""One number of the law on a day, as it stands in the files: for the page of rules and for checks of them."""

from dataclasses import dataclass
from datetime import date

from laavu.law import parameters
from laavu.law.answers import Answer, Step, answering, require
from laavu.law.facts import one_of
from laavu.law.parameters.schema import Value

STATUTE = "as the parameter files name it"


@dataclass(frozen=True, slots=True)
class LookupFacts:
    """Which value of which rule, on which day."""

    key: str
    field: str
    on: date


@dataclass(frozen=True, slots=True)
class Looked:
    """The value, its confidence and its statute."""

    value: Value
    confidence: str
    statute: str


@answering
def parameter(facts: LookupFacts) -> Answer[Looked]:
    """The value in force on the day."""
    rules = parameters.at(facts.on)
    require(one_of("key", facts.key, rules.book.rows, STATUTE))
    row = rules.get(facts.key)
    require(one_of("field", facts.field, row.values, row.statute))
    value, sureness = row.values[facts.field], row.sureness(facts.field)
    step = Step("parameter", value, row.statute, sureness, (("key", facts.key), ("on", facts.on)))
    return Answer(Looked(value, sureness, row.statute), (step,))
