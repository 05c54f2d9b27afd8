"""What the law opens for a placement, decisions, own supports."""

from __future__ import annotations

from placements.models import MunicipalSupport, Placement, SubsidyDecision, SupplementDecision
from tests.walks.addresses.kinds import ADMINISTRATOR, AT_WORK, COORDINATOR, OK, SENT, form, page

DECISIONS = {
    "subsidy_options": form(COORDINATOR, Placement, post=OK),  # nothing is saved: what lacks is told
    "what_if": form(COORDINATOR, Placement, post=OK),
    "decision_record": form(COORDINATOR, Placement, get=SENT, post=SENT),  # first an option is chosen
    "decision_detail": page(AT_WORK, SubsidyDecision),
    "decision_correct": form(COORDINATOR, SubsidyDecision),
    "supplement_new": form(COORDINATOR, Placement),
    "supplement_correct": form(COORDINATOR, SupplementDecision),
    "support_list": page(ADMINISTRATOR),
    "support_add": form(ADMINISTRATOR),
    "support_change": form(ADMINISTRATOR, MunicipalSupport),
}
