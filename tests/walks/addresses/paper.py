"""Hours on paper."""

from __future__ import annotations

from typing import Any

from placements.models import Placement, SheetFile
from tests.walks.addresses.kinds import AT_WORK, OK, UNREAD, Address, form

APRIL: dict[str, Any] = {"others": {"year": 2026, "month": 4}}

PAPER = {
    "hours_paper": form(AT_WORK, post=302),
    "month_sheet": Address(AT_WORK, row=Placement, is_data=True, **APRIL),
    "hours_keying": form(AT_WORK, Placement, post=UNREAD, **APRIL),
    "sheet_file": Address(AT_WORK, get=OK, row=SheetFile, is_data=True),
}
