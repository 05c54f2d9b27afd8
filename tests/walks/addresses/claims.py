"""Claims, payers' forms, other money, deadlines."""

from __future__ import annotations

from placements.models import Claim, ClaimTemplate, OtherFunding, Placement
from tests.walks.addresses.kinds import (
    ADMINISTRATOR,
    COORDINATOR,
    EVERYBODY,
    MISSING,
    MONEY,
    NO_METHOD,
    SENT,
    UNREAD,
    Address,
    act,
    file,
    form,
    page,
)

FORMS = COORDINATOR | ADMINISTRATOR
CLAIMS = {
    "claims_due": page(MONEY),
    "claim_list": page(MONEY),
    "claim_new": act(MONEY),
    "claim": page(MONEY, Claim),
    "claim_send": act(MONEY, Claim, post=UNREAD),
    "claim_settle": form(MONEY, Claim),
    "claim_recover": form(MONEY, Claim),
    "claim_correct": form(MONEY, Claim),
    "claim_discard": act(MONEY, Claim),
    "claim_file": file(MONEY, Claim),
    "claim_templates": page(FORMS),
    "claim_template_new": form(FORMS),
    "claim_template": form(FORMS, ClaimTemplate),
    "financing": page(MONEY),
    "placement_financing": page(MONEY, Placement),
    "funding_new": form(MONEY, Placement),
    "funding_remove": act(MONEY, OtherFunding),
    "deadlines": page(MONEY),
    "calendar": form(MONEY, post=SENT),
    # Read by calendar programs, which cannot sign in: the secret in the address is the key.
    "calendar_feed": Address(
        EVERYBODY, get=MISSING, others={"secret": "no-such-secret"}, anonymous=(MISSING, NO_METHOD)
    ),
}
