"""Group sessions and attendance: one grid, saved as a whole or not at all, for who leads the group."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from laavu.accounts.acting import acting_as
from placements.models import Attendance, Group, Session
from tests.cast import Cast, client_of, text_of
from tests.counselling import make_attendance, make_session
from tests.factories import make_group, make_placement, make_user, make_worker
from workers.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _spring() -> Any:
    with time_machine.travel("2026-03-20 10:00Z", tick=False):
        yield


@pytest.fixture
def group(cast: Cast) -> Group:
    return make_group(cast.association)


@pytest.fixture
def people(cast: Cast, group: Group) -> list[Worker]:
    found = [make_worker(cast.municipality, name=name) for name in ("Aho Aino", "Bergman Bo")]
    for worker in found:
        make_placement(worker, cast.association, group=group, first=date(2026, 1, 1), last=date(2026, 3, 15))
    return found


def month(group: Group) -> str:
    return reverse("group_sessions", args=[group.public_id, 2026, 3])


def sent(client: Any, group: Group, *ticked: str) -> dict[str, str]:
    """What the page would send: what it saw, and the ticked boxes."""
    grid = client.get(month(group)).context["grid"]
    return dict(grid.seen) | dict.fromkeys(ticked, "1")


def test_a_month_is_saved_as_a_whole(cast: Cast, group: Group, people: list[Worker]) -> None:
    first, late = make_session(group, date(2026, 3, 3)), make_session(group, date(2026, 3, 17))
    client = client_of(cast.supervisor)
    box = f"at-{first.pk}-{people[0].pk}"
    assert client.post(month(group), sent(client, group, box)).status_code == 302
    assert {(row.worker_id, row.present) for row in Attendance.objects.filter(session=first)} == {
        (people[0].pk, True),
        (people[1].pk, False),
    }
    assert not Attendance.objects.filter(session=late).exists()  # nobody was in the group any more


def test_the_same_sent_twice_changes_nothing(cast: Cast, group: Group, people: list[Worker]) -> None:
    session, client = make_session(group, date(2026, 3, 3)), client_of(cast.coordinator)
    typed = sent(client, group, f"at-{session.pk}-{people[0].pk}")
    client.post(month(group), typed)
    again = client.post(month(group), typed)
    assert again.status_code == 422
    assert "Somebody else wrote attendance meanwhile" in text_of(again)
    assert Attendance.objects.filter(present=True).count() == 1


def test_nobody_overwrites_what_another_has_just_marked(
    cast: Cast, group: Group, people: list[Worker]
) -> None:
    session, client = make_session(group, date(2026, 3, 3)), client_of(cast.supervisor)
    typed = sent(client, group, f"at-{session.pk}-{people[0].pk}")
    make_attendance(session, people[1])
    answer = client.post(month(group), typed)
    assert answer.status_code == 422
    assert f'name="at-{session.pk}-{people[0].pk}" value="1" checked' in text_of(answer)
    assert list(Attendance.objects.values_list("worker_id", flat=True)) == [people[1].pk]


def test_a_session_to_come_is_not_marked(cast: Cast, group: Group, people: list[Worker]) -> None:
    make_placement(people[0], cast.association, group=group, first=date(2026, 3, 16), last=date(2026, 6, 30))
    session, client = make_session(group, date(2026, 3, 25)), client_of(cast.supervisor)
    client.post(month(group), sent(client, group, f"at-{session.pk}-{people[0].pk}"))
    assert not Attendance.objects.exists()


def test_a_session_is_added_once_changed_and_removed(cast: Cast, group: Group) -> None:
    client = client_of(cast.supervisor)
    typed = {
        "held_on": "3.3.2026", "kind": "job_search", "hours": "1,5", "leader": "Leena", "topic": "CV",
        "client_key": str(uuid4()),
    }  # fmt: skip
    new = reverse("session_new", args=[group.public_id])
    assert client.post(new, typed | {"hours": "0"}).status_code == 422
    for _time in range(2):
        assert client.post(new, typed).status_code == 302
    row = Session.objects.get()
    assert (row.hours, row.association, row.topic) == (Decimal("1.50"), cast.association, "CV")
    edit = reverse("session_edit", args=[row.public_id])
    version = str(client.get(edit).context["form"]["version"].value())
    client.post(edit, typed | {"hours": "2", "version": version})
    row.refresh_from_db()
    assert row.hours == 2
    client.post(reverse("session_remove", args=[row.public_id]))
    assert not Session.objects.exists()


def test_a_supervisor_leads_the_own_groups_and_no_others(cast: Cast, group: Group) -> None:
    group.supervisor = make_user()
    group.save()
    session = make_session(group)
    client = client_of(cast.supervisor)
    assert client.get(month(group)).status_code == 404
    assert client.get(reverse("session_edit", args=[session.public_id])).status_code == 404
    with acting_as(cast.supervisor.pk):
        assert Session.objects.count() == 0
    group.supervisor = cast.supervisor
    group.save()
    assert client.get(month(group)).status_code == 200


@pytest.mark.parametrize("kind", ["evaluator", "administrator", "treasurer", "funder"])
def test_others_do_not_come_in(cast: Cast, group: Group, kind: str) -> None:
    client = client_of(getattr(cast, kind))
    assert client.get(month(group)).status_code == 403
    assert client.post(month(group), {}).status_code == 403


def test_a_stranger_and_a_month_that_is_none_are_not_found(cast: Cast, group: Group) -> None:
    assert client_of(cast.stranger).get(month(group)).status_code == 404
    nowhere = reverse("group_sessions", args=[group.public_id, 2026, 13])
    assert client_of(cast.coordinator).get(nowhere).status_code == 404
