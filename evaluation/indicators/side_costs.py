"""The employers' statutory costs of the wages, by the law of each month and each association's insurance."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from evaluation.indicators.definition import Figure
from evaluation.statistics.hours import Hours, WageSum
from laavu.law import parameters
from laavu.law.answers import Blocked
from laavu.law.rounding import round_money
from laavu.law.side_costs import AVERAGES, STATUTORY, SideCostFacts
from laavu.law.side_costs import side_costs as costs_of_wage

HUNDRED = Decimal(100)
NO_RATES = _("The contribution rates of %(year)s are not in the law's tables, so there is no figure.")
NO_ACCIDENT = ngettext_lazy(
    "The accident insurance of %(number)s employer is not on record, so the sum would be too small.",
    "The accident insurance of %(number)s employers is not on record, so the sum would be too small.",
    "number",
)


def side_costs(found: Hours) -> Figure:
    """Exact costs of all wages, rounded once; empty with a reason where one rate is not known."""
    without = max((wage.employers for wage in found.wages if wage.accident_percent is None), default=0)
    if without:
        return Figure(code="side_costs", value=None, reason=NO_ACCIDENT % {"number": without})
    total = Decimal(0)
    for wage in found.wages:
        try:
            total += wage.gross * _percent(wage) / HUNDRED
        except Blocked:
            return Figure(code="side_costs", value=None, reason=NO_RATES % {"year": wage.month.year})
    return Figure(code="side_costs", value=round_money(total), n=found.wage_persons)


def _percent(wage: WageSum) -> Decimal:
    """All costs of the month in percent of the wage. Raises Blocked outside the table's years."""
    accident, group_life = wage.accident_percent, wage.group_life_percent
    if group_life is None:
        group_life = parameters.at(wage.month).get("employer_rates").number("group_life_average")
    facts = SideCostFacts(wage.month, HUNDRED, accident or Decimal(0), group_life)
    return costs_of_wage(facts).get().percent


def statutory_percents(month: date, *, average: bool = False) -> dict[str, Decimal]:
    """The law's rates of the month by name, percent of the wage: those of all employers, or the averages.

    Raises Blocked outside the table's years.
    """
    rates = parameters.at(month).get("employer_rates")
    return {name: rates.number(name) for name in (AVERAGES if average else STATUTORY)}
