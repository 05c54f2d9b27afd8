"""The inbox: keyed in, in hand, answered or closed, undone; contact details apart and removed."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from evaluation.choices import FeedbackOutcome
from evaluation.development import inbox
from evaluation.development.forgetting import forget_feedback, forget_feedback_contacts
from evaluation.models import Feedback, FeedbackContact
from laavu.accounts.history import history_of
from laavu.accounts.models import OutgoingMail
from laavu.shared.formats import day
from tests.cast import Cast, assert_stranger_finds_nothing, client_of, text_of, version_in
from tests.development import AT, make_action, make_answered, make_contact, make_feedback, make_link
from tests.factories import make_village
from villages.actions import NotNow

LIST, NEW = reverse("feedback_list"), reverse("feedback_new")


def at(feedback: Feedback, name: str = "feedback_detail") -> str:
    return reverse(name, args=[feedback.public_id])


def typed(**more: Any) -> dict[str, Any]:
    return {
        "kind": "complaint", "text": "Tiet auraamatta", "source": "villager", "channel": "phone",
        "given_on": "2.2.2026", "client_key": str(uuid4()),
    } | more  # fmt: skip


def test_what_was_heard_on_the_telephone_is_keyed_in_once(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    village = make_village(cast.municipality)
    sent = typed(village=village.pk, contact="Maija 040 555 0109")
    addresses = {client.post(NEW, sent).headers["Location"] for _press in range(2)}
    row = Feedback.objects.get()
    assert addresses == {at(row)}
    assert (row.user, row.written_by, row.village) == (None, "Coordinator Esimerkki", village)
    page = text_of(client.get(at(row)))
    assert "Maija 040 555 0109" in page
    assert "Tiet auraamatta" in page


@pytest.mark.parametrize(
    ("fault", "field"),
    [({"text": ""}, "text"), ({"given_on": "1.1.2099"}, "given_on"), ({"source": "x"}, "source")],
)
def test_a_fault_is_told_beside_its_field(cast: Cast, fault: dict[str, str], field: str) -> None:
    answer = client_of(cast.coordinator).post(NEW, typed(contact="Maija", **fault))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Maija" in text_of(answer)


def test_only_coordinators_see_how_to_reach_anybody(cast: Cast) -> None:
    feedback = make_feedback(cast.municipality)
    make_contact(feedback, text="Maija 040 555 0109")
    evaluator = client_of(cast.evaluator)
    for name in ("feedback_detail", "feedback_edit", "feedback_answer"):
        assert "Maija" not in text_of(evaluator.get(at(feedback, name))), name
        assert "Maija" in text_of(client_of(cast.coordinator).get(at(feedback, name))), name
    assert evaluator.post(at(feedback, "feedback_contact_remove")).status_code == 403
    assert FeedbackContact.objects.exists()
    client_of(cast.coordinator).post(at(feedback, "feedback_contact_remove"))
    assert not FeedbackContact.objects.exists()


def test_changing_keeps_the_words_of_who_wrote_them(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    own = make_feedback(cast.municipality, user=cast.treasurer, text="Omat sanat")
    address = at(own, "feedback_edit")
    client.post(address, {"kind": "safety", "text": "Toiset", "version": version_in(client, address)})
    own.refresh_from_db()
    assert (own.kind, own.text) == ("safety", "Omat sanat")
    called = make_feedback(cast.municipality)
    make_contact(called)
    address = at(called, "feedback_edit")
    client.post(address, typed(text="Tarkennettu", contact="", version=version_in(client, address)))
    called.refresh_from_db()
    assert called.text == "Tarkennettu"
    assert not FeedbackContact.objects.exists()


def test_feedback_goes_from_new_to_answered_and_back(cast: Cast) -> None:
    feedback = make_feedback(cast.municipality, user=cast.treasurer)
    client = client_of(cast.coordinator)
    client.post(at(feedback, "feedback_take"))
    assert "already" in text_of(client.post(at(feedback, "feedback_take"), follow=True))
    empty = client.post(at(feedback, "feedback_answer"), {"answer": " "})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["answer"])
    client.post(at(feedback, "feedback_answer"), {"answer": "Kiitos, tehdään."})
    feedback.refresh_from_db()
    assert (feedback.step, feedback.closed_by) == ("answered", "Coordinator Esimerkki")
    again = client.post(at(feedback, "feedback_close"), {"answer": "x"})
    assert (again.status_code, "already been answered" in text_of(again)) == (422, True)
    for step in ("in_hand", "new"):
        client.post(at(feedback, "feedback_undo"))
        feedback.refresh_from_db()
        assert feedback.step == step
    assert "no step to undo" in text_of(client.post(at(feedback, "feedback_undo"), follow=True))
    assert any("Kiitos, tehdään." in str(entry.changes) for entry in history_of(feedback))


def test_the_giver_is_told_by_mail_and_nobody_who_was_not_signed_in(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    called = make_feedback(cast.municipality)
    client.post(at(called, "feedback_answer"), {"answer": "Kiitos"})
    assert not OutgoingMail.objects.exists()
    own = make_feedback(cast.municipality, user=cast.treasurer)
    client.post(at(own, "feedback_answer"), {"answer": "Salaisuus"})
    mail = OutgoingMail.objects.get()
    assert (mail.user, mail.kind) == (cast.treasurer, "feedback")
    assert mail.path == reverse("feedback_mine_detail", args=[own.public_id])
    assert "Salaisuus" not in mail.text


def test_closing_without_an_answer_says_why_and_takes_it_in_hand(cast: Cast) -> None:
    feedback = make_feedback(cast.municipality)
    client = client_of(cast.evaluator)
    client.post(at(feedback, "feedback_close"), {"answer": "Sama asia on jo kirjattu."})
    feedback.refresh_from_db()
    assert (feedback.step, feedback.taken_by) == ("closed", "Evaluator Esimerkki")
    assert "Sama asia" in text_of(client.get(at(feedback)))


def test_two_who_answer_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    feedback = make_feedback(cast.municipality)
    seen_by_the_other = Feedback.objects.get()
    words: Any = {"outcome": FeedbackOutcome.ANSWERED, "at": AT}
    inbox.close(feedback, answer="Ensimmäinen", by="Aino", **words)
    with pytest.raises(NotNow):
        inbox.close(seen_by_the_other, answer="Toinen", by="Otto", **words)
    assert Feedback.objects.get().answer == "Ensimmäinen"


def test_an_answer_begins_with_what_was_decided(cast: Cast) -> None:
    feedback = make_feedback(cast.municipality)
    make_link(make_action(cast.municipality, owner=cast.coordinator, what="Lamput"), feedback=feedback)
    dropped = make_action(
        cast.municipality, owner=cast.coordinator, what="Torni", dropped_on="2026-02-03", drop_reason="x"
    )
    make_link(dropped, feedback=feedback)
    form = client_of(cast.coordinator).get(at(feedback, "feedback_answer")).context["form"]
    with override("en"):
        told = f"Decided, to be done by {day(date(2026, 3, 2))}: Lamput"
    assert form["answer"].value() == told


def test_the_list_filters_and_exports_what_it_shows(cast: Cast) -> None:
    village = make_village(cast.municipality, name="Ylikylä")
    make_feedback(cast.municipality, text="Valot", village=village)
    make_feedback(cast.municipality, text="Tikkaat", kind="safety")
    answered = make_answered(cast.municipality, text="Posti")
    make_contact(answered, text="Maija")
    make_feedback(cast.elsewhere, text="Vieras")
    client = client_of(cast.coordinator)

    def found(**query: str) -> set[str]:
        return {str(row) for row, _tone in client.get(LIST, query).context["rows"]}

    assert found() == {"Valot", "Tikkaat"}
    assert found(kind="safety") == {"Tikkaat"}
    assert found(village=str(village.public_id)) == {"Valot"}
    assert found(state="answered") == {"Posti"}
    assert found(state="all", q="post") == {"Posti"}
    assert "fits these words" in text_of(client.get(LIST, {"q": "sauna"}))
    assert "<html" not in text_of(client.get(LIST, headers={"HX-Request": "true"}))
    export = text_of(client.get(reverse("feedback_export", args=["csv"]), {"state": "all"}))
    assert "Kiitos, se korjataan." in export
    assert "Vieras" not in export
    assert "Maija" not in export


def test_the_list_takes_the_same_queries_for_many(
    cast: Cast, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    assert "No feedback waits." in text_of(client.get(LIST))
    make_feedback(cast.municipality, association=cast.association)
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _number in range(20):
        make_feedback(cast.municipality, village=make_village(cast.municipality))
    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_strangers_and_the_wrong_method_find_nothing(cast: Cast) -> None:
    feedback = make_feedback(cast.municipality)
    for name in ("feedback_detail", "feedback_edit", "feedback_answer", "feedback_close"):
        assert_stranger_finds_nothing(cast, at(feedback, name))
        assert client_of(cast.treasurer).get(at(feedback, name)).status_code == 403
    assert client_of(cast.coordinator).get(at(feedback, "feedback_take")).status_code == 405


def test_contact_details_go_ninety_days_after_closing(cast: Cast) -> None:
    now = timezone.now()
    old = make_contact(make_answered(cast.municipality, at=now - timedelta(days=91)))
    make_contact(make_answered(cast.municipality, at=now - timedelta(days=89)))
    make_contact(make_feedback(cast.municipality))
    assert forget_feedback_contacts(now) == 1
    assert not FeedbackContact.objects.filter(pk=old.pk).exists()
    assert FeedbackContact.objects.count() == 2


def test_words_and_giver_go_when_their_time_is_over(cast: Cast) -> None:
    now = timezone.now()
    long_ago = now - timedelta(days=1827)
    old = make_answered(cast.municipality, at=long_ago, user=cast.treasurer, text="Vanha")
    kept = make_answered(cast.municipality, at=now, text="Uusi")
    assert (forget_feedback(now), forget_feedback(now)) == (1, 0)
    old.refresh_from_db()
    assert (old.text, old.answer, old.user, old.written_by) == ("", "", None, "")
    assert Feedback.objects.get(pk=kept.pk).text == "Uusi"
    client = client_of(cast.coordinator)
    assert "Removed when the time of keeping was over." in text_of(client.get(at(old)))
    assert "no step to undo" in text_of(client.post(at(old, "feedback_undo"), follow=True))


@pytest.mark.parametrize(
    "fault",
    [{"text": ""}, {"closed_at": AT}, {"taken_at": AT}, {"outcome": "answered"}, {"kind": "x"}],
)
def test_the_database_refuses_half_a_step(cast: Cast, fault: dict[str, Any]) -> None:
    feedback = make_feedback(cast.municipality)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=feedback.pk).update(**fault)
