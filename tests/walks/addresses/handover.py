"""Hand-overs between treasurers."""

from __future__ import annotations

from placements.models import Handover
from tests.walks.addresses.kinds import MONEY, NO_METHOD, REFUSED, Address, form, page
from villages.models import Association

HANDOVER = {
    "handover_new": form(MONEY, Association),
    "handover": page(MONEY, Handover),
    "handover_pdf": page(MONEY, Handover),
    # The two whose hand-over it is; everybody here is another.
    "handover_tick": Address(MONEY, row=Handover, get=NO_METHOD, post=REFUSED, others={"item": "cash"}),
}
