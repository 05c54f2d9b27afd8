"""Test data of what associations have, their readiness, boards, services and public pages."""

from datetime import date
from itertools import count
from typing import Any

from villages.boards import keeping
from villages.models import (
    Association,
    AssociationContact,
    Board,
    BoardStep,
    BoardStepDocument,
    Document,
    Partner,
    Premise,
    PublicPage,
    ReadinessAnswer,
    ReadinessCheck,
    ReadinessTask,
    Tool,
    Village,
    VillageService,
)

FIRST = date(2026, 1, 1)
_numbers = count(1)


def _of(association: Association, **fields: Any) -> dict[str, Any]:
    return {"municipality": association.municipality, "association": association, **fields}


def make_contact(association: Association, **fields: Any) -> AssociationContact:
    given = {
        "kind": "premises",
        "name": f"Yhteys {next(_numbers)}",
        "phone": "040 555 0109",
        "from_on": FIRST,
    }
    return AssociationContact.objects.create(**_of(association, **given | fields))


def make_premise(association: Association, **fields: Any) -> Premise:
    given = {"kind": "hall", "name": f"Kylätalo {next(_numbers)}", "from_on": FIRST}
    return Premise.objects.create(**_of(association, **given | fields))


def make_tool(association: Association, **fields: Any) -> Tool:
    given = {"kind": "machine", "name": f"Ruohonleikkuri {next(_numbers)}", "from_on": FIRST}
    return Tool.objects.create(**_of(association, **given | fields))


def make_partner(association: Association, role: str = "payroll", **fields: Any) -> Partner:
    given = {"name": f"Kumppani {next(_numbers)}", "from_on": FIRST}
    return Partner.objects.create(role=role, **_of(association, **given | fields))


def make_service(village: Village | None, **fields: Any) -> VillageService:
    assert village is not None
    given = {"kind": "shop", "name": f"Kauppa {next(_numbers)}", "origin": "started", "from_on": FIRST}
    return VillageService.objects.create(municipality=village.municipality, village=village, **given | fields)


def make_readiness(association: Association, **fields: Any) -> ReadinessCheck:
    return ReadinessCheck.objects.create(**_of(association, **{"checked_on": FIRST} | fields))


def make_readiness_answer(
    check: ReadinessCheck, item: str, state: str = "in_order", **fields: Any
) -> ReadinessAnswer:
    return ReadinessAnswer.objects.create(
        readiness=check, item=item, state=state, **_of(check.association, **fields)
    )


def make_readiness_task(check: ReadinessCheck, item: str, **fields: Any) -> ReadinessTask:
    given = {"text": "Sovitaan palkkatoimiston kanssa", "owner": "Aino Esimerkki", "due_on": date(2026, 2, 1)}
    return ReadinessTask.objects.create(
        readiness=check, item=item, **_of(check.association, **given | fields)
    )


def make_board(association: Association, on: date = FIRST) -> Board:
    return keeping.begin(association, on=on)


def make_step_document(step: BoardStep, document: Document) -> BoardStepDocument:
    return BoardStepDocument.objects.create(step=step, document=document, **_of(step.association))


def make_public_page(association: Association, **fields: Any) -> PublicPage:
    return PublicPage.objects.create(**_of(association, **{"slug": f"kyla-{next(_numbers)}"} | fields))
