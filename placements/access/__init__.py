"""Who may see and change what placements hold: a file to a concept, and the walls of all tables."""

from placements.access import (
    cash,
    claims,
    decisions,
    devices,
    documents,
    evidence,
    handover,
    matching,
    pay,
    sessions,
    volunteers,
    work,
)
from placements.access.claims import claim_read, forms_of, funding_write, template_write
from placements.access.decisions import decision_read, decision_write, supplement_write, support_write
from placements.access.documents import paid_placement, paper_read
from placements.access.pay import (
    pay_period_read,
    pay_read,
    pay_rules_write,
    rules_of,
    treasury_rules,
    wages_seen,
)
from placements.access.sessions import leads, led_association, led_group, led_groups, session_write
from placements.access.volunteers import volunteer_read
from placements.access.work import (
    association_hours,
    at_work,
    group_read,
    group_write,
    hours_write,
    import_read,
    may_submit_for,
    placement_read,
    placement_write,
)
from villages.access import money_of, treasury_read

WALLS = {
    **work.WALLS,
    **decisions.WALLS,
    **pay.WALLS,
    **documents.WALLS,
    **devices.WALLS,
    **claims.WALLS,
    **cash.WALLS,
    **evidence.WALLS,
    **handover.WALLS,
    **sessions.WALLS,
    **matching.WALLS,
    **volunteers.WALLS,
}

__all__ = [
    "WALLS",
    "association_hours",
    "at_work",
    "claim_read",
    "decision_read",
    "decision_write",
    "forms_of",
    "funding_write",
    "group_read",
    "group_write",
    "hours_write",
    "import_read",
    "leads",
    "led_association",
    "led_group",
    "led_groups",
    "may_submit_for",
    "money_of",
    "paid_placement",
    "paper_read",
    "pay_period_read",
    "pay_read",
    "pay_rules_write",
    "placement_read",
    "placement_write",
    "rules_of",
    "session_write",
    "supplement_write",
    "support_write",
    "template_write",
    "treasury_read",
    "treasury_rules",
    "volunteer_read",
    "wages_seen",
]
