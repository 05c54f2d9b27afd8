"""Meetings, competences, exits and follow-ups: written once, closed together, asked when due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from laavu.accounts.acting import acting_as
from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.counselling import make_competence, make_exit, make_follow_up, make_meeting
from tests.factories import make_relationship, make_worker
from workers.exits import due_follow_ups
from workers.models import Competence, Exit, FollowUp, Meeting, Worker

pytestmark = pytest.mark.django_db
MEETING = {"held_on": "2.3.2026", "topic": "plan", "way": "in_person", "minutes": "45", "note": "Muistio."}
SAID = {"destination": "study", "job_searching": "no", "qualification": "yes", "asked_on": "5.3.2026"}


@pytest.fixture
def worker(cast: Cast) -> Worker:
    return make_worker(cast.municipality)


def at(row: Any, name: str) -> str:
    return reverse(name, args=[row.public_id])


def test_a_meeting_is_written_once_however_often_it_is_sent(cast: Cast, worker: Worker) -> None:
    client, key = client_of(cast.coordinator), str(uuid4())
    for _time in range(2):
        assert client.post(at(worker, "meeting_new"), MEETING | {"client_key": key}).status_code == 302
    row = Meeting.objects.get()
    assert (row.minutes, row.topic, row.note) == (45, "plan", "Muistio.")


def test_a_meeting_that_cannot_be_is_refused_beside_its_field(cast: Cast, worker: Worker) -> None:
    client = client_of(cast.coordinator)
    for wrong, field in (({"minutes": "0"}, "minutes"), ({"next_on": "1.3.2026"}, "next_on")):
        answer = client.post(at(worker, "meeting_new"), MEETING | wrong)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        assert answer.context["form"]["note"].value() == "Muistio."


def test_a_meeting_is_changed(cast: Cast, worker: Worker) -> None:
    row, client = make_meeting(worker), client_of(cast.coordinator)
    edit = at(row, "meeting_edit")
    client.post(edit, MEETING | {"minutes": "30", "version": version_in(client, edit)})
    row.refresh_from_db()
    assert row.minutes == 30


def test_evaluators_do_not_read_meetings(cast: Cast, worker: Worker) -> None:
    make_meeting(worker, note="Vain koordinaattorille")
    with acting_as(cast.evaluator.pk):
        assert Meeting.objects.count() == 0


def test_a_competence_needs_what_shows_it(cast: Cast, worker: Worker) -> None:
    client = client_of(cast.coordinator)
    typed = {"name": "Hygieniaosaaminen", "evidence": "", "gained_on": "2.3.2026"}
    assert list(client.post(at(worker, "competence_new"), typed).context["form"].errors) == ["evidence"]
    client.post(at(worker, "competence_new"), typed | {"evidence": "passi"})
    assert Competence.objects.get().evidence == "passi"
    again = client.post(at(worker, "competence_new"), typed | {"evidence": "passi"})
    assert list(again.context["form"].errors) == ["name"]


def test_leaving_ends_the_relationship_and_says_where_to_in_one_act(cast: Cast, worker: Worker) -> None:
    row = make_relationship(worker, date(2026, 1, 1))
    client = client_of(cast.coordinator)
    client.post(at(row, "relationship_end"), SAID | {"last_day": "4.3.2026"})
    row.refresh_from_db()
    left = Exit.objects.get()
    assert (row.period.last, row.end_reason) == (date(2026, 3, 4), "education")
    assert (left.destination, left.qualification, left.asked_on) == ("study", "yes", date(2026, 3, 5))
    early = client.post(at(row, "relationship_end"), SAID | {"last_day": "4.3.2026"})
    assert early.status_code == 422
    assert Exit.objects.count() == 1


def test_a_bad_last_day_leaves_no_exit_behind(cast: Cast, worker: Worker) -> None:
    row = make_relationship(worker, date(2026, 1, 1))
    answer = client_of(cast.coordinator).post(at(row, "relationship_end"), SAID | {"last_day": "4.3.2025"})
    assert answer.status_code == 422
    assert not Exit.objects.exists()
    assert answer.context["form"]["destination"].value() == "study"


def test_going_on_takes_the_exit_back_until_the_follow_up_was_asked(cast: Cast, worker: Worker) -> None:
    make_relationship(worker, date(2025, 1, 1))
    left, client = make_exit(worker, date(2025, 6, 30)), client_of(cast.coordinator)
    make_follow_up(left, date(2026, 1, 2))
    reopen = at(left.relationship, "relationship_reopen")
    assert "follow-up has been asked already" in text_of(client.post(reopen, follow=True))
    assert Exit.objects.count() == 1
    FollowUp.objects.all().delete()
    client.post(reopen)
    left.relationship.refresh_from_db()
    assert (Exit.objects.count(), left.relationship.period.last) == (0, None)


def test_where_somebody_went_is_written_later_and_corrected(cast: Cast, worker: Worker) -> None:
    row = make_relationship(worker, date(2025, 1, 1), date(2025, 6, 30))
    client, edit = client_of(cast.coordinator), at(row, "exit_edit")
    client.post(edit, SAID)
    client.post(edit, SAID | {"destination": "illness", "version": version_in(client, edit)})
    assert Exit.objects.get().destination == "illness"


def test_a_follow_up_is_due_after_six_months_and_once(cast: Cast, worker: Worker, actor_for: Any) -> None:
    make_relationship(worker, date(2025, 1, 1))
    left, who = make_exit(worker, date(2025, 8, 31)), actor_for(cast.coordinator)
    assert not due_follow_ups(who, date(2026, 2, 27)).exists()
    assert due_follow_ups(who, date(2026, 2, 28)).get().due_on == date(2026, 2, 28)
    client, ask = client_of(cast.coordinator), at(left, "follow_up")
    silent = {"situation": "not_reached", "improved": "yes", "asked_on": "1.3.2026", "how": "phone"}
    assert list(client.post(ask, silent).context["form"].errors) == ["improved"]
    client.post(ask, silent | {"improved": "unknown"})
    assert FollowUp.objects.get().situation == "not_reached"
    assert not due_follow_ups(who, date(2026, 12, 31)).exists()
    later = {"situation": "open_market", "improved": "yes", "asked_on": "9.3.2026", "how": "phone"}
    client.post(ask, later | {"version": version_in(client, ask)})
    assert FollowUp.objects.get().situation == "open_market"


def test_due_follow_ups_stand_on_the_first_page(cast: Cast, worker: Worker) -> None:
    today = timezone.localdate()
    make_relationship(worker, today - timedelta(days=500))
    make_exit(worker, today - timedelta(days=200))
    page = text_of(client_of(cast.coordinator).get(reverse("today")))
    assert "1 person who left waits for the follow-up after six months" in page
    assert str(worker) in text_of(client_of(cast.coordinator).get(reverse("follow_up_list")))


def test_only_the_own_coordinators_come_in(cast: Cast, worker: Worker) -> None:
    row = make_relationship(worker, date(2025, 1, 1), date(2025, 6, 30))
    left = make_exit(worker, date(2025, 6, 30))
    for address in (
        at(worker, "meeting_new"), at(make_meeting(worker), "meeting_edit"), at(worker, "competence_new"),
        at(make_competence(worker), "competence_edit"), at(row, "exit_edit"), at(left, "follow_up"),
    ):  # fmt: skip
        assert_coordinators_only(cast, address)
        assert_stranger_finds_nothing(cast, address)
        assert client_of(cast.coordinator).delete(address).status_code == 405
