"""From chosen work to an open place, a proposal, both answers and the placement; and who sees what."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from placements.models import Opening, Placement, Proposal, ProposalStep
from tests.cast import assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import make_work, make_worker
from tests.matching import code_for, make_opening, make_proposal, make_statement, make_step
from tests.placements.proposals.conftest import World
from workers.models import WorkerStatement

pytestmark = pytest.mark.django_db


def at(name: str, row: Any, *more: Any) -> str:
    return reverse(name, args=[row.public_id, *more])


def fields_of(answer: Any) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    form = answer.context["form"]
    return {
        name: value
        for name in form.fields
        if (value := form[name].value()) is not None and value is not False and value != ""
    }


def test_a_place_is_made_from_chosen_work_with_what_is_known(world: World) -> None:
    village = world.cast.association.village
    assert village is not None
    work = make_work(village, text="Kylätalon katto", chosen_on=date(2026, 2, 2), kind="hall")
    client = client_of(world.cast.coordinator)
    assert "Open a place for this work" in text_of(client.get(at("work_openings", work)))
    address = f"{reverse('opening_new')}?work={work.public_id}"
    filled = fields_of(client.get(address))
    for _twice in range(2):  # a double click
        assert client.post(address, filled).status_code == 302
    opening = Opening.objects.get(title="Kylätalon katto")
    assert (opening.association, opening.village, opening.kinds) == (
        world.cast.association,
        village,
        ["hall"],
    )
    assert [one.work for one in opening.works.all()] == [work]
    assert opening.state == "open"


def test_a_treasurers_place_waits_for_the_coordinator(world: World) -> None:
    client = client_of(world.cast.treasurer)
    filled = fields_of(client.get(reverse("opening_new"))) | {"title": "Saunan maalaus"}
    assert client.post(reverse("opening_new"), filled).status_code == 302
    opening = Opening.objects.get(title="Saunan maalaus")
    assert opening.state == "proposed"
    assert client.post(at("opening_open", opening)).status_code == 403
    assert "Saunan maalaus" in text_of(client_of(world.cast.coordinator).get(reverse("today")))
    client_of(world.cast.coordinator).post(at("opening_open", opening))
    opening.refresh_from_db()
    assert opening.state == "open"


def test_bad_days_are_told_beside_the_field_and_nothing_is_lost(world: World) -> None:
    client = client_of(world.cast.coordinator)
    filled = fields_of(client.get(reverse("opening_new"))) | {
        "title": "Polku", "association": world.cast.association.pk, "until_on": "2026-01-01"
    }  # fmt: skip
    answer = client.post(reverse("opening_new"), filled)
    assert answer.status_code == 422
    assert "until_on" in answer.context["form"].errors
    assert "Polku" in text_of(answer)


def test_the_association_sees_what_may_be_told_and_nothing_else(world: World) -> None:
    text = text_of(client_of(world.cast.treasurer).get(at("proposal_detail", world.proposal)))
    assert "Meikäläinen Matti" in text
    assert "Entinen kirvesmies" in text
    for hidden in ("Selkä ei kestä", "no work in high places", code_for(world.proposal)):
        assert hidden not in text
    assert client_of(world.cast.treasurer).get(world.worker.get_absolute_url()).status_code == 403
    assert client_of(world.cast.supervisor).get(at("proposal_detail", world.proposal)).status_code == 403


def test_the_association_answers_on_its_own_page(world: World) -> None:
    client = client_of(world.cast.treasurer)
    assert "Meikäläinen Matti" in text_of(client.get(reverse("today")))
    for _twice in range(2):
        assert client.post(at("proposal_accept", world.proposal)).status_code == 302
    assert ProposalStep.objects.get().taken_by == "Treasurer Esimerkki"
    world.proposal.refresh_from_db()
    assert world.proposal.state == "association_yes"
    assert client.post(at("proposal_answer", world.proposal, "person"), {"answer": "yes"}).status_code == 403
    coordinator = client_of(world.cast.coordinator)
    assert coordinator.post(at("proposal_accept", world.proposal)).status_code == 403


def test_the_association_does_not_see_why_a_person_said_no(world: World) -> None:
    make_step(world.proposal, "person", "no", reason="health", words="Selkä on kipeä")
    told = text_of(client_of(world.cast.treasurer).get(at("proposal_detail", world.proposal)))
    assert "refused" in told
    assert "Selkä on kipeä" not in told
    assert "does not suit my health" not in told
    seen = text_of(client_of(world.cast.coordinator).get(at("proposal_detail", world.proposal)))
    assert "Selkä on kipeä" in seen


def test_an_answer_on_paper_is_keyed_by_the_letters_code(world: World) -> None:
    client = client_of(world.cast.coordinator)
    answer = client.post(reverse("proposal_keying"), {"code": code_for(world.proposal)})
    form = at("proposal_answer", world.proposal, "person")
    assert answer.headers["Location"] == form
    assert client.post(form, {"answer": "yes"}).status_code == 422  # how it came is not said
    assert client.post(form, {"answer": "yes", "way": "paper"}).status_code == 302
    assert ProposalStep.objects.get().way == "paper"
    assert client.post(form, {"answer": "yes", "way": "paper"}).status_code == 422
    assert client.post(reverse("proposal_keying"), {"code": "X" * 16}).status_code == 422


def test_the_letter_has_the_link_the_code_and_both_answers(world: World) -> None:
    answer: Any = client_of(world.cast.coordinator).get(at("proposal_letter", world.proposal))
    content = b"".join(answer.streaming_content)
    reader = PdfReader(BytesIO(content))
    text = " ".join(reader.pages[0].extract_text().split())
    code = code_for(world.proposal)
    assert len(reader.pages) == 1
    assert "-".join(code[n : n + 4] for n in range(0, 16, 4)) in text
    for words in ("Sinulle ehdotetaan", "Kylätalon kunnostus", "Ei kiitos", "liian kaukana"):
        assert words in text
    make_proposal(make_opening(world.cast.association, title="Toinen"), world.worker)
    letters: Any = client_of(world.cast.coordinator).get(reverse("proposal_letters"))
    assert len(PdfReader(BytesIO(b"".join(letters.streaming_content))).pages) >= 2


def test_a_placement_is_made_once_from_both_answers(world: World) -> None:
    client = client_of(world.cast.coordinator)
    place = at("proposal_place", world.proposal)
    assert client.get(place).status_code == 302
    assert not Placement.objects.exists()
    make_step(world.proposal, "person", "yes", way="link")
    make_step(world.proposal, "association", "yes")
    filled = fields_of(client.get(place))
    filled["association"] = world.cast.association.pk
    for _twice in range(2):
        assert client.post(place, filled).status_code == 302
    placement = Placement.objects.get()
    assert (placement.worker, placement.association) == (world.worker, world.cast.association)
    assert placement.period.first == date(2026, 4, 1)
    assert placement.terms.get().weekly_hours == 25
    world.proposal.refresh_from_db()
    assert (world.proposal.state, world.proposal.placement) == ("placed", placement)
    world.opening.refresh_from_db()
    assert world.opening.state == "filled"


def test_the_last_place_is_given_once(world: World) -> None:
    other = make_worker(world.cast.municipality, name="Toinen Tiina")
    make_statement(other)
    second = make_proposal(world.opening, other)
    client = client_of(world.cast.coordinator)
    for proposal in (world.proposal, second):
        make_step(proposal, "person", "yes")
        make_step(proposal, "association", "yes")
    answers = []
    for proposal in (world.proposal, second):
        filled = fields_of(client.get(at("proposal_place", proposal)))
        answers.append(client.post(at("proposal_place", proposal), filled))
    assert [one.status_code for one in answers] == [302, 422]
    assert "All places are taken already." in text_of(answers[1])
    assert Placement.objects.count() == 1


def test_withdrawing_more_time_and_links(world: World) -> None:
    client = client_of(world.cast.coordinator)
    assert client.post(at("proposal_extend", world.proposal), {"until": "2026-05-01"}).status_code == 302
    world.proposal.refresh_from_db()
    assert world.proposal.answer_until == world.proposal.links.get().last_day == date(2026, 5, 1)
    assert client.post(at("proposal_extend", world.proposal), {"until": "2020-05-01"}).status_code == 422
    client.post(at("proposal_link_new", world.proposal))
    client.post(at("proposal_link_revoke", world.proposal))
    assert world.proposal.links.filter(revoked_at=None).count() == 0
    assert client.post(at("proposal_withdraw", world.proposal), {"reason": ""}).status_code == 422
    assert client.post(at("proposal_withdraw", world.proposal), {"reason": "other_job"}).status_code == 302
    assert "withdrawn" in text_of(client.get(at("proposal_detail", world.proposal)))


def test_taking_the_consent_back_removes_what_was_said_and_told(world: World) -> None:
    client = client_of(world.cast.coordinator)
    address = at("statements_forget", world.worker)
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert not WorkerStatement.objects.exists()
    row = Proposal.objects.get()
    assert (row.told, row.statement, row.state) == ({}, None, "withdrawn")


def test_figures_count_and_hide_what_leaves(world: World) -> None:
    make_step(world.proposal, "person", "no", reason="distance")
    client = client_of(world.cast.coordinator)
    text = text_of(client.get(reverse("matching_figures")))
    assert "too far, or no way to get there" in text
    exported = text_of(client.get(reverse("matching_export", args=["csv"])))
    assert "fewer than 5" in exported
    assert "Longest" not in exported
    assert "Shortest" not in exported
    assert_coordinators_only(world.cast, reverse("matching_figures"))


def test_the_pages_of_a_proposal_are_nobody_elses(world: World) -> None:
    for name in ("proposal_detail", "proposal_place", "proposal_letter", "proposal_extend"):
        assert_stranger_finds_nothing(world.cast, at(name, world.proposal))
    for name in ("proposal_place", "proposal_letter", "proposal_extend", "proposal_withdraw"):
        assert_coordinators_only(world.cast, at(name, world.proposal))
