"""Letters in the language of their reader, and links that open something."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from placements.models import Proposal
from tests.cast import client_of, text_of
from tests.factories import make_worker
from tests.matching import make_proposal, make_statement
from tests.placements.proposals.conftest import World
from tests.placements.proposals.test_pages import at

pytestmark = pytest.mark.django_db


def another(world: World, language: str = "fi", name: str = "Svensson Sven", **fields: Any) -> Proposal:
    worker = make_worker(world.cast.municipality, name=name, language=language)
    make_statement(worker)
    return make_proposal(world.opening, worker, **fields)


def pages(world: World, name: str, *rows: Any) -> list[str]:
    address = at(name, *rows) if rows else reverse(name)
    answer: Any = client_of(world.cast.coordinator).get(address)
    reader = PdfReader(BytesIO(b"".join(answer.streaming_content)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_everybody_gets_the_letter_in_their_own_language(world: World) -> None:
    another(world, "sv")
    text = pages(world, "proposal_letters")
    finnish = [page for page in text if "Meikäläinen" in page]
    swedish = [page for page in text if "Svensson" in page]
    assert "Ei kiitos" in finnish[0]
    assert "Nej tack" in swedish[0]
    assert "Ei kiitos" not in swedish[0]
    assert "för långt" in swedish[0]


def test_whose_time_is_over_gets_no_letter_with_a_dead_link(world: World) -> None:
    late = another(world, answer_until=date(2026, 3, 1))
    assert not any("Svensson" in page for page in pages(world, "proposal_letters"))
    assert "/ehdotus/" not in " ".join(pages(world, "proposal_letter", late))
    assert "/ehdotus/" in " ".join(pages(world, "proposal_letter", world.proposal))


def test_a_new_link_wants_time_to_answer_first(world: World) -> None:
    late = another(world, answer_until=date(2026, 3, 1))
    client = client_of(world.cast.coordinator)
    answer = client.post(at("proposal_link_new", late), follow=True)
    assert "Give more time first" in text_of(answer)
    assert "There is a new link" not in text_of(answer)
    assert late.links.count() == 1


def test_no_letter_of_many_is_dropped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("placements.views.proposal_paper.MOST_SHOWN", 1)
    another(world)
    text = " ".join(pages(world, "proposal_letters"))
    assert "Svensson" in text
    assert "Meikäläinen" in text
