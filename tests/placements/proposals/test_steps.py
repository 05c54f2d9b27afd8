"""The state of a proposal follows from its steps, in the database, one at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from laavu.accounts.acting import acting_for
from placements.models import Opening, Proposal, ProposalStep
from placements.problems import Refused
from placements.proposals.making import expire, extend, propose, renew_link
from placements.proposals.openings import close_opening, open_opening
from tests.cast import make_cast
from tests.factories import make_worker
from tests.matching import make_opening, make_proposal, make_statement, make_step
from tests.placements.proposals.conftest import World
from workers.models import Worker

AT = datetime(2026, 3, 18, 10, tzinfo=UTC)
ON = date(2026, 3, 18)
# From each state by each step to the next; what is not here is refused.
MOVES = {
    ("proposed", "person", "yes"): "person_yes",
    ("proposed", "association", "yes"): "association_yes",
    ("person_yes", "association", "yes"): "accepted",
    ("association_yes", "person", "yes"): "accepted",
    ("accepted", "coordinator", "placed"): "placed",
    **{
        (state, side, "no"): "refused"
        for state, side in product(
            ("proposed", "person_yes", "association_yes", "accepted"), ("person", "association")
        )
    },
    **{
        (state, "coordinator", "withdrawn"): "withdrawn"
        for state in ("proposed", "person_yes", "association_yes", "accepted")
    },
    **{
        (state, "coordinator", "expired"): "expired"
        for state in ("proposed", "person_yes", "association_yes")
    },
}
WAYS_TO = {
    "proposed": (),
    "person_yes": (("person", "yes"),),
    "association_yes": (("association", "yes"),),
    "accepted": (("person", "yes"), ("association", "yes")),
    "placed": (("person", "yes"), ("association", "yes"), ("coordinator", "placed")),
    "refused": (("person", "no"),),
    "withdrawn": (("coordinator", "withdrawn"),),
    "expired": (("coordinator", "expired"),),
}
STEPS = (
    ("person", "yes"), ("person", "no"), ("association", "yes"), ("association", "no"),
    ("coordinator", "placed"), ("coordinator", "withdrawn"), ("coordinator", "expired"),
)  # fmt: skip


@pytest.mark.parametrize("state", list(WAYS_TO))
def test_from_each_state_lead_these_steps_and_no_others(world: World, state: str) -> None:
    for side, kind in WAYS_TO[state]:
        make_step(world.proposal, side, kind)
    assert world.proposal.state == state
    for side, kind in STEPS:
        with transaction.atomic():
            expected = MOVES.get((state, side, kind))
            if expected is None:
                with pytest.raises(IntegrityError), transaction.atomic():
                    make_step(world.proposal, side, kind)
            else:
                assert make_step(world.proposal, side, kind).proposal.state == expected
            transaction.set_rollback(True)
        world.proposal.refresh_from_db()


def test_a_refusal_names_the_side_and_needs_a_reason(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_step(world.proposal, "person", "no", reason="")
    make_step(world.proposal, "association", "no", reason="skills")
    assert world.proposal.refuser == "association"


def test_nobody_writes_the_state_past_the_steps(world: World) -> None:
    for change in ({"state": "accepted"}, {"person_name": "Joku Muu"}, {"told": {"skills": ["office"]}}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=world.proposal.pk).update(**change)
    Proposal.objects.filter(pk=world.proposal.pk).update(told={})  # the consent taken back


def test_proposing_twice_gives_the_first_again(world: World, actor_for: Any) -> None:
    who = actor_for(world.cast.coordinator)
    worker = make_worker(world.cast.municipality)
    make_statement(worker, may_tell=["hours", "wishes"], limits=["no_noise"], limits_words="salaisuus")
    made = [propose(opening=world.opening, worker=worker, by=who, at=AT, on=ON) for _twice in range(2)]
    assert made[0].pk == made[1].pk
    assert made[0].links.count() == 1
    assert set(made[0].told) == {"hours", "seasons", "kinds", "settings", "wish_words"}
    assert "salaisuus" not in str(made[0].told) + str(made[0].offer)


def test_nothing_is_proposed_without_a_statement_or_of_a_closed_place(world: World, actor_for: Any) -> None:
    who = actor_for(world.cast.coordinator)
    worker = make_worker(world.cast.municipality)
    with pytest.raises(Refused):
        propose(opening=world.opening, worker=worker, by=who, at=AT, on=ON)
    make_statement(worker)
    close_opening(opening=world.opening, reason="no_money", words="", by=who, at=AT)
    world.proposal.refresh_from_db()
    assert world.proposal.state == "withdrawn"
    with pytest.raises(Refused):
        propose(opening=world.opening, worker=worker, by=who, at=AT, on=ON)
    assert open_opening(opening=world.opening, by=who).state == "open"
    assert propose(opening=world.opening, worker=worker, by=who, at=AT, on=ON).state == "proposed"


def test_what_nobody_answers_ends_a_week_after_its_day(world: World, actor_for: Any) -> None:
    who = actor_for(world.cast.coordinator)
    extend(proposal=world.proposal, until=date(2026, 3, 11), by=who)
    assert expire(AT) == 0
    extend(proposal=world.proposal, until=date(2026, 3, 10), by=who)
    assert expire(AT) == 1
    world.proposal.refresh_from_db()
    assert world.proposal.state == "expired"
    with pytest.raises(Refused):
        extend(proposal=world.proposal, until=date(2026, 4, 10), by=who)


def test_a_new_link_closes_the_old_one(world: World, actor_for: Any) -> None:
    old = world.proposal.links.get()
    new = renew_link(proposal=world.proposal, by=actor_for(world.cast.coordinator), at=AT)
    old.refresh_from_db()
    assert old.revoked_at == AT
    assert world.proposal.links.get(revoked_at=None) == new
    assert new.digest != old.digest


# The owner's connection empties the tables afterwards: the application's role may not.
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_answers_at_once_count_once() -> None:
    """Two browsers say yes for the person in the same moment: one step is kept, the other is refused."""
    with transaction.atomic():
        cast = make_cast()
        worker = make_worker(cast.municipality)
        make_statement(worker)
        proposal = make_proposal(make_opening(cast.association), worker)
    results = _at_once(cast.municipality, proposal, [("person", "yes"), ("person", "yes")])
    with acting_for(cast.municipality):
        assert sorted(results) == ["kept", "refused"]
        assert ProposalStep.objects.filter(proposal=proposal).count() == 1
        assert Proposal.objects.get(pk=proposal.pk).state == "person_yes"
    results = _at_once(cast.municipality, proposal, [("association", "yes"), ("person", "no")])
    with acting_for(cast.municipality):
        # Whichever comes first, the no stands: it may follow a yes, and nothing follows it.
        assert Proposal.objects.get(pk=proposal.pk).state == "refused"
        assert "kept" in results


def _at_once(municipality: Any, proposal: Proposal, steps: list[tuple[str, str]]) -> list[str]:
    start, results = Barrier(len(steps)), []

    def take(side: str, kind: str) -> None:
        try:
            with acting_for(municipality):
                start.wait(10)
                make_step(Proposal.objects.get(pk=proposal.pk), side, kind)
            results.append("kept")
        except IntegrityError:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=take, args=step) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_a_statement_never_changes(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        type(world.statement).objects.filter(pk=world.statement.pk).update(limits=[])


def test_a_place_that_is_filled_is_proposed_to_nobody(world: World) -> None:
    Opening.objects.filter(pk=world.opening.pk).update(state="filled")
    worker: Worker = make_worker(world.cast.municipality)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_proposal(world.opening, worker)
