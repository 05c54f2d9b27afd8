"""How much de minimis aid an employer may still get, and the highest aid to a subsidised wage."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Code, Problem, Step, answering, require
from laavu.law.facts import at_least, between
from laavu.law.parameters.schema import Row
from laavu.law.period import ONE_DAY, years_before
from laavu.law.rounding import round_money

STATUTE = "(EU) 2023/2831; (EU) 1407/2013; (EU) 651/2014"


@dataclass(frozen=True, slots=True)
class Aid:
    """One de minimis aid that was granted: the day of granting and its euros."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class AidFacts:
    """Earlier aids, the day of a new one and its euros, and the first month of the fiscal year."""

    on: date
    aids: tuple[Aid, ...] = ()
    new_aid: Decimal = Decimal(0)
    fiscal_year_month: int = 1


@dataclass(frozen=True, slots=True)
class AidRoom:
    """Euros still free before the new aid, euros used, and the first day that is looked at."""

    room: Decimal
    used: Decimal
    window_first: date


@dataclass(frozen=True, slots=True)
class IntensityFacts:
    """Wage costs a month of a subsidised worker in a business, and whether the worker is disabled."""

    on: date
    wage_costs: Decimal
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Intensity:
    """The highest aid, euros a month."""

    most: Decimal


@answering
def state_aid_room(facts: AidFacts) -> Answer[AidRoom]:
    """Aids of the window against the limit of the day; a new aid beyond it is a blocker."""
    row = parameters.at(facts.on).get("de_minimis")
    require(
        at_least("new_aid", facts.new_aid, 0, STATUTE),
        between("fiscal_year_month", facts.fiscal_year_month, 1, 12, STATUTE),
        *(at_least("aids", aid.amount, 0, STATUTE) for aid in facts.aids),
    )
    first = _window_first(facts, row)
    used = sum((aid.amount for aid in facts.aids if first <= aid.on <= facts.on), Decimal(0))
    room = max(Decimal(0), row.number("limit") - used)
    if facts.new_aid > room:
        over = Problem(Code.OVER_AID_LIMIT, "new_aid", facts.new_aid, f"at most {room}", row.statute)
        return Answer(None, (), (over,))
    inputs = (("limit", row.number("limit")), ("used", used), ("window_first", first))
    step = Step("room", room, row.statute, row.confidence, inputs, f"window_of_{row.text('window')}")
    return Answer(AidRoom(round_money(room), round_money(used), first), (step,))


@answering
def aid_intensity(facts: IntensityFacts) -> Answer[Intensity]:
    """The share of wage costs that aid to a disadvantaged or disabled worker may be."""
    row = parameters.at(facts.on).get("aid_intensity")
    require(at_least("wage_costs", facts.wage_costs, 0, STATUTE))
    percent = row.number("disabled_percent" if facts.disabled else "disadvantaged_percent")
    most = facts.wage_costs * percent / 100
    inputs = (("wage_costs", facts.wage_costs), ("percent", percent))
    return Answer(
        Intensity(round_money(most)), (Step("most_aid", most, row.statute, row.confidence, inputs),)
    )


def _window_first(facts: AidFacts, row: Row) -> date:
    years = row.whole("years")
    if row.text("window") == "days":
        return years_before(facts.on, years) + ONE_DAY
    start = facts.on.replace(month=facts.fiscal_year_month, day=1)
    this_year = start if start <= facts.on else years_before(start, 1)
    return years_before(this_year, years - 1)
