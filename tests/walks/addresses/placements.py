"""Placements, groups, hours, imports."""

from __future__ import annotations

from typing import Any

from placements.models import Group, ImportRun, Placement
from tests.walks.addresses.kinds import (
    AT_WORK,
    COORDINATOR,
    MISSING,
    OK,
    SENT,
    act,
    file,
    form,
    page,
)
from villages.models import Association
from workers.models import Worker

PLACEMENTS = {
    "placement_list": page(AT_WORK),
    "placement_new": form(COORDINATOR, post=OK),  # first a person is chosen
    "placement_export": file(AT_WORK),
    "worker_placements": page(AT_WORK, Worker),
    "association_placements": page(AT_WORK, Association),
    "placement_detail": page(AT_WORK, Placement),
    "placement_edit": form(COORDINATOR, Placement),
    "placement_end": form(COORDINATOR, Placement),
    "terms_new": form(COORDINATOR, Placement),
    "group_list": page(AT_WORK),
    "group_new": form(COORDINATOR),
    "group_export": file(AT_WORK),
    "association_groups": page(AT_WORK, Association),
    "group_detail": page(AT_WORK, Group),
    "group_edit": form(COORDINATOR, Group),
    "group_end": form(COORDINATOR, Group),
}

APRIL: dict[str, Any] = {"others": {"year": 2026, "month": 4}}
MARCH: dict[str, Any] = {"others": {"year": 2026, "month": 3}}
SENDERS = COORDINATOR | {"treasurer", "deputy", "other_treasurer"}
HOURS = {
    "hours": page(AT_WORK),
    "hours_export": file(AT_WORK),
    "hours_month": form(AT_WORK, Placement, post=SENT, **APRIL),
    "month_lock": act(COORDINATOR, Placement, **APRIL),
    "month_reopen": form(COORDINATOR, Placement, **MARCH),
    "month_step": act(AT_WORK, Placement, **APRIL),
    "month_return": form(COORDINATOR, Placement, get=SENT, post=SENT, **APRIL),  # the planted one is open
    "month_version": page(AT_WORK, Placement, others={"year": 2026, "month": 3, "number": 1}),
    "hours_grid": form(AT_WORK, Association, post=SENT, **APRIL),
    "hours_submit": form(SENDERS, Association, post=SENT, **APRIL),
    "hours_withdraw": act(SENDERS, Association, **APRIL),
    "hours_close": form(COORDINATOR, post=SENT),
    "hours_close_undo": act(COORDINATOR),
}

IMPORTS = {
    "import_list": page(COORDINATOR),
    "import_new": form(COORDINATOR),
    "import_detail": page(COORDINATOR, ImportRun),
    "import_faults": file(COORDINATOR, ImportRun, get=MISSING),  # the planted one has none
    "import_apply": act(COORDINATOR, ImportRun),
    "import_undo": act(COORDINATOR, ImportRun),
}
