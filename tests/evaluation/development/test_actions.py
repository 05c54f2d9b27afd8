"""Development actions: from feedback to a decision in two presses; steps by days; what moved them."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from evaluation.development import doing, inbox
from evaluation.models import ActionLink, DevelopmentAction, Feedback
from laavu.accounts.models import OutgoingMail
from tests.cast import Cast, assert_stranger_finds_nothing, client_of, text_of, version_in
from tests.development import AT, make_action, make_feedback, make_link, make_problem
from tests.factories import make_village

LIST, NEW, TODAY = reverse("action_list"), reverse("action_new"), reverse("development_today")


def at(action: DevelopmentAction, name: str = "action_detail") -> str:
    return reverse(name, args=[action.public_id])


def typed(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "what": "Lamput pihaan", "owner": cast.coordinator.pk, "due_on": "2.3.2026", "decided_on": "2.2.2026",
        "deciders": "Ohjausryhmä", "client_key": str(uuid4()),
    } | more  # fmt: skip


def test_a_wish_becomes_a_decided_action_by_opening_the_form_and_keeping_it(cast: Cast) -> None:
    village = make_village(cast.municipality)
    wish = make_feedback(cast.municipality, text="Valot kylätalon pihaan", village=village)
    client = client_of(cast.coordinator)
    address = f"{NEW}?feedback={wish.public_id}"
    assert address in text_of(client.get(reverse("feedback_list")))
    form = client.get(address).context["form"]
    for _press in range(2):
        client.post(address, {name: form[name].value() for name in form.fields if form[name].value()})
    action = DevelopmentAction.objects.get()
    today = timezone.localdate()
    assert (action.what, action.owner, action.step) == (
        "Valot kylätalon pihaan", cast.coordinator, "decided",
    )  # fmt: skip
    assert (action.decided_on, action.deciders, action.due_on) == (
        today, "Coordinator Esimerkki", today + timedelta(days=30),
    )  # fmt: skip
    assert {link.feedback or link.village for link in action.links.all()} == {wish, village}
    wish.refresh_from_db()
    assert (wish.step, wish.taken_by) == ("in_hand", "Coordinator Esimerkki")
    assert str(wish) in text_of(client.get(at(action)))


def test_feedback_that_another_takes_at_the_same_moment_stays_theirs(cast: Cast) -> None:
    feedback = make_feedback(cast.municipality)
    seen_before = Feedback.objects.get()
    inbox.take(feedback, by="Otto", at=AT)
    action = make_action(cast.municipality, owner=cast.coordinator)
    assert doing.link(action, [seen_before], by="Aino", at=AT) == 1
    assert Feedback.objects.get().taken_by == "Otto"


def test_a_complaint_leaves_the_words_of_the_action_to_who_decides(cast: Cast) -> None:
    complaint = make_feedback(cast.municipality, kind="complaint", text="Pimeää")
    page = client_of(cast.coordinator).get(NEW, {"feedback": str(complaint.public_id)})
    assert page.context["form"]["what"].value() == ""
    assert "Pimeää" in text_of(page)


def test_without_a_day_of_decision_it_is_proposed_and_nobody_has_decided(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    client.post(NEW, typed(cast, decided_on=""))
    action = DevelopmentAction.objects.get()
    assert (action.step, action.deciders) == ("proposed", "")
    assert "Decide" in text_of(client.get(at(action)))


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"what": ""}, "what"), ({"due_on": ""}, "due_on"), ({"decided_on": "1.1.2099"}, "decided_on"),
        ({"deciders": ""}, "deciders"), ({"owner": ""}, "owner"), ({"indicator": "luck"}, "indicator"),
    ],
)  # fmt: skip
def test_a_fault_is_told_beside_its_field(cast: Cast, fault: dict[str, str], field: str) -> None:
    told = {"what": "Lamput pihaan", "deciders": "Ohjausryhmä"}
    answer = client_of(cast.coordinator).post(NEW, typed(cast, **fault))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    for name, words in told.items():
        assert name == field or words in text_of(answer)


def test_who_is_given_an_action_gets_a_mail_and_who_takes_it_does_not(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    client.post(NEW, typed(cast))
    assert not OutgoingMail.objects.exists()
    client.post(NEW, typed(cast, owner=cast.evaluator.pk))
    mail = OutgoingMail.objects.get()
    assert (mail.user, mail.kind) == (cast.evaluator, "tasks")
    assert "Lamput pihaan" in mail.text
    action = DevelopmentAction.objects.get(owner=cast.evaluator)
    edit = at(action, "action_edit")
    client.post(edit, typed(cast, owner=cast.evaluator.pk, version=version_in(client, edit)))
    assert OutgoingMail.objects.count() == 1


def test_an_action_goes_from_proposed_to_done_with_what_was_seen(cast: Cast) -> None:
    action = make_action(cast.municipality, owner=cast.coordinator, decided_on=None, deciders="")
    client = client_of(cast.evaluator)
    assert "Only an action that is decided" in text_of(client.post(at(action, "action_done"), follow=True))
    future = client.post(at(action, "action_decide"), {"on": "1.1.2099", "deciders": "x"})
    assert list(future.context["form"].errors) == ["on"]
    client.post(at(action, "action_decide"), {"on": "2.2.2026", "deciders": "Ohjausryhmä"})
    twice = client.post(at(action, "action_decide"), {"on": "2.2.2026", "deciders": "x"})
    assert (twice.status_code, "already been decided" in text_of(twice)) == (422, True)
    client.post(at(action, "action_done"))
    early = client.post(at(action, "action_effect"), {"on": "1.1.2026", "effect": "Valoisampaa"})
    assert list(early.context["form"].errors) == ["on"]
    today = f"{timezone.localdate():%-d.%-m.%Y}"
    client.post(at(action, "action_effect"), {"on": today, "effect": "Valoisampaa"})
    assert "Valoisampaa" in text_of(client.get(at(action)))
    assert "Undo the last step first" in text_of(client.get(at(action, "action_edit"), follow=True))
    for step in ("decided", "proposed"):
        client.post(at(action, "action_undo"))
        action.refresh_from_db()
        assert (action.step, action.effect) == (step, "")
    assert "no step to undo" in text_of(client.post(at(action, "action_undo"), follow=True))


def test_an_action_is_dropped_with_a_reason_and_that_is_undone(cast: Cast) -> None:
    action = make_action(cast.municipality, owner=cast.coordinator)
    client = client_of(cast.coordinator)
    assert client.post(at(action, "action_drop"), {"reason": " "}).status_code == 422
    client.post(at(action, "action_drop"), {"reason": "Rahaa ei ole"})
    action.refresh_from_db()
    assert action.step == "dropped"
    assert "Rahaa ei ole" in text_of(client.get(at(action)))
    assert client.post(at(action, "action_drop"), {"reason": "taas"}).status_code == 422
    client.post(at(action, "action_undo"))
    action.refresh_from_db()
    assert (action.step, action.drop_reason) == ("decided", "")


def test_causes_are_named_once_and_taken_away_with_a_way_back(cast: Cast) -> None:
    action = make_action(cast.municipality, owner=cast.coordinator)
    problem, village = make_problem(cast.municipality), make_village(cast.municipality)
    client = client_of(cast.coordinator)
    link = at(action, "action_link")
    assert client.post(link, {}).status_code == 422
    chosen = {"problem": str(problem.public_id), "village": str(village.public_id)}
    for _press in range(2):
        client.post(link, chosen)
    assert ActionLink.objects.count() == 2
    row = ActionLink.objects.get(problem=problem)
    answer = client.post(reverse("action_unlink", args=[row.public_id]), follow=True)
    undo = f"{link}?problem={problem.public_id}"
    assert undo in text_of(answer)
    client.post(undo)
    assert {one.problem or one.village for one in ActionLink.objects.all()} == {problem, village}
    strange = make_problem(cast.elsewhere)
    refused = client.post(link, {"problem": str(strange.public_id)})
    assert list(refused.context["form"].errors) == ["problem"]


def test_the_page_of_a_village_leads_to_what_it_set_going(cast: Cast) -> None:
    village, client = make_village(cast.municipality), client_of(cast.coordinator)
    make_link(
        make_action(cast.municipality, owner=cast.evaluator, what="Lamput", done_on="2026-02-03"),
        village=village,
    )
    make_action(cast.municipality, owner=cast.evaluator, what="Tikkaat")
    make_feedback(cast.municipality, text="Pimeää on", village=village)
    make_feedback(cast.municipality, text="Hyvä kahvi")
    page = text_of(client.get(village.get_absolute_url()))
    told = ""
    for address in (LIST, reverse("feedback_list")):
        asked = f"{address}?village={village.public_id}&amp;state=all"
        assert asked in page
        told += text_of(client.get(asked.replace("&amp;", "&")))
    assert [word in told for word in ("Lamput", "Pimeää on", "Tikkaat", "Hyvä kahvi")] == [
        True,
        True,
        False,
        False,
    ]


def test_the_list_filters_exports_and_counts_its_queries(
    cast: Cast, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    assert "No development action goes on." in text_of(client.get(LIST))
    far = timezone.localdate() + timedelta(days=9)
    village = make_village(cast.municipality)
    own = make_action(cast.municipality, owner=cast.coordinator, what="Lamput", due_on=far)
    make_link(own, village=village)
    make_action(cast.municipality, owner=cast.evaluator, what="Tikkaat")
    make_action(
        cast.municipality, owner=cast.evaluator, what="Vanha", done_on="2026-02-03", effect="Hyvä",
        effect_on="2026-02-04",
    )  # fmt: skip
    make_action(cast.elsewhere, owner=cast.stranger, what="Vieras")

    def found(**query: str) -> list[str]:
        return [str(row) for row, _word, _tone in client.get(LIST, query).context["rows"]]

    assert found() == ["Tikkaat", "Lamput"]  # the first due first
    assert found(state="late") == ["Tikkaat"]
    assert found(owner="own") == found(village=str(village.public_id)) == ["Lamput"]
    assert found(state="done") == found(state="all", q="hyvä") == ["Vanha"]
    assert "<html" not in text_of(client.get(LIST, headers={"HX-Request": "true"}))
    export = text_of(client.get(reverse("action_export", args=["csv"]), {"state": "all"}))
    assert str(village) in export
    assert "Vieras" not in export
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _number in range(20):
        row = make_action(cast.municipality, owner=cast.coordinator)
        make_link(row, village=village)
        make_link(row, problem=make_problem(cast.municipality))
    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_late_actions_and_new_feedback_stand_on_the_first_page(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    assert "No development action is late" in text_of(client.get(TODAY))
    late = make_action(cast.municipality, owner=cast.evaluator, what="Myöhässä")
    make_action(cast.municipality, owner=cast.evaluator, what="Tehty", done_on="2026-02-03")
    make_feedback(cast.municipality, kind="safety")
    make_feedback(cast.municipality, taken_at=timezone.now(), taken_by="Aino")
    make_feedback(cast.elsewhere)
    part = text_of(client.get(TODAY, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert (late.get_absolute_url() in part, "Tehty" in part) == (True, False)
    assert "1 piece of new feedback" in part
    assert "1 of them is about safety" in part
    assert TODAY in text_of(client_of(cast.evaluator).get("/"))
    assert TODAY not in text_of(client_of(cast.treasurer).get("/"))


def test_an_action_is_late_on_the_day_after_its_day(cast: Cast) -> None:
    make_action(cast.municipality, owner=cast.coordinator, due_on=date(2026, 3, 2))
    client = client_of(cast.coordinator)
    for day, count in ((2, 0), (3, 1)):
        with time_machine.travel(f"2026-03-{day:02} 10:00+00:00", tick=False):
            assert client_of(cast.coordinator).get(TODAY).context["late_count"] == count
    assert client.get(TODAY).status_code == 200


def test_others_are_refused_and_strangers_find_nothing(cast: Cast) -> None:
    action = make_action(cast.municipality, owner=cast.coordinator)
    for name in (
        "action_detail",
        "action_edit",
        "action_decide",
        "action_drop",
        "action_effect",
        "action_link",
    ):
        assert_stranger_finds_nothing(cast, at(action, name))
        assert client_of(cast.treasurer).get(at(action, name)).status_code == 403
    assert client_of(cast.coordinator).get(at(action, "action_done")).status_code == 405


@pytest.mark.parametrize(
    "fault",
    [
        {"what": ""}, {"decided_on": None}, {"done_on": "2026-02-01"}, {"dropped_on": "2026-02-03"},
        {"effect": "Hyvä"}, {"effect": "Hyvä", "effect_on": "2026-02-05"},
        {"dropped_on": "2026-02-03", "drop_reason": "x", "done_on": "2026-02-03"},
    ],
)  # fmt: skip
def test_the_database_refuses_half_a_step(cast: Cast, fault: dict[str, Any]) -> None:
    action = make_action(cast.municipality, owner=cast.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        DevelopmentAction.objects.filter(pk=action.pk).update(**fault)


def test_a_link_names_one_cause(cast: Cast) -> None:
    action = make_action(cast.municipality, owner=cast.coordinator)
    village = make_village(cast.municipality)
    for causes in ({}, {"problem": make_problem(cast.municipality), "village": village}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_link(action, **causes)
