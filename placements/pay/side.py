"""Employers' side costs of a gross wage: the law's rates of the pay day and the association's insurance."""

from decimal import Decimal

from laavu.law.answers import Blocked
from laavu.law.rounding import round_money
from laavu.law.side_costs import STATUTE, SideCostFacts, side_costs
from placements.models.pay import SIDE_COSTS
from placements.pay.facts import HUNDRED, ZERO, PayFacts, Said, SideCost, Trouble
from placements.pay.hours import rules_on

LAW_NAMES = {"pension_employer": "pension", "unemployment_low": "unemployment"}


def side_costs_of(facts: PayFacts, gross: Decimal | None) -> SideCost:
    """Each cost rounded once. What has no rate is None, and a trouble says why; it does not block."""
    nothing: dict[str, Decimal | None] = dict.fromkeys(SIDE_COSTS)
    if gross is None:
        return SideCost(nothing)
    own = _own_rates(facts)
    try:
        asked = SideCostFacts(
            facts.pay_on, max(gross, ZERO), own["accident"] or ZERO, own["group_life"] or ZERO
        )
        found = side_costs(asked).get()
    except Blocked:
        return SideCost(
            nothing,
            troubles=(Trouble("no_rates", (("day", facts.pay_on.isoformat()),), blocks=False, stops=False),),
        )
    amounts, steps = dict(nothing), []
    for law_name, percent in found.lines:
        name = LAW_NAMES.get(law_name, law_name)
        if name in own and own[name] is None:
            continue
        amounts[name] = round_money(gross * percent / HUNDRED)
        values = (
            ("cost", name),
            ("euros", str(gross)),
            ("percent", str(percent)),
            ("sum", str(amounts[name])),
        )
        steps.append(Said("side_cost", values, "" if name in own else STATUTE))
    missing = tuple(
        Trouble("no_insurance", (("cost", name),), blocks=False, stops=False)
        for name, rate in own.items()
        if rate is None
    )
    return SideCost(amounts, tuple(steps), missing)


def _own_rates(facts: PayFacts) -> dict[str, Decimal | None]:
    """The association's own percentages: those of the rules of the day, else those of its own page."""
    rules = rules_on(facts.rules, facts.pay_on)
    accident = rules.rules.accident_percent if rules else None
    group_life = rules.rules.group_life_percent if rules else None
    return {
        "accident": facts.accident_percent if accident is None else accident,
        "group_life": facts.group_life_percent if group_life is None else group_life,
    }
