"""What people state of themselves: written in steps, replaced by new versions, read by coordinators."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from laavu.accounts.acting import acting_as
from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import make_placement, make_village, make_worker
from tests.matching import make_statement
from workers.models import WorkerStatement
from workers.statement_forms import STEPS

pytestmark = pytest.mark.django_db

TYPED: tuple[dict[str, Any], ...] = (
    {"skills": ["carpentry", "forest"], "skills_words": "Moottorisaha"},
    {"kinds": ["trails"], "settings": ["group"], "wish_words": ""},
    {
        "hours_from": "15",
        "hours_to": "25,5",
        "seasons": ["summer", "autumn"],
        "travel": ["lift"],
        "max_km": "20",
    },
    {"limits": ["no_lifting"], "limits_words": "Selkä"},
    {"may_tell": ["skills"], "stated_on": "2026-03-02", "stated_how": "with_help", "consents": "on"},
)


def carried(answer: Any) -> dict[str, Any]:
    """What the page carries in hidden fields."""
    form = answer.context["form"]
    found = {"step": answer.context["step"]}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, "", [], False):
            found[name] = value
    return found


def walk(client: Any, address: str, typed: tuple[dict[str, Any], ...] = TYPED) -> Any:
    answer = client.get(address)
    for step in typed:
        answer = client.post(address, carried(answer) | step)
    return answer


def test_five_steps_make_a_statement_and_the_next_takes_its_place(cast: Cast) -> None:
    worker, village = make_worker(cast.municipality), make_village(cast.municipality)
    client = client_of(cast.coordinator)
    address = reverse("statement_new", args=[worker.public_id])
    wishes = {**TYPED[1], "villages": [str(village.public_id)]}
    assert len(TYPED) == len(STEPS)
    assert walk(client, address, (TYPED[0], wishes, *TYPED[2:])).status_code == 302
    first = worker.statements.get()
    assert (first.version, first.skills, str(first.hours_to)) == (1, ["carpentry", "forest"], "25.50")
    assert [one.village for one in first.wished_villages.all()] == [village]
    assert first.consented_on == first.stated_on
    again = client.get(address)
    assert "Moottorisaha" in text_of(again)  # it begins from what was said last
    assert walk(client, address).status_code == 302
    assert [row.version for row in worker.statements.order_by("version")] == [1, 2]
    page = text_of(client.get(reverse("worker_statements", args=[worker.public_id])))
    assert "no heavy lifting, Selkä" in page


def test_a_wrong_step_comes_back_with_what_was_typed(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    client = client_of(cast.coordinator)
    address = reverse("statement_new", args=[worker.public_id])
    answer = walk(client, address, (TYPED[0], TYPED[1], {**TYPED[2], "hours_to": "5", "seasons": []}))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) >= {"hours_to", "seasons"}
    assert "Moottorisaha" in text_of(answer)
    assert walk(client, address, (*TYPED[:4], {**TYPED[4], "consents": ""})).status_code == 422
    assert not worker.statements.exists()


def test_back_keeps_what_was_typed(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    client = client_of(cast.coordinator)
    address = reverse("statement_new", args=[worker.public_id])
    answer = walk(client, address, TYPED[:1])
    answer = client.post(address, carried(answer) | {"wish_words": "Ulkona", "back": "yes"})
    assert answer.context["step"] == 0
    assert "Moottorisaha" in text_of(answer)
    assert "Ulkona" in text_of(answer)


def test_the_last_step_sent_twice_is_kept_once(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    client = client_of(cast.coordinator)
    address = reverse("statement_new", args=[worker.public_id])
    last = carried(walk(client, address, TYPED[:4])) | TYPED[4]
    for _twice in range(2):
        assert client.post(address, last).status_code == 302
    assert worker.statements.count() == 1


def test_nobody_but_a_coordinator_reads_it(cast: Cast) -> None:
    worker = make_worker(cast.municipality)
    make_placement(worker, cast.association)
    make_statement(worker, limits=["no_noise"])
    for user in (cast.treasurer, cast.supervisor, cast.evaluator, cast.administrator, cast.funder):
        with acting_as(user.pk):
            assert not WorkerStatement.objects.exists()
    for name in ("worker_statements", "statement_new"):
        address = reverse(name, args=[worker.public_id])
        assert_coordinators_only(cast, address)
        assert_stranger_finds_nothing(cast, address)
