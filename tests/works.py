"""What hangs on unfinished work: plain functions that make rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from placements.models import VolunteerEntry
from villages.models import (
    Answer,
    Association,
    MaterialCost,
    Receipt,
    Response,
    Restoration,
    ServiceOrder,
    Survey,
    UnfinishedWork,
    Village,
    VillageHouse,
    VillageNeed,
    WorkPhoto,
)
from villages.surveys.photos import Picture, seal

_numbers = count(1)
STATED: dict[str, Any] = {
    "competition_statement": "Kukaan ei myy tätä työtä kylässä.",
    "competition_signer": "Aino Esimerkki",
    "competition_on": date(2026, 1, 8),
}


def village_of(association: Association) -> Village:
    """Where the association is: those of the tests have a village."""
    assert association.village is not None
    return association.village


def make_need(village: Village, *, text: str | None = None, **fields: Any) -> VillageNeed:
    return VillageNeed.objects.create(
        municipality=village.municipality, village=village, text=text or f"Tarve {next(_numbers)}",
        kind=fields.pop("kind", "service"), found_on=fields.pop("found_on", date(2026, 1, 7)), **fields,
    )  # fmt: skip


def make_house(village: Village, *, name: str | None = None, **fields: Any) -> VillageHouse:
    return VillageHouse.objects.create(
        municipality=village.municipality, village=village, name=name or f"Talo {next(_numbers)}", **fields
    )


def make_restoration(house: VillageHouse, **fields: Any) -> Restoration:
    return Restoration.objects.create(
        municipality=house.municipality, village=house.village, house=house,
        title=fields.pop("title", "Keittiö"), begun_on=fields.pop("begun_on", date(2026, 1, 7)),
        before_condition=fields.pop("before_condition", "poor"), **fields,
    )  # fmt: skip


def make_cost(restoration: Restoration, amount: str = "120.50", **fields: Any) -> MaterialCost:
    return MaterialCost.objects.create(
        municipality=restoration.municipality, village=restoration.village, restoration=restoration,
        day=fields.pop("day", date(2026, 2, 2)), what=fields.pop("what", "Maalia"), amount=Decimal(amount),
        payer=fields.pop("payer", "association"), **fields,
    )  # fmt: skip


def make_photo(work: UnfinishedWork, *, content: bytes = b"JPEG", **fields: Any) -> WorkPhoto:
    row = WorkPhoto(
        municipality=work.municipality, village=work.village, work=work,
        phase=fields.pop("phase", "before"), caption=fields.pop("caption", "Katto"), **fields,
    )  # fmt: skip
    seal(row, Picture(content, 4, 3))
    row.save()
    return row


def make_order(association: Association, **fields: Any) -> ServiceOrder:
    return ServiceOrder.objects.create(
        municipality=association.municipality, association=association,
        what=fields.pop("what", "Lumityö"), orderer_name=fields.pop("orderer_name", "Tilaaja Tiina"),
        price=Decimal(fields.pop("price", "25.00")), ordered_on=fields.pop("ordered_on", date(2026, 2, 2)),
        **fields,
    )  # fmt: skip


def make_receipt(order: ServiceOrder, **fields: Any) -> Receipt:
    """Numbered by the database: read the row again for its number."""
    row = Receipt.objects.create(
        municipality=order.municipality, association=order.association, order=order,
        kind=fields.pop("kind", "payment"), day=fields.pop("day", date(2026, 2, 3)), what=order.what,
        amount=order.price, made_by=fields.pop("made_by", "Aino Esimerkki"), **fields,
    )  # fmt: skip
    row.refresh_from_db()
    return row


def make_volunteer(work: UnfinishedWork, association: Association, **fields: Any) -> VolunteerEntry:
    return VolunteerEntry.objects.create(
        municipality=work.municipality, work=work, association=association,
        day=fields.pop("day", date(2026, 2, 7)), name=fields.pop("name", "Talkoolainen Taina"),
        is_old_enough=fields.pop("is_old_enough", True), hours=Decimal(fields.pop("hours", "4")),
        written_by=fields.pop("written_by", "Aino Esimerkki"), **fields,
    )  # fmt: skip


def make_answer(survey: Survey, village: Village | None, code: str, **values: Any) -> Answer:
    """An answer to one question of the survey, in a form of its own."""
    version = survey.versions.get()
    response = values.pop("response", None) or Response.objects.create(
        municipality=survey.municipality, survey=survey, version=version, village=village, language="fi",
        way="link", submitted_at=values.pop("at", datetime(2026, 1, 5, 12, tzinfo=UTC)),
        submission_hash=uuid4().hex, deletion_hash=values.pop("deletion_hash", uuid4().hex),
    )  # fmt: skip
    return Answer.objects.create(
        municipality=survey.municipality,
        response=response,
        question=version.questions.get(code=code),
        **values,
    )
