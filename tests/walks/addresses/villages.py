"""Villages and associations."""

from __future__ import annotations

from tests.walks.addresses.kinds import (
    COORDINATOR,
    act,
    file,
    form,
    page,
)
from villages.models import Association, AssociationMember, Village

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
}
