"""People and places as facts: a fixed number of queries, none of them to a table of money or benefits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from laavu.accounts.actor import Actor
from laavu.law import parameters
from laavu.law.period import Period
from placements.matching.facts import OpeningFacts, PersonFacts, Placed, Stated
from placements.matching.reasons import Pair, compare, in_order
from placements.models import Opening, Placement, Proposal, Terms
from placements.proposal_choices import LIVE, OpeningState, ProposalState
from villages.distances import distances_from
from workers.models import ClientRelationship, WishedVillage, Worker, WorkerStatement

NOT_AGAIN = (*LIVE, ProposalState.PLACED)


@dataclass(frozen=True, slots=True)
class People:
    """Facts of people by key, and the people themselves for showing."""

    facts: dict[int, PersonFacts]
    workers: dict[int, Worker]


def pairs_for_opening(who: Actor, opening: Opening, today: date) -> tuple[list[Pair], dict[int, Worker]]:
    """Every client beside the place, in order: eight queries whatever their number."""
    facts = facts_of(opening)
    people = people_of(who, today, facts.period)
    distances = distances_from([facts.village], today)
    most = most_hours(today)
    pairs = [
        compare(one, facts, distances.between(one.village, facts.village), today=today, most_hours=most)
        for one in people.facts.values()
    ]
    return in_order(pairs), people.workers


def pairs_for_worker(who: Actor, worker: Worker, today: date) -> tuple[list[Pair], dict[int, Opening]]:
    """Every open place beside the person, in order: nine queries whatever their number."""
    open_ones = Opening.objects.visible_to(who).filter(state=OpeningState.OPEN)
    openings = {row.pk: row for row in open_ones.select_related("association", "village")}
    distances = distances_from([worker.home_village_id], today)
    most, pairs = most_hours(today), []
    person = people_of(who, today, None, only=worker).facts[worker.pk]
    work = _work([worker.pk], Period(date.min))
    for row in openings.values():
        facts = facts_of(row)
        there = tuple(placed for _worker, period, placed in work if period.touches(facts.period))
        distance = distances.between(worker.home_village_id, facts.village)
        pairs.append(compare(replace(person, placed=there), facts, distance, today=today, most_hours=most))
    return in_order(pairs), openings


def pair_of(who: Actor, worker: Worker, opening: Opening, today: date) -> Pair:
    """One person beside one place."""
    facts = facts_of(opening)
    person = people_of(who, today, facts.period, only=worker).facts[worker.pk]
    distance = distances_from([facts.village], today).between(worker.home_village_id, facts.village)
    return compare(person, facts, distance, today=today, most_hours=most_hours(today))


def facts_of(opening: Opening) -> OpeningFacts:
    return OpeningFacts(
        key=opening.pk,
        association=opening.association_id,
        weekly_hours=opening.weekly_hours,
        period=Period(opening.from_on, opening.until_on),
        setting=opening.setting,
        village=opening.village_id,
        kinds=frozenset(opening.kinds),
        seasons=frozenset(opening.seasons),
        skills=frozenset(opening.skills),
        demands=frozenset(opening.demands),
        transport=opening.transport,
    )


def most_hours(on: date) -> Decimal | None:
    """Hours a week that the law allows without overtime; None on a day of which nothing is written."""
    rules = parameters.at(on).find("working_time")
    return rules.number("week_hours") if rules else None


def people_of(who: Actor, today: date, period: Period | None, only: Worker | None = None) -> People:
    """Clients of the day (or the one person), what they stated, where they work in the period."""
    since = _waiting_since(who, today, only)
    condition = Q(pk=only.pk) if only is not None else Q(pk__in=since)
    rows = Worker.objects.filter(condition, municipality=who.municipality)
    workers = {row.pk: row for row in rows.select_related("home_village")}
    stated = _stated(who, workers)
    placed = _placed(workers, period) if period is not None else {}
    proposed = _proposed(workers)
    facts = {
        pk: PersonFacts(
            key=pk,
            sort_key=worker.sort_key,
            waiting_since=since.get(pk),
            village=worker.home_village_id,
            stated=stated.get(pk),
            placed=tuple(placed.get(pk, ())),
            proposed=frozenset(proposed[pk][True]),
            refused=frozenset(proposed[pk][False]),
        )
        for pk, worker in workers.items()
    }
    return People(facts, workers)


def _waiting_since(who: Actor, today: date, only: Worker | None) -> dict[int, date]:
    rows = ClientRelationship.objects.filter(municipality=who.municipality, period__contains=today)
    if only is not None:
        rows = rows.filter(worker=only)
    return {row.worker_id: row.period.first for row in rows.order_by("-period")}


def _stated(who: Actor, workers: Iterable[int]) -> dict[int, Stated]:
    rows = list(WorkerStatement.objects.visible_to(who).filter(worker__in=list(workers)).newest())
    villages: dict[int, set[int]] = defaultdict(set)
    wished = WishedVillage.objects.filter(statement__in=[row.pk for row in rows])
    for statement, village in wished.values_list("statement_id", "village_id"):
        villages[statement].add(village)
    return {row.worker_id: stated_of(row, villages[row.pk]) for row in rows}


def stated_of(row: WorkerStatement, villages: Iterable[int]) -> Stated:
    return Stated(
        stated_on=row.stated_on,
        hours_from=row.hours_from,
        hours_to=row.hours_to,
        skills=frozenset(row.skills),
        kinds=frozenset(row.kinds),
        settings=frozenset(row.settings),
        villages=frozenset(villages),
        seasons=frozenset(row.seasons),
        travel=frozenset(row.travel),
        max_km=row.max_km,
        limits=frozenset(row.limits),
        has_own_limits=bool(row.limits_words),
    )


def _placed(workers: Iterable[int], period: Period) -> dict[int, list[Placed]]:
    found: dict[int, list[Placed]] = defaultdict(list)
    for worker, _period, placed in _work(workers, period):
        found[worker].append(placed)
    return found


def _work(workers: Iterable[int], period: Period) -> list[tuple[int, Period, Placed]]:
    """Placements that share days with the period, with the hours of their newest terms: two queries."""
    rows = list(Placement.objects.filter(worker__in=list(workers)).in_force(period))
    hours = _hours([row.pk for row in rows])
    return [(row.worker_id, row.period, Placed(row.association_id, hours.get(row.pk))) for row in rows]


def _hours(placements: Sequence[int]) -> dict[int, Decimal]:
    rows = Terms.objects.filter(placement__in=placements).order_by("placement_id", "from_on", "id")
    return dict(rows.values_list("placement_id", "weekly_hours"))


def _proposed(workers: Iterable[int]) -> Any:
    """For each person the keys of places: under True those proposed now, under False refused ones."""
    found: Any = defaultdict(lambda: {True: set(), False: set()})
    rows = Proposal.objects.filter(worker__in=list(workers), state__in=(*NOT_AGAIN, ProposalState.REFUSED))
    for worker, opening, state in rows.values_list("worker_id", "opening_id", "state"):
        found[worker][state != ProposalState.REFUSED].add(opening)
    return found
