"""The sums of money of a question, from the tables."""

from decimal import Decimal

from evaluation.economy.result import Economy, economy
from evaluation.statistics.assumptions import assumptions_on
from evaluation.statistics.money import money_facts
from evaluation.statistics.scope import Scope


def economy_of(scope: Scope, *, hours: Decimal, days: int) -> Economy:
    """With the assumptions that are in force on the last day. `hours`: worked; `days`: of placements."""
    assumptions = assumptions_on(scope.municipality_id, scope.last)
    return economy(money_facts(scope), scope.period, assumptions, hours=hours, days=days)
