from typing import Any

from django.test import Client
from django.urls import reverse

from laavu.accounts.access import log_read
from laavu.accounts.choices import ReadAct
from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
)
from tests.factories import make_worker
from workers.models import Worker


def at(worker: Worker) -> str:
    return reverse("worker_readlog", args=[worker.public_id])


def test_a_persons_log_tells_who_looked_when_and_why(cast: Cast, actor_for: Any) -> None:
    worker, other = make_worker(cast.municipality), make_worker(cast.municipality)
    who = actor_for(cast.coordinator)
    log_read(who, worker, ReadAct.REVEALED, "palkanmaksu")
    log_read(who, other, ReadAct.OPENED, "muu")
    page = text_of(client_of(cast.coordinator).get(at(worker)))
    assert "Coordinator Esimerkki" in page
    assert "palkanmaksu" in page
    assert "muu" not in page


def test_administrators_see_who_looked_but_not_at_whom(cast: Cast, actor_for: Any) -> None:
    worker = make_worker(cast.municipality, name="Salainen Sanna")
    log_read(actor_for(cast.coordinator), worker)
    page = text_of(client_of(cast.administrator).get(reverse("read_log")))
    assert "Coordinator Esimerkki" in page
    assert "a person" in page
    assert "Salainen" not in page
    assert "Salainen" in text_of(client_of(cast.coordinator).get(reverse("read_log")))


def test_the_log_is_filtered_by_reader_and_act(cast: Cast, actor_for: Any) -> None:
    worker = make_worker(cast.municipality)
    log_read(actor_for(cast.coordinator), worker, ReadAct.EXPORTED)
    client = client_of(cast.coordinator)

    def count(**query: str) -> int:
        return len(client.get(reverse("read_log"), query).context["rows"])

    assert (count(), count(act="exported"), count(act="opened")) == (1, 1, 0)
    assert (count(q="coordinator"), count(q="joku muu")) == (1, 0)
    part = client.get(reverse("read_log"), headers={"HX-Request": "true"})
    assert "<html" not in text_of(part)


def test_other_municipalities_logs_stay_theirs(cast: Cast, actor_for: Any) -> None:
    log_read(actor_for(cast.stranger), make_worker(cast.elsewhere))
    assert client_of(cast.coordinator).get(reverse("read_log")).context["rows"] == []


def test_the_log_asks_as_often_for_many_as_for_few(
    cast: Cast, actor_for: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    who, client = actor_for(cast.coordinator), client_of(cast.coordinator)
    for _number in range(5):
        log_read(who, make_worker(cast.municipality))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("read_log"))
    for _number in range(55):
        log_read(who, make_worker(cast.municipality))
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(client.get(reverse("read_log")).context["rows"]) == 25


def test_only_the_own_coordinators_come_to_a_persons_log(cast: Cast) -> None:
    place = at(make_worker(cast.municipality))
    assert_coordinators_only(cast, place)
    assert_stranger_finds_nothing(cast, place)
    assert client_of(cast.coordinator).post(place).status_code == 405


def test_only_overseers_come_to_the_whole_log(cast: Cast) -> None:
    place = reverse("read_log")
    for kind in ("evaluator", "treasurer", "supervisor", "funder"):
        assert client_of(getattr(cast, kind)).get(place).status_code == 403, kind
    assert Client().get(place).status_code == 302
    assert client_of(cast.administrator).post(place).status_code == 405
