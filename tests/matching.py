"""Statements, open places and proposals for tests: each says only what matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from placements.models import Opening, OpeningWork, Proposal, ProposalLink, ProposalStep
from placements.proposals.scope import code_of, digest_of
from villages.models import Association, UnfinishedWork, Village, VillageDistance
from workers.models import WishedVillage, Worker, WorkerStatement

STATED = date(2026, 3, 2)
LAST_DAY = timezone.localdate() + timedelta(days=60)  # the database asks its own clock, not the test's


def make_statement(worker: Worker, *, villages: Sequence[Village] = (), **fields: Any) -> WorkerStatement:
    """The person's next statement: can everything in the year's every season by own car, 10 to 30 hours."""
    stated_on = fields.pop("stated_on", STATED)
    row = WorkerStatement.objects.create(
        municipality=worker.municipality, worker=worker,
        version=fields.pop("version", worker.statements.count() + 1), stated_on=stated_on,
        stated_how=fields.pop("stated_how", "with_help"), hours_from=Decimal(fields.pop("hours_from", "10")),
        hours_to=Decimal(fields.pop("hours_to", "30")), consented_on=stated_on,
        seasons=fields.pop("seasons", ["winter", "spring", "summer", "autumn"]),
        travel=fields.pop("travel", ["own_car"]), recorded_by="Aino Esimerkki", **fields,
    )  # fmt: skip
    for village in villages:
        WishedVillage.objects.create(municipality=worker.municipality, statement=row, village=village)
    return row


def make_opening(association: Association, *, works: Sequence[UnfinishedWork] = (), **fields: Any) -> Opening:
    """An open place of 25 hours in the association's village from April on."""
    row = Opening.objects.create(
        municipality=association.municipality, association=association,
        title=fields.pop("title", "Kylätalon kunnostus"), kinds=fields.pop("kinds", ["hall"]),
        village=fields.pop("village", association.village), from_on=fields.pop("from_on", date(2026, 4, 1)),
        weekly_hours=Decimal(fields.pop("weekly_hours", "25")), made_by="Aino Esimerkki", **fields,
    )  # fmt: skip
    for work in works:
        OpeningWork.objects.create(
            municipality=association.municipality, opening=row, association=association, work=work
        )
    return row


def make_distance(
    one: Village, other: Village, km: str, road: str = "paved", **fields: Any
) -> VillageDistance:
    first, second = sorted((one, other), key=lambda village: village.pk)
    return VillageDistance.objects.create(
        municipality=one.municipality, first=first, second=second, km=Decimal(km), road=road,
        from_on=fields.pop("from_on", STATED), **fields,
    )  # fmt: skip


def make_proposal(opening: Opening, worker: Worker, **fields: Any) -> Proposal:
    """A proposal as it is made, with its link."""
    row: Proposal = Proposal.objects.create(
        municipality=opening.municipality, opening=opening, association=opening.association, worker=worker,
        person_name=worker.name, told=fields.pop("told", {}),
        offer=fields.pop("offer", {"title": opening.title, "association": opening.association.name}),
        proposed_on=fields.pop("proposed_on", STATED), answer_until=fields.pop("answer_until", LAST_DAY),
        made_by="Aino Esimerkki", **fields,
    )  # fmt: skip
    link = ProposalLink(
        municipality=opening.municipality, proposal=row, last_day=row.answer_until, made_by="Aino Esimerkki"
    )
    link.digest = digest_of(code_of(link))
    link.save()
    return row


def make_step(proposal: Proposal, side: str, kind: str, **fields: Any) -> ProposalStep:
    """A step, which moves the proposal on."""
    reason = fields.pop("reason", "other" if kind in {"no", "withdrawn"} else "")
    row = ProposalStep.objects.create(
        municipality=proposal.municipality, proposal=proposal, association=proposal.association, side=side,
        kind=kind, reason=reason, way=fields.pop("way", "page"), taken_by="Aino Esimerkki", **fields,
    )  # fmt: skip
    proposal.refresh_from_db()
    return row


def code_for(proposal: Proposal) -> str:
    """The code by which the person answers."""
    return code_of(proposal.links.get(revoked_at=None))
