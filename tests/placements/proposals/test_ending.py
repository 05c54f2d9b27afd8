"""How proposals end when two things happen at once, and what stays of a consent that was taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from laavu.accounts.acting import acting_as, acting_for
from placements.models import ProposalStep
from placements.proposals import making
from placements.proposals.making import expire, revoke_link
from placements.views import proposal_reply
from tests.cast import client_of, text_of
from tests.factories import make_worker
from tests.matching import code_for, make_opening, make_proposal, make_statement, make_step
from tests.placements.proposals.conftest import World
from tests.placements.proposals.test_pages import at

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 18, 10, tzinfo=UTC)


def test_an_answer_at_the_last_moment_holds_up_no_other_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = []
    for name in ("Aho Aino", "Laine Liisa", "Niemi Niilo"):
        worker = make_worker(world.cast.municipality, name=name)
        make_statement(worker)
        late.append(make_proposal(world.opening, worker, answer_until=date(2026, 3, 1)))
    ended = making._expire

    def answered_first(row: Any, now: datetime) -> bool:
        if row == late[1]:
            make_step(row, "person", "no")
        return ended(row, now)

    monkeypatch.setattr(making, "_expire", answered_first)
    assert expire(AT) == 2
    for row in late:
        row.refresh_from_db()
    assert [row.state for row in late] == ["expired", "refused", "expired"]


def test_a_link_that_is_taken_back_while_somebody_answers_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch, actor_for: Any
) -> None:
    who = actor_for(world.cast.coordinator)

    def late(**options: Any) -> None:
        with acting_for(world.cast.municipality):
            revoke_link(proposal=world.proposal, by=who, at=AT)
        making.answer_by_link(**options)

    monkeypatch.setattr(proposal_reply, "answer_by_link", late)
    answer = Client().post(reverse("proposal_reply", args=[code_for(world.proposal)]), {"answer": "yes"})
    assert answer.status_code == 404
    assert not ProposalStep.objects.exists()


def test_taking_the_consent_back_removes_why_somebody_said_no(world: World) -> None:
    make_step(world.proposal, "person", "no", reason="health", words="Selkä ei kestä", way="link")
    other = make_proposal(make_opening(world.cast.association, title="Toinen"), world.worker)
    make_step(other, "association", "no", reason="skills", words="Tarvitaan sähköasentaja")
    client = client_of(world.cast.coordinator)
    assert client.post(at("statements_forget", world.worker), {"sure": "on"}).status_code == 302
    mine = ProposalStep.objects.get(proposal=world.proposal)
    assert (mine.kind, mine.reason, mine.words) == ("no", "no_reason", "")
    theirs = ProposalStep.objects.get(proposal=other)
    assert (theirs.reason, theirs.words) == ("skills", "Tarvitaan sähköasentaja")
    assert "Selkä" not in text_of(client.get(at("proposal_detail", world.proposal)))


@pytest.mark.parametrize("role", ["treasurer", "evaluator", "stranger"])
def test_nobody_else_empties_a_step(world: World, role: str) -> None:
    make_step(world.proposal, "person", "no", reason="health", words="Selkä ei kestä", way="link")
    with acting_as(getattr(world.cast, role).pk), connection.cursor() as cursor:
        cursor.execute("SELECT laavu_forget_refusals(%s)", [world.worker.pk])
        with pytest.raises(Error), transaction.atomic():
            ProposalStep.objects.update(words="")
    assert ProposalStep.objects.get().words == "Selkä ei kestä"
