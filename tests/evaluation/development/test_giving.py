"""Feedback from everybody with a role: given once, seen with its answer by who gave it and by nobody else."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluation.models import Feedback
from tests.cast import Cast, client_of, text_of
from tests.development import make_answered, make_feedback
from tests.factories import make_association, make_member, make_user

GIVE, MINE = reverse("feedback_give"), reverse("feedback_mine")


def typed(**more: Any) -> dict[str, Any]:
    return {"kind": "wish", "text": "Valot pihaan", "client_key": str(uuid4())} | more


def test_a_treasurer_says_something_once_and_it_knows_from_where(cast: Cast) -> None:
    client = client_of(cast.treasurer)
    sent = typed()
    for _press in range(2):
        assert client.post(GIVE, sent).headers["Location"] == MINE
    row = Feedback.objects.get()
    assert (row.user, row.source, row.channel, row.given_on) == (
        cast.treasurer, "association", "page", timezone.localdate(),
    )  # fmt: skip
    assert (row.association, row.village) == (cast.association, cast.association.village)
    assert row.step == "new"


@pytest.mark.parametrize(
    ("kind", "source"),
    [("supervisor", "association"), ("funder", "funder"), ("administrator", "city"), ("evaluator", "city")],
)
def test_every_role_can_give_feedback(cast: Cast, kind: str, source: str) -> None:
    client_of(getattr(cast, kind)).post(GIVE, typed())
    assert Feedback.objects.get().source == source


def test_who_acts_for_two_associations_chooses_and_none_else_is_asked(cast: Cast) -> None:
    other = make_association(cast.municipality)
    make_member(other, user=cast.treasurer)
    client = client_of(cast.treasurer)
    assert "association" in client.get(GIVE).context["form"].fields
    client.post(GIVE, typed(association=other.pk))
    assert Feedback.objects.get().association == other
    stranger = make_association(cast.elsewhere)
    refused = client.post(GIVE, typed(association=stranger.pk))
    assert list(refused.context["form"].errors) == ["association"]
    assert "association" not in client_of(cast.funder).get(GIVE).context["form"].fields


def test_what_was_typed_stays_when_something_is_missing(cast: Cast) -> None:
    answer = client_of(cast.treasurer).post(GIVE, typed(kind=""))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kind"])
    assert "Valot pihaan" in text_of(answer)
    assert not Feedback.objects.exists()


def test_the_giver_reads_the_answer_and_others_find_nothing(cast: Cast) -> None:
    own = make_answered(cast.municipality, user=cast.treasurer, text="Tunnit", answer="Kopiointi tuli.")
    other = make_feedback(cast.municipality, user=cast.supervisor, text="Hanskat")
    client = client_of(cast.treasurer)
    page = text_of(client.get(MINE))
    assert "Kopiointi tuli." in page
    assert "Hanskat" not in page
    own_page = reverse("feedback_mine_detail", args=[own.public_id])
    assert "Kopiointi tuli." in text_of(client.get(own_page))
    assert client.get(reverse("feedback_mine_detail", args=[other.public_id])).status_code == 404
    assert client_of(cast.coordinator).get(own_page).status_code == 404
    assert client.get(reverse("feedback_detail", args=[own.public_id])).status_code == 403
    assert client.post(MINE).status_code == 405


def test_own_feedback_takes_the_same_queries_for_many(
    cast: Cast, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(cast.treasurer)
    assert "given no feedback yet" in text_of(client.get(MINE))
    make_feedback(cast.municipality, user=cast.treasurer)
    with django_assert_max_num_queries(20) as few:
        client.get(MINE)
    for _number in range(20):
        make_feedback(cast.municipality, user=cast.treasurer)
    with django_assert_num_queries(len(few)):
        client.get(MINE)


def test_every_page_of_a_role_leads_to_the_form(cast: Cast) -> None:
    assert GIVE in text_of(client_of(cast.treasurer).get("/"))
    assert GIVE not in text_of(client_of(make_user()).get("/"))
    assert client_of(make_user()).get(GIVE).status_code == 403
