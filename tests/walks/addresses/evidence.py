"""Evidence packs and audits."""

from __future__ import annotations

from placements.models import EvidenceFile, Placement
from tests.walks.addresses.kinds import MONEY, OK, Address, act, page

EVIDENCE = {
    "audit_list": page(MONEY, post=422),
    "evidence_of": page(MONEY, Placement),
    "evidence_make": act(MONEY, Placement, others={"year": 2026, "month": 3}),
    "evidence_file": Address(MONEY, row=EvidenceFile, get=OK, others={}),
}
