"""A person answers by a personal link: without an account or a cookie, and nothing else is in reach."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import Error, models, transaction
from django.test import Client
from django.urls import reverse

from laavu.walls import tenant_models
from placements.models import Proposal, ProposalLink, ProposalStep
from placements.proposals.making import revoke_link
from placements.proposals.scope import in_parts, proposed
from tests.cast import text_of
from tests.factories import make_placement, make_spell, make_worker
from tests.matching import code_for, make_proposal, make_statement, make_step
from tests.placements.proposals.conftest import World
from workers.models import Worker

pytestmark = pytest.mark.django_db


def address(world: World) -> str:
    return reverse("proposal_reply", args=[code_for(world.proposal)])


def seen() -> dict[type[models.Model], int]:
    return {model: count for model in tenant_models() if (count := model._base_manager.count())}


def test_the_link_opens_one_proposal_and_nothing_else(world: World) -> None:
    make_spell(world.worker)
    make_placement(world.worker)
    make_proposal(world.opening, somebody_else(world))
    make_step(world.proposal, "association", "yes")
    with proposed(code_for(world.proposal)):
        assert seen() == {Proposal: 1, ProposalLink: 1}
        assert Proposal.objects.get() == world.proposal
    with proposed("X" * 16):
        assert seen() == {}
    with proposed(""):
        assert seen() == {}


def somebody_else(world: World) -> Worker:
    worker = make_worker(world.cast.municipality, name="Toinen Tiina")
    make_statement(worker)
    return worker


def test_the_link_adds_the_persons_own_answer_alone(world: World) -> None:
    other = make_proposal(world.opening, somebody_else(world))
    for proposal, side, way in (
        (world.proposal, "association", "page"),
        (world.proposal, "person", "paper"),
        (other, "person", "link"),
    ):
        with pytest.raises(Error), transaction.atomic(), proposed(code_for(world.proposal)):
            make_step(proposal, side, "yes", way=way)
    with proposed(code_for(world.proposal)):
        assert Proposal.objects.update(answer_until=date(2030, 1, 1)) == 0
        assert ProposalLink.objects.update(last_day=date(2030, 1, 1)) == 0
        assert Proposal.objects.all()._raw_delete("default") == 0


def test_a_yes_arrives_once_and_leaves_no_cookie(world: World) -> None:
    client = Client()
    page = client.get(address(world))
    assert page.status_code == 200
    assert "Kylätalon kunnostus" in text_of(page)
    assert "Meikäläinen" not in text_of(page)
    for _twice in range(2):
        answer = client.post(address(world), {"answer": "yes"})
        assert answer.status_code == 200
        assert "Kiitos" in text_of(answer)
    assert not client.cookies
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    world.proposal.refresh_from_db()
    assert world.proposal.state == "person_yes"
    step = ProposalStep.objects.get()
    assert (step.side, step.kind, step.way, step.taken_by) == ("person", "yes", "link", "Meikäläinen Matti")


def test_a_no_asks_why_and_loses_nothing(world: World) -> None:
    answer = Client().post(f"{address(world)}?language=en", {"answer": "no", "words": "Mummo on sairas"})
    assert answer.status_code == 422
    assert "Choose why." in text_of(answer)
    assert "Mummo on sairas" in text_of(answer)
    answer = Client().post(
        f"{address(world)}?language=en", {"answer": "no", "words": "Mummo on sairas", "reason": "care"}
    )
    assert "You said no" in text_of(answer)
    world.proposal.refresh_from_db()
    assert (world.proposal.state, world.proposal.refuser) == ("refused", "person")
    assert ProposalStep.objects.get().reason == "care"


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Sinulle tarjotaan"), ("sv", "Du erbjuds"), ("en", "You are offered")],
)
def test_the_page_speaks_three_languages(world: World, language: str, words: str) -> None:
    answer = Client().get(f"{address(world)}?language={language}")
    assert words in text_of(answer)
    assert answer.headers["Content-Language"] == language


def test_a_wrong_a_revoked_and_an_expired_link_open_nothing(world: World, actor_for: Any) -> None:
    wrong = reverse("proposal_reply", args=["A" * 16])
    good = address(world)
    assert Client().get(wrong).status_code == 404
    assert Client().get(reverse("proposal_reply", args=["x"])).status_code == 404
    ProposalLink.objects.update(last_day=date(2020, 1, 1))
    assert Client().get(good).status_code == 404
    assert Client().post(good, {"answer": "yes"}).status_code == 404
    ProposalLink.objects.update(last_day=date(2099, 1, 1))
    assert Client().get(good).status_code == 200
    revoke_link(
        proposal=world.proposal, by=actor_for(world.cast.coordinator), at=datetime(2026, 3, 18, tzinfo=UTC)
    )
    assert Client().get(good).status_code == 404
    assert Client().post(good, {"answer": "yes"}).status_code == 404
    assert not ProposalStep.objects.exists()


def test_a_withdrawn_proposal_says_so(world: World) -> None:
    make_step(world.proposal, "coordinator", "withdrawn")
    answer = Client().post(f"{address(world)}?language=en", {"answer": "yes"})
    assert "does not wait for an answer any more" in text_of(answer)
    assert ProposalStep.objects.count() == 1


def test_the_code_of_a_letter_leads_to_the_page(world: World) -> None:
    code = code_for(world.proposal)
    answer = Client().post(reverse("proposal_code"), {"code": in_parts(code).lower()})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("proposal_reply", args=[code]))
    answer = Client().post(reverse("proposal_code"), {"code": "abc"})
    assert answer.status_code == 422
    assert "abc" in text_of(answer)
