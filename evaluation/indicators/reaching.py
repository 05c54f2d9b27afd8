"""How much of a target has been reached, as a share; needs no database."""

from decimal import Decimal

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Rule, Unit
from laavu.law.rounding import round_to

HUNDRED = Decimal(100)
# Where less is better, or where a total may go below zero: a share of the target would mislead.
NO_SHARE = frozenset(
    {
        *("cost_per_placement", "cost_per_person_month", "cost_per_sustained_exit"),
        *("net_municipal", "net_public", "municipal_tax_effect", "refusals", "exits_unemployed"),
        *("exits_unknown", "exits_illness"),
    }
)
MEANS = (Rule.PAIRS, Rule.MEAN)


def reached_percent(
    code: str, baseline: Decimal | None, target: Decimal | None, actual: Decimal | None
) -> int | None:
    """Of the target, in whole percent. None where a share says nothing: without a target above zero, of a
    mean, of what should stay small, and where the target is lower than the start."""
    indicator = CATALOGUE[code]
    if code in NO_SHARE or indicator.rule in MEANS or indicator.unit is Unit.POINT:
        return None
    if target is None or actual is None or target <= 0:
        return None
    if baseline is not None and target < baseline:
        return None
    return int(round_to(actual * HUNDRED / target, 0))
