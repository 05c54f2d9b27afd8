"""Villages, associations, unfinished work."""

from __future__ import annotations

from tests.walks.addresses.kinds import (
    COORDINATOR,
    act,
    file,
    form,
    page,
)
from villages.models import Association, AssociationMember, UnfinishedWork, Village

VILLAGES = {
    "village_list": page(COORDINATOR),
    "village_new": form(COORDINATOR),
    "village_export": file(COORDINATOR),
    "village_detail": page(COORDINATOR, Village),
    "village_edit": form(COORDINATOR, Village),
    "association_list": page(COORDINATOR),
    "association_new": form(COORDINATOR),
    "association_export": file(COORDINATOR),
    "association_detail": page(COORDINATOR, Association),
    "association_edit": form(COORDINATOR, Association),
    "association_end": form(COORDINATOR, Association),
    "association_take_back": act(COORDINATOR, Association),
    "association_member_new": form(COORDINATOR, Association),
    "association_member_end": form(COORDINATOR, AssociationMember),
    "association_member_resume": act(COORDINATOR, AssociationMember),
    "work_list": page(COORDINATOR),
    "work_new": form(COORDINATOR),
    "work_export": file(COORDINATOR),
    "work_detail": page(COORDINATOR, UnfinishedWork),
    "work_edit": form(COORDINATOR, UnfinishedWork),
    "work_choose": act(COORDINATOR, UnfinishedWork),
    "work_done": act(COORDINATOR, UnfinishedWork),
    "work_drop": form(COORDINATOR, UnfinishedWork),
    "work_undo": act(COORDINATOR, UnfinishedWork),
}
