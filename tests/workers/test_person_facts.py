"""A person's client relationship, unemployment and background: written, changed, ended, undone."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from laavu.law.period import Period
from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import make_relationship, make_spell, make_worker
from workers.models import Background, ClientRelationship, UnemploymentSpell, Worker


@pytest.fixture
def worker(cast: Cast) -> Worker:
    return make_worker(cast.municipality)


def at(row: Any, name: str) -> str:
    return reverse(name, args=[row.public_id])


def test_a_client_relationship_begins_without_an_end(cast: Cast, worker: Worker) -> None:
    answer = client_of(cast.coordinator).post(at(worker, "relationship_new"), {"first_day": "7.3.2026"})
    assert answer.headers["Location"] == worker.get_absolute_url()
    assert ClientRelationship.objects.get().period == Period(date(2026, 3, 7))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first_day": "31.12.2026", "last_day": "1.1.2026", "end_reason": "moved"}, "last_day"),
        ({"first_day": "1.4.2026"}, "first_day"),
        ({"first_day": "1.1.2025", "last_day": "31.1.2025"}, "end_reason"),
        ({"first_day": "1.1.2025", "end_reason": "moved"}, "end_reason"),
        ({"first_day": "1.1.1825"}, "first_day"),
        ({}, "first_day"),
    ],
)
def test_faults_of_a_client_relationship_stand_beside_their_fields(
    cast: Cast, worker: Worker, typed: dict[str, str], field: str
) -> None:
    make_relationship(worker, date(2026, 1, 1))
    answer = client_of(cast.coordinator).post(at(worker, "relationship_new"), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_client_relationship_is_changed(cast: Cast, worker: Worker) -> None:
    row = make_relationship(worker, date(2026, 1, 1))
    client = client_of(cast.coordinator)
    edit = at(row, "relationship_edit")
    form = client.get(edit).context["form"]
    assert (form["first_day"].value(), form["last_day"].value()) == (date(2026, 1, 1), None)
    typed = {"first_day": "2026-01-05", "last_day": "2026-05-31", "end_reason": "pension"}
    client.post(edit, typed | {"version": version_in(client, edit)})
    row.refresh_from_db()
    assert (row.period, row.end_reason) == (Period(date(2026, 1, 5), date(2026, 5, 31)), "pension")


def test_a_client_relationship_ends_with_a_reason_and_goes_on_again(cast: Cast, worker: Worker) -> None:
    row = make_relationship(worker, date(2026, 1, 1))
    client = client_of(cast.coordinator)
    end = at(row, "relationship_end")
    left = {"destination": "moved", "job_searching": "unknown", "qualification": "no"}
    missing = client.post(end, {"last_day": "1.2.2026"}).context["form"].errors
    assert list(missing) == ["destination", "job_searching", "qualification"]
    early = client.post(end, {"last_day": "1.2.2025"} | left)
    assert list(early.context["form"].errors) == ["last_day"]
    page = text_of(client.post(end, {"last_day": "1.2.2026"} | left, follow=True))
    assert "ends on 1 Feb 2026" in page
    assert at(row, "relationship_reopen") in page
    row.refresh_from_db()
    assert row.period.last == date(2026, 2, 1)
    assert client.post(end, {"last_day": "1.2.2026"} | left).status_code == 422
    client.post(at(row, "relationship_reopen"))
    row.refresh_from_db()
    assert (row.period, row.end_reason) == (Period(date(2026, 1, 1)), "")
    assert "is open already" in text_of(client.post(at(row, "relationship_reopen"), follow=True))


def test_an_end_is_not_undone_over_a_later_client_relationship(cast: Cast, worker: Worker) -> None:
    row = make_relationship(worker, date(2025, 1, 1), date(2025, 6, 30))
    make_relationship(worker, date(2026, 1, 1))
    client = client_of(cast.coordinator)
    page = text_of(client.post(at(row, "relationship_reopen"), follow=True))
    assert "already has a client relationship in this period" in page


def test_a_time_without_work_is_written_down_and_changed(cast: Cast, worker: Worker) -> None:
    client = client_of(cast.coordinator)
    typed = {"first_day": "1.1.2025", "benefit": "labour_market_subsidy"}
    half = client.post(at(worker, "spell_new"), typed | {"days_paid": "12"})
    assert list(half.context["form"].errors) == ["days_as_of"]
    client.post(at(worker, "spell_new"), typed | {"days_paid": "12", "days_as_of": "31.1.2025"})
    spell = UnemploymentSpell.objects.get()
    assert (spell.days_paid, spell.days_as_of) == (12, date(2025, 1, 31))
    edit = at(spell, "spell_edit")
    typed |= {"last_day": "28.2.2025", "version": version_in(client, edit)}
    client.post(edit, typed)
    spell.refresh_from_db()
    assert (spell.period.last, spell.days_paid) == (date(2025, 2, 28), None)


def test_two_times_without_work_do_not_overlap(cast: Cast, worker: Worker) -> None:
    make_spell(worker, date(2025, 1, 1))
    typed = {"first_day": "1.6.2025", "benefit": "none"}
    answer = client_of(cast.coordinator).post(at(worker, "spell_new"), typed)
    assert answer.context["form"].errors == {
        "first_day": ["The person is already unemployed in this period."]
    }


def test_a_background_fact_takes_only_its_own_values(cast: Cast, worker: Worker) -> None:
    client = client_of(cast.coordinator)
    typed = {"fact": "education", "value": "yes", "from_on": "1.1.2026", "stated_by": "person"}
    wrong = client.post(at(worker, "background_new"), typed)
    assert wrong.status_code == 422
    assert "ISCED 0–2" in str(wrong.context["form"].errors["value"])
    client.post(at(worker, "background_new"), typed | {"value": "isced_3_4"})
    client.post(at(worker, "background_new"), typed | {"value": "isced_5_8"})
    assert Background.objects.get().value == "isced_5_8"


def test_the_newest_fact_of_a_kind_is_shown(cast: Cast, worker: Worker) -> None:
    for day, value in ((date(2025, 1, 1), "no"), (date(2026, 1, 1), "yes")):
        worker.background.create(
            municipality=cast.municipality, fact="qualification", value=value, from_on=day
        )
    answer = client_of(cast.coordinator).get(worker.get_absolute_url())
    assert [row.value for row in answer.context["background"]] == ["yes"]


@pytest.mark.parametrize("name", ["relationship_edit", "relationship_end", "spell_edit"])
def test_only_the_own_coordinators_change_them(cast: Cast, worker: Worker, name: str) -> None:
    row = make_spell(worker) if name.startswith("spell") else make_relationship(worker)
    place = at(row, name)
    assert client_of(cast.coordinator).get(place).status_code == 200
    assert_coordinators_only(cast, place)
    assert_stranger_finds_nothing(cast, place)
    assert client_of(cast.coordinator).delete(place).status_code == 405


def test_undoing_an_end_is_for_the_own_coordinators_and_posted(cast: Cast, worker: Worker) -> None:
    place = at(make_relationship(worker), "relationship_reopen")
    assert_coordinators_only(cast, place, "post")
    assert_stranger_finds_nothing(cast, place, "post")
    assert client_of(cast.coordinator).get(place).status_code == 405
