"""Hours on paper."""

from __future__ import annotations

from typing import Any

from placements.models import Placement, SheetFile
from tests.walks.addresses.kinds import AT_WORK, MISSING, UNREAD, Address, form

APRIL: dict[str, Any] = {"others": {"year": 2026, "month": 4}}
# Who asked for the first file of each owner.
ASKED = frozenset({"treasurer", "other_treasurer", "foreign_coordinator"})

PAPER = {
    "hours_paper": form(AT_WORK, post=302),
    "month_sheet": Address(AT_WORK, row=Placement, is_data=True, **APRIL),
    "hours_keying": form(AT_WORK, Placement, post=UNREAD, **APRIL),
    "sheet_file": Address(ASKED, row=SheetFile, refused=MISSING, is_data=True),
}
