"""Asking people: by paper, by link, refusals; and that nobody who keyed an answer sees it afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from laavu.accounts.acting import acting_as
from tests.cast import Cast, client_of, text_of
from tests.counselling import make_answer, make_pack
from tests.factories import make_relationship, make_worker
from tests.workers.questionnaires.packs import pack_text
from workers.models import Asking, Measurement, Worker
from workers.questionnaires.due import due_questionnaires
from workers.questionnaires.scope import by_link, digest_of

pytestmark = pytest.mark.django_db
ANSWERS = {"work_ability-score": "7", "life_satisfaction-score": "6", "own-meaning": "4"}


@pytest.fixture
def worker(cast: Cast) -> Worker:
    row = make_worker(cast.municipality, name="Virtanen Veikko")
    make_relationship(row, timezone.localdate() - timedelta(days=5))
    return row


def key_in(client: Client, worker: Worker, **typed: str) -> Any:
    address = reverse("questionnaire_key", args=[worker.public_id, "alku"])
    common = {"_key": str(uuid4()), "on": str(timezone.localdate()), "way": "paper", "mode": "self"}
    return client.post(address, common | typed)


def link_of(cast: Cast, worker: Worker) -> str:
    answer = client_of(cast.coordinator).post(reverse("questionnaire_link", args=[worker.public_id, "alku"]))
    return str(answer.context["address"]).replace("http://testserver", "")


def seen_by(user: Any) -> int:
    with acting_as(user.pk):
        return Measurement.objects.count()


def test_who_keyed_an_answer_does_not_see_it_afterwards(cast: Cast, worker: Worker) -> None:
    client = client_of(cast.coordinator)
    assert key_in(client, worker, **ANSWERS).status_code == 302
    assert seen_by(cast.coordinator) == 0
    assert seen_by(cast.evaluator) == 3
    row = Asking.objects.get()
    assert (row.outcome, row.way, row.mode, row.phase) == ("answered", "paper", "self", "start")
    values = {one.instrument: one.value for one in Measurement.objects.all()}
    assert values == {"work_ability": 7, "life_satisfaction": 6, "own_meaning": 4}


def test_a_form_that_is_sent_twice_is_there_once(cast: Cast, worker: Worker) -> None:
    client, key = client_of(cast.coordinator), str(uuid4())
    for _time in range(2):
        answer = key_in(client, worker, **ANSWERS, _key=key)
        assert answer.status_code == 302
    assert Measurement.objects.count() == 3
    assert Asking.objects.count() == 1


def test_answers_off_the_scale_and_empty_forms_are_refused_and_kept_on_the_page(
    cast: Cast, worker: Worker
) -> None:
    client = client_of(cast.coordinator)
    wrong = key_in(client, worker, **ANSWERS | {"own-meaning": "9"})
    assert wrong.status_code == 422
    assert 'value="7" checked' in text_of(wrong)
    assert key_in(client, worker).status_code == 422
    later = key_in(client, worker, **ANSWERS, on=str(timezone.localdate() + timedelta(days=1)))
    assert "The day has not come yet." in text_of(later)
    assert not Measurement.objects.exists()


def test_a_link_takes_one_answer_and_no_second(cast: Cast, worker: Worker) -> None:
    address = link_of(cast, worker)
    nobody = Client()
    page = nobody.get(address)
    assert page.status_code == 200
    assert "Virtanen" not in text_of(page)
    assert not page.cookies
    assert nobody.post(address, ANSWERS | {"mode": "helped"}).status_code == 200
    assert Measurement.objects.count() == 3
    assert (Asking.objects.get().outcome, Asking.objects.get().mode) == ("answered", "helped")
    assert nobody.get(address).status_code == 404
    assert nobody.post(address, ANSWERS).status_code == 404
    assert Measurement.objects.count() == 3


def test_a_refusal_by_link_is_written_as_one(cast: Cast, worker: Worker) -> None:
    address = link_of(cast, worker)
    Client().post(address, {"refuse": "1"})
    assert Asking.objects.get().outcome == "refused"
    assert not Measurement.objects.exists()
    assert Client().get(address).status_code == 404


def test_a_link_that_is_too_old_opens_nothing(cast: Cast, worker: Worker) -> None:
    address = link_of(cast, worker)
    Asking.objects.update(open_until=timezone.localdate() - timedelta(days=1))
    assert Client().get(address).status_code == 404
    assert Client().post(address, ANSWERS).status_code == 404


def test_a_new_link_takes_the_place_of_the_earlier_one(cast: Cast, worker: Worker) -> None:
    first, second = link_of(cast, worker), link_of(cast, worker)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert Asking.objects.count() == 1


def test_the_secret_of_a_link_is_not_kept(cast: Cast, worker: Worker) -> None:
    secret = link_of(cast, worker).rstrip("/").rpartition("/")[2]
    assert Asking.objects.get().token_digest == digest_of(secret)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM workers_askingevent e WHERE e::text LIKE %s", [f"%{secret}%"])
        assert cursor.fetchone() == (0,)


def test_a_link_opens_nothing_else_in_the_database(cast: Cast, worker: Worker) -> None:
    other = make_worker(cast.municipality)
    make_answer(other, "work_ability", "start", "3", on=date(2026, 1, 1))
    secret = link_of(cast, worker).rstrip("/").rpartition("/")[2]
    with by_link(secret):
        assert Worker.objects.count() == 0
        assert Measurement.objects.count() == 0
        mine = Asking.objects.get()
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            Measurement.objects.create(
                municipality_id=mine.municipality_id, worker=other, instrument="work_ability", phase="end",
                measured_on=date(2026, 2, 2), value=1,
            )  # fmt: skip
    with by_link("another"):
        assert Asking.objects.count() == 0


@pytest.mark.parametrize("kind", ["coordinator", "evaluator", "administrator", "treasurer", "supervisor"])
def test_an_answer_for_groups_alone_is_shown_to_nobody(cast: Cast, worker: Worker, kind: str) -> None:
    make_answer(worker, "esis", "start", "62.50", on=date(2026, 1, 7))
    make_answer(worker, "esis", "end", "81.25", on=date(2026, 5, 7))
    user = getattr(cast, kind)
    with acting_as(user.pk), connection.cursor() as cursor:
        for table in ("workers_measurement", "workers_measurementevent"):
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own names
            assert cursor.fetchone() == (0,), table
        cursor.execute("UPDATE workers_measurement SET value = 1 RETURNING value")
        assert cursor.fetchall() == []
    client = client_of(user)
    for name, arguments in (
        ("evaluation_rows", ["esis_change"]), ("evaluation_rows_export", ["esis_change", "csv"]),
        ("worker_detail", [worker.public_id]), ("worker_readlog", [worker.public_id]),
        ("evaluation", []), ("evaluation_download", ["json"]), ("evaluation_download", ["csv"]),
    ):  # fmt: skip
        answer = client.get(reverse(name, args=arguments), {"from": "2026-01-01", "to": "2026-12-31"})
        text = text_of(answer) if answer.status_code == 200 else ""
        assert not [value for value in ("62.5", "81.25", "62,5", "81,25", "18.75") if value in text], name
        assert not (name.startswith("evaluation_rows") and answer.status_code == 200)


def test_a_loaded_instrument_for_groups_is_keyed_and_then_closed(cast: Cast, worker: Worker) -> None:
    make_pack(cast.municipality, "esis", content=pack_text("esis"))
    client = client_of(cast.evaluator)
    assert key_in(client, worker, **{f"esis-k{number}": "4" for number in range(1, 11)}).status_code == 302
    row = Measurement.objects.get()
    assert (row.instrument, row.value, row.is_group_only) == ("esis", Decimal(75), True)
    assert seen_by(cast.evaluator) == 0


def test_an_answer_for_groups_cannot_be_written_as_another(cast: Cast, worker: Worker) -> None:
    with pytest.raises(IntegrityError, match="measurement_for_groups"), transaction.atomic():
        Measurement.objects.create(
            municipality=cast.municipality, worker=worker, instrument="esis", phase="start",
            measured_on=date(2026, 1, 1), value=50,
        )  # fmt: skip


def test_who_is_due_is_told_by_day_until_something_came_of_it(
    cast: Cast, worker: Worker, actor_for: Any
) -> None:
    today, who = timezone.localdate(), actor_for(cast.coordinator)

    def due() -> list[tuple[str, str]]:
        with acting_as(cast.coordinator.pk):
            return [(str(one.worker), one.phase) for one in due_questionnaires(who, today)]

    left = make_worker(cast.municipality, name="Lahtinen Liisa")
    make_relationship(left, today - timedelta(days=400), today - timedelta(days=10))
    assert due() == [("Lahtinen Liisa", "end"), ("Virtanen Veikko", "start")]
    page = client_of(cast.coordinator).get(reverse("questionnaire_list"))
    assert "Virtanen Veikko" in text_of(page)
    make_answer(worker, "work_ability", "start", "7", on=today)
    assert due() == [("Lahtinen Liisa", "end")]
    client = client_of(cast.coordinator)
    address = reverse("questionnaire_end", args=[left.public_id, "loppu", "kieltaytyi"])
    for _time in range(2):
        client.post(address)
    assert due() == []
    assert [row.outcome for row in Asking.objects.all()] == ["refused"]


def test_evaluators_know_people_by_their_number(cast: Cast, worker: Worker) -> None:
    page = text_of(client_of(cast.evaluator).get(reverse("questionnaire_list")))
    assert worker.client_number in page
    assert "Virtanen" not in page


def test_the_paper_has_every_question(cast: Cast) -> None:
    answer = client_of(cast.coordinator).get(reverse("questionnaire_paper", args=["fi", "pdf"]))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"%PDF-")
    assert client_of(cast.coordinator).get(
        reverse("questionnaire_paper", args=["fi", "docx"])
    ).status_code == 404  # fmt: skip


@pytest.mark.parametrize("kind", ["administrator", "treasurer", "supervisor", "funder"])
def test_others_ask_nobody(cast: Cast, worker: Worker, kind: str) -> None:
    client = client_of(getattr(cast, kind))
    assert client.get(reverse("questionnaire_list")).status_code == 403
    assert key_in(client, worker, **ANSWERS).status_code == 403


def test_a_stranger_finds_nobody_to_ask(cast: Cast, worker: Worker) -> None:
    assert key_in(client_of(cast.stranger), worker, **ANSWERS).status_code == 404
    unknown = reverse("questionnaire_end", args=[worker.public_id, "alku", "muu"])
    assert client_of(cast.coordinator).post(unknown).status_code == 404
    assert client_of(cast.coordinator).get(unknown).status_code == 405
