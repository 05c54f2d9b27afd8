"""The board: a column for each state, a button for the next one."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, client_of, text_of
from tests.factories import make_village, make_work
from tests.works import STATED
from villages.models import Village


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality)


def columns(answer: Any) -> dict[str, list[str]]:
    return {
        column.state.value: [str(card.work) for card in column.cards] for column in answer.context["columns"]
    }


def test_work_stands_in_the_column_of_its_state(cast: Cast, village: Village) -> None:
    make_work(village, text="Löytyi")
    make_work(village, text="Valittiin", chosen_on="2026-01-08")
    make_work(village, text="Suunnitellaan", chosen_on="2026-01-08", planned_on="2026-01-09", **STATED)
    make_work(village, text="Tehdään", chosen_on="2026-01-08", started_on="2026-01-09", **STATED)
    make_work(village, text="Valmis", chosen_on="2026-01-08", done_on="2026-01-09")
    make_work(village, text="Luovuttiin", dropped_on="2026-01-09", drop_reason="turha")
    assert columns(client_of(cast.coordinator).get(reverse("work_board"))) == {
        "found": ["Löytyi"], "chosen": ["Valittiin"], "planned": ["Suunnitellaan"], "started": ["Tehdään"],
        "done": ["Valmis"],
    }  # fmt: skip


def test_the_button_takes_one_step_and_comes_back_to_the_card(cast: Cast, village: Village) -> None:
    work = make_work(village, **STATED)
    board = reverse("work_board")
    client = client_of(cast.coordinator)
    answer = client.post(reverse("work_choose", args=[work.public_id]), {"next": board})
    assert answer.headers["Location"] == f"{board}#w-{work.public_id}"
    assert columns(client.get(board))["chosen"] == [str(work)]
    evil = client.post(reverse("work_plan", args=[work.public_id]), {"next": "https://evil.example/"})
    assert evil.headers["Location"] == work.get_absolute_url()


def test_paid_work_without_a_statement_is_asked_for_it(cast: Cast, village: Village) -> None:
    work = make_work(village)
    client = client_of(cast.coordinator)
    statement = reverse("work_statement", args=[work.public_id])
    assert client.post(reverse("work_choose", args=[work.public_id])).headers["Location"] == statement
    form = client.get(statement).context["form"]
    assert form["competition_on"].value() == timezone.localdate()
    typed = {name: form[name].value() for name in ("version", "competition_signer", "competition_on")}
    assert client.post(statement, typed | {"competition_statement": ""}).status_code == 422
    client.post(statement, typed | {"competition_statement": "Kukaan ei myy tätä."})
    work.refresh_from_db()
    assert work.chosen_on == timezone.localdate()


def test_the_board_asks_as_often_for_many_as_for_few(
    cast: Cast, village: Village, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    make_work(village)
    make_work(village, chosen_on="2026-01-08")
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("work_board"))
    for _number in range(30):
        make_work(make_village(cast.municipality))
        make_work(village, chosen_on="2026-01-08")
    with django_assert_num_queries(len(few.captured_queries)):
        page = client.get(reverse("work_board"))
    assert "11 more: found" in text_of(page)


def test_filters_hold_on_the_board_and_in_the_list(cast: Cast, village: Village) -> None:
    make_work(village, text="Laituri", seasons=["summer"], place="uimaranta")
    make_work(village, text="Lumet", seasons=["winter"])
    make_work(village, text="Aina")
    client = client_of(cast.coordinator)
    board = reverse("work_board")
    assert set(columns(client.get(board, {"season": "summer"}))["found"]) == {"Laituri", "Aina"}
    assert columns(client.get(board, {"q": "uimaranta"}))["found"] == ["Laituri"]
    rows = client.get(reverse("work_list"), {"season": "winter"}).context["rows"]
    assert {str(work) for work, _tone in rows} == {"Lumet", "Aina"}
    part = text_of(client.get(board, headers={"HX-Request": "true"}))
    assert 'id="rows"' in part
    assert "<html" not in part
