"""Who learns by mail of a proposal and of its answers: each once, in their language, and without a name."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail as django_mail
from django.test import Client
from django.urls import reverse

from laavu.accounts.choices import MailKind
from laavu.accounts.mail.choosing import Reader, choose
from laavu.accounts.mail.sending import send_mail_waiting
from laavu.accounts.models import OutgoingMail
from placements.models import Proposal, ProposalLink
from placements.proposals.making import expire
from tests.cast import client_of
from tests.factories import make_member, make_user, make_worker
from tests.matching import LAST_DAY, code_for, make_statement, make_step
from tests.placements.proposals.conftest import World
from workers.models import Worker

pytestmark = pytest.mark.django_db

ADDRESS = "matti@example.org"


@pytest.fixture
def person(world: World) -> Worker:
    """Somebody with an address to whom nothing has been proposed."""
    worker = make_worker(world.cast.municipality, name="Postinen Maija", email=ADDRESS, language="sv")
    make_statement(worker)
    return worker


def propose_to(world: World, person: Worker) -> Proposal:
    address = reverse("proposal_make", args=[world.opening.public_id])
    for _twice in range(2):
        sent = client_of(world.cast.coordinator).post(address, {"worker": str(person.public_id)})
        assert sent.status_code == 302
    ProposalLink.objects.update(last_day=LAST_DAY)  # the database knows today's day, not the test's
    return Proposal.objects.get(worker=person)


def written(**to: Any) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=MailKind.PROPOSALS, **to).order_by("id"))


def test_the_person_gets_the_link_and_the_treasurer_the_page(world: World, person: Worker) -> None:
    proposal = propose_to(world, person)
    (to_person,) = written(address=ADDRESS)
    assert to_person.path == reverse("proposal_reply", args=[code_for(proposal)])
    assert to_person.language == "sv"
    assert "Kylätalon kunnostus" in to_person.text
    assert Client().get(to_person.path).status_code == 200
    (to_treasurer,) = written(user=world.cast.treasurer)
    assert to_treasurer.path == proposal.get_absolute_url()
    for row in written():
        assert "Postinen" not in row.subject + row.text
    assert not written(user=world.cast.coordinator)


def test_the_mail_is_kept_before_it_goes_and_goes_once(world: World, person: Worker) -> None:
    propose_to(world, person)
    assert django_mail.outbox == []
    later = datetime(2030, 1, 1, tzinfo=UTC)
    assert send_mail_waiting(later) == 2
    assert send_mail_waiting(later) == 0
    letter = next(one for one in django_mail.outbox if one.to == [ADDRESS])
    assert "http://localhost:8000/ehdotus/" in str(letter.body)
    assert "List-Unsubscribe" in letter.extra_headers


def test_who_wants_no_such_mail_gets_none(world: World, person: Worker) -> None:
    choose(Reader(address=ADDRESS), {MailKind.PROPOSALS: "never"})
    choose(Reader.of(world.cast.treasurer), {MailKind.PROPOSALS: "never"})
    propose_to(world, person)
    assert written() == []


def test_a_person_without_an_address_gets_a_letter_on_paper_and_no_mail(world: World) -> None:
    worker = make_worker(world.cast.municipality, name="Paperinen Paavo")
    make_statement(worker)
    propose_to(world, worker)
    assert [row.user for row in written()] == [world.cast.treasurer]


def test_an_association_without_users_is_told_at_its_own_address(world: World, person: Worker) -> None:
    world.cast.association.members.update(ended_on=date(2026, 1, 31))
    world.cast.association.email = "yhdistys@example.org"
    world.cast.association.save()
    propose_to(world, person)
    assert {row.address for row in written()} == {ADDRESS, "yhdistys@example.org"}


def test_an_answer_by_the_link_is_told_to_both_who_wait_for_it(world: World) -> None:
    address = reverse("proposal_reply", args=[code_for(world.proposal)])
    for _twice in range(2):
        Client().post(address, {"answer": "yes"})
    assert {row.user for row in written()} == {world.cast.coordinator, world.cast.treasurer}
    for row in written():
        assert "Meikäläinen" not in row.subject + row.text


def test_a_no_by_the_link_does_not_tell_why(world: World) -> None:
    address = reverse("proposal_reply", args=[code_for(world.proposal)])
    Client().post(address, {"answer": "no", "reason": "health", "words": "Selkä on kipeä"})
    assert len(written()) == 2
    for row in written():
        assert "Selkä" not in row.text
        assert "terve" not in row.text.lower()


def test_the_associations_answer_is_told_to_coordinators_alone(world: World) -> None:
    make_member(world.cast.association, "deputy", user=make_user(name="Varalla Vilma"))
    client_of(world.cast.treasurer).post(reverse("proposal_accept", args=[world.proposal.public_id]))
    assert [row.user for row in written()] == [world.cast.coordinator]


def test_what_a_coordinator_writes_down_is_told_to_the_association(world: World) -> None:
    address = reverse("proposal_answer", args=[world.proposal.public_id, "person"])
    client_of(world.cast.coordinator).post(address, {"answer": "yes", "way": "phone"})
    assert [row.user for row in written()] == [world.cast.treasurer]


def test_both_yes_says_that_a_placement_comes(world: World) -> None:
    make_step(world.proposal, "association", "yes")
    Client().post(reverse("proposal_reply", args=[code_for(world.proposal)]), {"answer": "yes"})
    assert "sanoivat" in written(user=world.cast.coordinator)[0].text


def test_a_proposal_taken_back_is_told_to_the_person(world: World, person: Worker) -> None:
    proposal = propose_to(world, person)
    address = reverse("proposal_withdraw", args=[proposal.public_id])
    client_of(world.cast.coordinator).post(address, {"reason": "no_longer"})
    newest = written(address=ADDRESS)[-1]
    assert newest.path == ""
    assert newest.language == "sv"
    assert len(written(user=world.cast.treasurer)) == 2


def test_a_new_link_is_sent_in_a_mail_of_its_own(world: World, person: Worker) -> None:
    proposal = propose_to(world, person)
    client_of(world.cast.coordinator).post(reverse("proposal_link_new", args=[proposal.public_id]))
    ProposalLink.objects.update(last_day=LAST_DAY)
    old, new = written(address=ADDRESS)
    assert Client().get(old.path).status_code == 404
    assert Client().get(new.path).status_code == 200


def test_a_closed_place_tells_those_whose_proposals_ended(world: World, person: Worker) -> None:
    propose_to(world, person)
    address = reverse("opening_close", args=[world.opening.public_id])
    client_of(world.cast.coordinator).post(address, {"reason": "no_money"})
    assert len(written(address=ADDRESS)) == 2


def test_what_nobody_answered_is_told_to_coordinators_and_the_association(world: World) -> None:
    Proposal.objects.update(answer_until=date(2026, 3, 1))
    assert expire(datetime(2026, 3, 18, tzinfo=UTC)) == 1
    assert {row.user for row in written()} == {world.cast.coordinator, world.cast.treasurer}
