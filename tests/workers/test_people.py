from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from laavu.accounts.models import ReadLog
from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import (
    make_measurement,
    make_relationship,
    make_spell,
    make_village,
    make_worker,
)
from workers import identity
from workers.models import IdentityCode, Worker

CODE = "131052-308T"


def at(worker: Worker, name: str = "worker_detail") -> str:
    return reverse(name, args=[worker.public_id])


def client_with(cast: Cast, name: str = "Virtanen Veikko", **fields: Any) -> Worker:
    """A person who is a client today."""
    worker = make_worker(cast.municipality, name=name, **fields)
    make_relationship(worker)
    return worker


def shown(cast: Cast, **query: str) -> list[str]:
    return [
        row.name for row in client_of(cast.coordinator).get(reverse("worker_list"), query).context["rows"]
    ]


def test_the_list_shows_clients_of_today_unless_asked_otherwise(cast: Cast) -> None:
    client_with(cast, "Öhman Åke")
    client_with(cast, "Aalto Aino", client_number="K-77")
    former = make_worker(cast.municipality, name="Entinen Eero")
    make_relationship(former, date(2025, 1, 1), date(2025, 2, 1))
    assert shown(cast) == ["Aalto Aino", "Öhman Åke"]
    assert shown(cast, state="others") == ["Entinen Eero"]
    assert shown(cast, state="all", q="eero") == ["Entinen Eero"]
    assert shown(cast, q="k-7") == ["Aalto Aino"]
    assert shown(cast, q="åke ÖH") == ["Öhman Åke"]


def test_a_protected_address_is_neither_shown_nor_found(cast: Cast) -> None:
    village = make_village(cast.municipality, name="Salakylä")
    client_with(cast, "Suojattu Sisko", home_village=village, phone="040 555", address_protected=True)
    client_with(cast, "Avoin Anna", home_village=village, phone="040 777")
    client = client_of(cast.coordinator)
    page = text_of(client.get(reverse("worker_list")))
    assert "040 777" in page
    assert "040 555" not in page
    assert shown(cast, village=str(village.public_id)) == ["Avoin Anna"]
    lines = text_of(client.get(reverse("worker_export", args=["csv"]))).splitlines()
    protected = next(line for line in lines if "Suojattu" in line)
    assert "Salakylä" not in protected
    assert "040 555" not in protected
    assert any("Salakylä" in line and "040 777" in line for line in lines)


def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    for number in range(5):
        client_with(cast, f"Aalto {number}", home_village=make_village(cast.municipality))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("worker_list"))
    for number in range(55):
        make_spell(client_with(cast, f"Beck {number}", home_village=make_village(cast.municipality)))
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(client.get(reverse("worker_list")).context["rows"]) == 25


def test_htmx_gets_the_rows_alone(cast: Cast) -> None:
    page = text_of(client_of(cast.coordinator).get(reverse("worker_list"), headers={"HX-Request": "true"}))
    assert 'id="rows"' in page
    assert "<html" not in page


def test_an_export_is_written_down_and_has_no_identity_codes(cast: Cast) -> None:
    worker = client_with(cast)
    identity.store(worker, identity.parse(CODE))
    make_worker(cast.municipality)
    page = text_of(client_of(cast.coordinator).get(reverse("worker_export", args=["csv"])))
    assert worker.client_number in page
    assert "308T" not in page
    (row,) = ReadLog.objects.all()
    assert (row.subject_id, row.act, row.user) == (worker.pk, "exported", cast.coordinator)


def test_the_page_shows_the_person_and_no_measured_values(cast: Cast) -> None:
    worker = client_with(cast, birth_date=date(1952, 10, 13), phone="040 123")
    make_measurement(worker, "start", "6.75", on=date(2026, 1, 2))
    identity.store(worker, identity.parse(CODE))
    page = text_of(client_of(cast.coordinator).get(at(worker)))
    assert "13 Oct 1952" in page
    assert identity.MASK in page
    assert CODE not in page
    assert "6.75" not in page
    assert "6,75" not in page


def test_opening_a_record_is_written_down_once_an_hour(cast: Cast, time_machine: Any) -> None:
    worker = client_with(cast)
    client = client_of(cast.coordinator)
    time_machine.move_to("2026-11-22 12:00+02:00")
    client.get(at(worker))
    time_machine.move_to("2026-11-22 12:40+02:00")
    client.get(at(worker))
    assert ReadLog.objects.count() == 1
    time_machine.move_to("2026-11-22 13:05+02:00")
    client.get(at(worker))
    assert [row.act for row in ReadLog.objects.all()] == ["opened", "opened"]


def test_opening_the_form_is_written_down_too(cast: Cast) -> None:
    worker = client_with(cast)
    client_of(cast.coordinator).get(at(worker, "worker_edit"))
    assert [row.act for row in ReadLog.objects.all()] == ["opened"]


def test_the_page_tells_the_share_and_its_next_step(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to("2026-03-16 12:00+02:00")
    worker = client_with(cast)
    client = client_of(cast.coordinator)
    assert "Write down unemployment and benefit days" in text_of(client.get(at(worker)))
    make_spell(worker, date(2025, 1, 1), days_paid=195, days_as_of=date(2026, 3, 13))
    page = text_of(client.get(at(worker)))
    assert "10%, €80.00 a month" in page
    assert "Municipal share rises to 20% on 23 Mar 2026" in page
    assert "195 (195 counted on 13 Mar 2026, and 0 weekdays since)" in page


def test_the_page_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    worker = client_with(cast)
    make_spell(worker, date(2020, 1, 1), last=date(2020, 1, 2))
    client = client_of(cast.coordinator)
    client.get(at(worker))
    with django_assert_max_num_queries(40) as few:
        client.get(at(worker))
    for month in range(1, 13):
        make_spell(worker, date(2021, month, 1), last=date(2021, month, 2))
        make_relationship(worker, date(2021, month, 1), date(2021, month, 2))
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(at(worker))


def test_a_person_is_added_with_the_birth_date_of_the_code(cast: Cast) -> None:
    typed = {"name": "Uusi Unto", "client_number": "K-1", "language": "fi", "identity_code": "131052-308t"}
    answer = client_of(cast.coordinator).post(reverse("worker_new"), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    worker = Worker.objects.get(name="Uusi Unto")
    assert worker.birth_date == date(1952, 10, 13)
    assert identity.find(cast.municipality, identity.parse(CODE)) == worker


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"identity_code": "131052-308U"}, "identity_code"),
        ({"identity_code": CODE, "birth_date": "1.1.1990"}, "birth_date"),
        ({"client_number": "K-9"}, "client_number"),
        ({"identity_code": "010190-900P"}, "identity_code"),
        ({"name": "  "}, "name"),
    ],
)
def test_faults_stand_beside_their_fields(cast: Cast, typed: dict[str, str], field: str) -> None:
    taken = make_worker(cast.municipality, client_number="K-9")
    identity.store(taken, identity.parse("010190-900P"))
    whole = {"name": "Uusi Unto", "client_number": "K-1", "language": "fi"} | typed
    answer = client_of(cast.coordinator).post(reverse("worker_new"), whole)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert Worker.objects.count() == 1


def test_a_change_keeps_the_code_unless_a_new_one_is_given(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    identity.store(worker, identity.parse("010190-900P"))
    client = client_of(cast.coordinator)
    edit = at(worker, "worker_edit")
    typed = {"name": "Virtanen Veikko", "client_number": "K-2", "language": "sv", "birth_date": "1990-01-01"}
    client.post(edit, typed | {"version": version_in(client, edit)})
    worker.refresh_from_db()
    assert worker.language == "sv"
    assert identity.is_temporary(worker)
    typed |= {"identity_code": CODE, "birth_date": "", "version": version_in(client, edit)}
    client.post(edit, typed)
    worker = Worker.objects.get(pk=worker.pk)
    assert not identity.is_temporary(worker)
    assert worker.birth_date == date(1952, 10, 13)


def test_a_code_is_shown_once_to_whom_says_why(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    identity.store(worker, identity.parse(CODE))
    client = client_of(cast.coordinator)
    reveal = at(worker, "worker_reveal")
    without = client.post(reveal, {"reason": " "})
    assert without.status_code == 422
    assert CODE not in text_of(without)
    assert not ReadLog.objects.exists()
    page = client.post(reveal, {"reason": "palkanmaksu"})
    assert CODE in text_of(page)
    assert "no-store" in page.headers["Cache-Control"]
    part = client.post(reveal, {"reason": "palkanmaksu"}, headers={"HX-Request": "true"})
    assert CODE in text_of(part)
    assert "<html" not in text_of(part)
    assert [(row.act, row.reason) for row in ReadLog.objects.all()] == [("revealed", "palkanmaksu")] * 2
    assert CODE not in text_of(client.get(at(worker)))


def test_a_code_whose_key_is_gone_is_told_in_words(cast: Cast, settings: Any) -> None:
    worker = make_worker(cast.municipality)
    identity.store(worker, identity.parse(CODE))
    settings.IDENTITY_KEYS = [f"other:{'5e' * 32}"]
    answer = client_of(cast.coordinator).post(at(worker, "worker_reveal"), {"reason": "x"})
    assert answer.status_code == 422
    assert "its key is missing" in text_of(answer)


@pytest.mark.parametrize("name", ["worker_list", "worker_new"])
def test_only_coordinators_come_to_the_lists(cast: Cast, name: str) -> None:
    assert_coordinators_only(cast, reverse(name))
    assert client_of(cast.coordinator).put(reverse(name)).status_code == 405


@pytest.mark.parametrize(
    "name", ["worker_detail", "worker_edit", "relationship_new", "spell_new", "background_new"]
)
def test_only_the_own_coordinators_come_to_a_person(cast: Cast, name: str) -> None:
    place = at(make_worker(cast.municipality), name)
    assert client_of(cast.coordinator).get(place).status_code == 200
    assert_coordinators_only(cast, place)
    assert_stranger_finds_nothing(cast, place)
    assert client_of(cast.coordinator).delete(place).status_code == 405


def test_only_the_own_coordinators_see_a_code(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    identity.store(worker, identity.parse(CODE))
    place = at(worker, "worker_reveal")
    assert_coordinators_only(cast, place, "post")
    assert_stranger_finds_nothing(cast, place, "post")
    assert client_of(cast.coordinator).get(place).status_code == 405
    assert not IdentityCode.objects.filter(worker__municipality=cast.elsewhere).exists()


def test_only_coordinators_export(cast: Cast) -> None:
    assert_coordinators_only(cast, reverse("worker_export", args=["csv"]))
    assert client_of(cast.coordinator).post(reverse("worker_export", args=["csv"])).status_code == 405
