"""Who may see and change what placements hold: a file to a concept, and the walls of all tables."""

from placements.access import decisions, pay, work
from placements.access.pay import (
    money_of,
    pay_period_read,
    pay_read,
    pay_rules_write,
    rules_of,
    treasury_read,
    treasury_rules,
)
from placements.access.work import (
    at_work,
    group_read,
    group_write,
    hours_write,
    import_read,
    placement_read,
    placement_write,
)

WALLS = {**work.WALLS, **decisions.WALLS, **pay.WALLS}

__all__ = [
    "WALLS",
    "at_work",
    "group_read",
    "group_write",
    "hours_write",
    "import_read",
    "money_of",
    "pay_period_read",
    "pay_read",
    "pay_rules_write",
    "placement_read",
    "placement_write",
    "rules_of",
    "treasury_read",
    "treasury_rules",
]
