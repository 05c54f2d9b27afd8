"""People."""

from __future__ import annotations

from tests.walks.addresses.kinds import (
    ADMINISTRATOR,
    AT_WORK,
    COORDINATOR,
    UNREAD,
    act,
    file,
    form,
    page,
)
from workers.models import BenefitMonth, ClientRelationship, KelaList, UnemploymentSpell, Worker

PEOPLE = {
    "search": page(AT_WORK),
    "read_log": page(COORDINATOR | ADMINISTRATOR),
    "worker_list": page(COORDINATOR),
    "worker_new": form(COORDINATOR),
    "worker_export": file(COORDINATOR),
    "step_list": page(COORDINATOR),
    "step_export": file(COORDINATOR),
    "kela": page(COORDINATOR),
    "kela_new": form(COORDINATOR),
    "kela_list": page(COORDINATOR, KelaList),
    "kela_columns": form(COORDINATOR, KelaList),
    "kela_apply": act(COORDINATOR, KelaList),
    "kela_undo": act(COORDINATOR, KelaList),
    "kela_faults": file(COORDINATOR, KelaList),
    "kela_month": page(COORDINATOR, others={"year": 2026, "month": 3}),
    "kela_month_export": file(COORDINATOR, others={"year": 2026, "month": 3}),
    "benefit_month": form(COORDINATOR, BenefitMonth),
    "worker_detail": page(COORDINATOR, Worker),
    "worker_edit": form(COORDINATOR, Worker),
    "worker_reveal": act(COORDINATOR, Worker, post=UNREAD),
    "worker_readlog": page(COORDINATOR, Worker),
    "relationship_new": form(COORDINATOR, Worker),
    "relationship_edit": form(COORDINATOR, ClientRelationship),
    "relationship_end": form(COORDINATOR, ClientRelationship),
    "relationship_reopen": act(COORDINATOR, ClientRelationship),
    "spell_new": form(COORDINATOR, Worker),
    "spell_edit": form(COORDINATOR, UnemploymentSpell),
    "background_new": form(COORDINATOR, Worker),
}
