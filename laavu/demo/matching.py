"""What people have stated, distances, open places, and a proposal in every state."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from laavu.demo.making import Demo
from laavu.law.period import Period
from placements.choices import EmployerKind
from placements.models import (
    Opening,
    OpeningWork,
    Placement,
    Proposal,
    ProposalLink,
    ProposalStep,
    Terms,
)
from placements.proposal_choices import OpeningState
from placements.proposals.making import TIME_TO_ANSWER
from placements.proposals.scope import code_of, digest_of
from placements.proposals.told import offer_of, told_of
from villages.models import Association, AssociationMember, UnfinishedWork, VillageDistance, VillagePoint
from workers.models import WishedVillage, Worker, WorkerStatement
from workers.statement_choices import Limit, Skill

STATEMENTS = 30
BY = "Kaisa Koordinaattori"
SKILLS = tuple(Skill.values)
LIMITS = tuple(Limit.values)
WISHES = ("Haluaisin olla ulkona.", "Porukassa olisi mukavampi.", "Entinen kirvesmies.", "")
# Steps of one proposal each: side, kind, way, reason.
STORIES: tuple[tuple[tuple[str, str, str, str], ...], ...] = (
    (),
    (("person", "yes", "link", ""),),
    (("association", "yes", "page", ""),),
    (("association", "yes", "page", ""), ("person", "yes", "paper", "")),
    (("person", "no", "link", "distance"),),
    (("association", "no", "page", "skills"),),
    (("coordinator", "withdrawn", "page", "other_job"),),
    (("coordinator", "expired", "page", ""),),
)
TAKEN = (
    ("person", "yes", "phone", ""),
    ("association", "yes", "page", ""),
    ("coordinator", "placed", "page", ""),
)


def make_matching(demo: Demo) -> int:
    """How many proposals were made."""
    _distances(demo)
    statements = _statements(demo)
    openings = _openings(demo)
    made = [
        _propose(demo, openings[number % 2], statement, story, demo.last - timedelta(days=1 + number))
        for number, (statement, story) in enumerate(zip(statements, STORIES, strict=False))
    ]
    if len(statements) > len(STORIES):  # a small demo has fewer people
        made.append(_placed(demo, openings[2], statements[len(STORIES)]))
    return len(made)


def _distances(demo: Demo) -> None:
    """By road between most villages; the last ones have a point each, and one has nothing."""
    villages = sorted(demo.villages, key=lambda one: one.pk)[:8]
    pairs = [(one, other) for n, one in enumerate(villages) for other in villages[n + 1 :]]
    roads = ("paved", "gravel", "paved", "seasonal")
    demo.save(
        [
            VillageDistance(
                first=one, second=other, km=Decimal(6 + 4 * n % 37), road=roads[n % 4], from_on=demo.first
            )
            for n, (one, other) in enumerate(pairs)
            if n % 3
        ]
    )
    demo.save(
        [
            VillagePoint(
                village=village,
                latitude=Decimal("62.10") + Decimal(n) / 20,
                longitude=Decimal("25.50") + Decimal(n) / 15,
            )
            for n, village in enumerate(villages[:6])
        ]
    )


def _statements(demo: Demo) -> list[WorkerStatement]:
    chance = demo.chance
    busy = {one.worker_id for one in demo.placements if demo.last in one.period}
    waiting = [
        one.worker for one in demo.relationships if demo.last in one.period and one.worker_id not in busy
    ]
    rows = []
    for worker in waiting[:STATEMENTS]:
        hours = chance.choice((10, 15, 20, 24))
        rows.append(
            WorkerStatement(
                worker=worker,
                version=1,
                stated_on=demo.day(max(demo.first, demo.last - timedelta(days=200)), demo.last),
                stated_how=chance.choice(("self", "with_help", "with_help", "phone", "paper")),
                skills=sorted(chance.sample(SKILLS, 3)),
                kinds=sorted(chance.sample(("hall", "buildings", "trails", "environment", "service"), 2)),
                settings=chance.choice((["group"], ["group", "single"], [])),
                wish_words=chance.choice(WISHES),
                hours_from=Decimal(hours),
                hours_to=Decimal(hours + chance.choice((5, 10, 15))),
                seasons=chance.choice(
                    (["winter", "spring", "summer", "autumn"], ["spring", "summer", "autumn"])
                ),
                travel=chance.choice((["own_car"], ["lift"], ["bicycle", "lift"], ["public", "bicycle"])),
                max_km=chance.choice((10, 20, 30, 50, None)),
                limits=sorted(chance.sample(LIMITS, chance.choice((0, 0, 1, 2)))),
                may_tell=chance.choice((["skills", "hours", "wishes"], ["skills", "hours"], [])),
                recorded_by=BY,
            )
        )
    for row in rows:
        row.consented_on = row.stated_on
    saved: list[WorkerStatement] = demo.save(rows)
    demo.save([WishedVillage(statement=row, village=chance.choice(demo.villages)) for row in saved[::2]])
    return saved


def _openings(demo: Demo) -> list[Opening]:
    """Two open ones, one whose only place will be taken, one closed, one that a treasurer proposed."""
    member = AssociationMember.objects.filter(municipality=demo.municipality, kind="treasurer").first()
    own = member.association if member else demo.associations[0]
    others = [one for one in demo.associations if one.pk != own.pk]
    soon = demo.last + timedelta(days=20)
    at = _at(demo.last)
    rows = [
        _opening(own, "Kylätalon katon ja räystäiden kunnostus", ["hall", "buildings"], soon, places=3,
                 skills=["carpentry"], demands=["heights", "outdoors"], transport="from_village"),
        _opening(others[0], "Luontopolun raivaus ja opasteet", ["trails", "environment"], soon, places=2,
                 skills=["forest"], demands=["outdoors", "lifting"]),
        _opening(own, "Kyläkahvilan keittiöapu", ["service"], soon, setting="single", skills=["kitchen"],
                 demands=["standing"], weekly_hours=Decimal(20)),
        _opening(others[1], "Lumityöt ja pihojen hiekoitus", ["service"], demo.last - timedelta(days=60),
                 state=OpeningState.CLOSED, closed_at=at, closed_by=BY, close_reason="work_done"),
        _opening(own, "Rantasaunan maalaus", ["buildings"], soon, skills=["painting"],
                 state=OpeningState.PROPOSED),
    ]  # fmt: skip
    saved: list[Opening] = demo.save(rows)
    works = UnfinishedWork.objects.filter(
        municipality=demo.municipality, chosen_on__isnull=False, done_on=None
    )
    chosen = list(works.filter(dropped_on=None, village=own.village).order_by("id")[:2])
    demo.save([OpeningWork(opening=saved[0], association=own, work=work) for work in chosen])
    return saved


def _opening(association: Association, title: str, kinds: list[str], first: date, **fields: Any) -> Opening:
    return Opening(
        association=association, title=title, kinds=kinds, village=association.village, from_on=first,
        until_on=first + timedelta(days=240), weekly_hours=fields.pop("weekly_hours", Decimal(25)),
        made_by=BY, **fields,
    )  # fmt: skip


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def _propose(
    demo: Demo,
    opening: Opening,
    statement: WorkerStatement,
    story: tuple[tuple[str, str, str, str], ...],
    on: date,
) -> Proposal:
    worker: Worker = statement.worker
    proposal: Proposal
    (proposal,) = demo.save(
        [
            Proposal(
                opening=opening, association=opening.association, worker=worker, statement=statement,
                person_name=worker.name, told=told_of(statement),
                offer=offer_of(opening) | {"language": worker.language}, proposed_on=on,
                answer_until=on + TIME_TO_ANSWER, made_at=_at(on), made_by=BY,
            )
        ]
    )  # fmt: skip
    link = ProposalLink(proposal=proposal, last_day=proposal.answer_until, made_at=_at(on), made_by=BY)
    link.digest = digest_of(code_of(link))
    demo.save([link])
    for side, kind, way, reason in story:
        by = {"person": worker.name, "association": opening.association.name}.get(side, BY)
        demo.save(
            [
                ProposalStep(
                    proposal=proposal, association=opening.association, side=side, kind=kind, way=way,
                    reason=reason, taken_at=_at(on + timedelta(days=1)), taken_by=by,
                )
            ]
        )  # fmt: skip
    return proposal


def _placed(demo: Demo, opening: Opening, statement: WorkerStatement) -> Proposal:
    """The proposal that became a placement, which begins with the place."""
    on = demo.last - timedelta(days=9)
    proposal = _propose(demo, opening, statement, TAKEN, on)
    (placement,) = demo.save(
        [
            Placement(
                worker=statement.worker, employer_kind=EmployerKind.ASSOCIATION,
                association=opening.association, period=Period(opening.from_on, opening.until_on),
            )
        ]
    )  # fmt: skip
    demo.save(
        [
            Terms(
                placement=placement, from_on=opening.from_on, weekly_hours=opening.weekly_hours,
                hourly_wage=Decimal("10.90"),
            )
        ]
    )  # fmt: skip
    Proposal.objects.filter(pk=proposal.pk).update(placement=placement)
    Opening.objects.filter(pk=opening.pk).update(state=OpeningState.FILLED)
    return proposal
