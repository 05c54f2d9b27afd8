"""What associations have, their readiness and boards, services of villages, public pages."""

from __future__ import annotations

from uuid import UUID

from tests.walks.addresses.kinds import (
    AT_WORK,
    COORDINATOR,
    EVERYBODY,
    MISSING,
    MONEY,
    NO_METHOD,
    SENT,
    TREASURERS,
    Address,
    act,
    file,
    form,
    page,
)
from villages.models import (
    Association,
    AssociationContact,
    BoardStep,
    Partner,
    Premise,
    ReadinessCheck,
    ReadinessTask,
    Tool,
    VillageService,
    WorkPhoto,
)

WRITERS = COORDINATOR | TREASURERS
NOBODYS = {"slug": "ei-ole"}

ASSOCIATIONS = {
    "association_resources": page(AT_WORK, Association),
    "association_partners": page(AT_WORK, Association),
    "contact_new": form(WRITERS, Association),
    "contact_edit": form(WRITERS, AssociationContact),
    "premise_new": form(WRITERS, Association),
    "premise_edit": form(WRITERS, Premise),
    "tool_new": form(WRITERS, Association),
    "tool_edit": form(WRITERS, Tool),
    "partner_new": form(WRITERS, Association),
    "partner_edit": form(WRITERS, Partner),
    "service_list": page(COORDINATOR),
    "service_new": form(COORDINATOR),
    "service_export": file(COORDINATOR),
    "service_edit": form(COORDINATOR, VillageService),
    "association_readiness": page(MONEY, Association),
    "readiness_new": act(COORDINATOR, Association),
    "readiness_detail": page(MONEY, ReadinessCheck),
    "readiness_edit": form(COORDINATOR, ReadinessCheck),
    "readiness_decide": form(COORDINATOR, ReadinessCheck),
    "readiness_answer": form(MONEY, ReadinessCheck, others={"item": "payroll"}),
    "readiness_task_edit": form(MONEY, ReadinessTask),
    "readiness_task_done": act(MONEY, ReadinessTask),
    "board_overview": page(COORDINATOR),
    "association_board": page(AT_WORK, Association),
    "board_new": act(COORDINATOR, Association),
    "board_step_edit": form(WRITERS, BoardStep),
    "association_public": page(MONEY, Association),
    "public_words": form(MONEY, Association),
    "public_works": form(MONEY, Association, post=SENT),
    "public_photos": form(MONEY, Association, post=SENT),
    "public_photo_look": page(MONEY, WorkPhoto, is_data=True),
    "public_preview": page(MONEY, Association),
    "public_show": act(MONEY, Association),
    "public_hide": act(MONEY, Association),
    "model_description": page(COORDINATOR),
    "model_edit": form(COORDINATOR, others={"language": "fi"}),
    "model_text": page(COORDINATOR, others={"language": "fi"}, is_data=True),
    # Planted pages are switched off, so there is nothing at any address.
    "public_village": Address(EVERYBODY, get=MISSING, others=NOBODYS, anonymous=(MISSING, NO_METHOD)),
    "public_village_photo": Address(
        EVERYBODY, get=MISSING, others={**NOBODYS, "public_id": UUID(int=0)}, anonymous=(MISSING, NO_METHOD)
    ),
    "public_village_data": Address(
        EVERYBODY,
        get=MISSING,
        others={**NOBODYS, "what": "tyot", "file_format": "csv"},
        anonymous=(MISSING, NO_METHOD),
    ),
}
