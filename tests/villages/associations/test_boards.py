"""The steps of the model: boards from the template or after another one, what is late, who is where."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laavu.accounts.acting import acting_as
from laavu.accounts.actor import actor_of
from tests.associations import make_board
from tests.cast import Cast, client_of, text_of, version_in
from tests.factories import make_association, make_document, make_worker
from villages.boards import keeping, template
from villages.boards.showing import late_steps
from villages.models import Board, BoardStep, Document

TODAY = "2026-05-11"


def at(row: Any, name: str = "association_board") -> str:
    return reverse(name, args=[row.public_id])


def post_step(cast: Cast, step: BoardStep, who: str = "treasurer", **typed: Any) -> Any:
    client = client_of(getattr(cast, who))
    address = at(step, "board_step_edit")
    given = {"state": step.state, "responsible": "", "note": "", **typed}
    return client.post(address, given | {"version": version_in(client, address)})


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_version_of_the_template_is_whole_in_each_language(language: str) -> None:
    for version in range(1, template.newest_version() + 1):
        steps = template.steps(version, language)
        assert list(steps) == template.codes(version)
        assert all(step.title and step.what and step.ready for step in steps.values())
    assert template.codes(1) == ["1", "2", "3", "4", "5a", "5b", "6", "7", "8", "9", "10"]


def test_languages_are_not_each_other() -> None:
    fi, sv, en = (template.steps(1, language) for language in ("fi", "sv", "en"))
    assert all(len({one[code].what for one in (fi, sv, en)}) == 3 for code in fi)


def test_a_board_is_made_with_one_press_and_a_second_one_finds_it(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    for _press in range(2):
        assert client.post(at(cast.association, "board_new")).status_code == 302
    board = Board.objects.get()
    assert list(board.steps.order_by("position").values_list("code", flat=True)) == template.codes(1)


def test_a_board_after_another_has_its_notes_and_spaces_and_none_of_its_people(cast: Cast) -> None:
    model = make_board(cast.association, on=date(2026, 1, 1))
    model.steps.filter(code="2").update(
        responsible="Aino Esimerkki", due_on=date(2026, 1, 31), note="Käydään kylätalolla", state="done",
        done_on=date(2026, 1, 20),
    )  # fmt: skip
    other = make_association(cast.municipality)
    with time_machine.travel(TODAY):
        answer = client_of(cast.coordinator).post(at(other, "board_new"), {"like": str(model.public_id)})
    assert answer.status_code == 302
    step = BoardStep.objects.get(association=other, code="2")
    assert (step.responsible, step.state, step.done_on) == ("", "waiting", None)
    assert (step.note, step.due_on) == ("Käydään kylätalolla", date(2026, 5, 11) + timedelta(days=30))
    assert Board.objects.get(association=other).copied_from == cast.association


def test_a_strangers_board_is_not_copied(cast: Cast) -> None:
    foreign = make_board(make_association(cast.elsewhere))
    answer = client_of(cast.coordinator).post(
        at(cast.association, "board_new"), {"like": str(foreign.public_id)}
    )
    assert answer.status_code == 404
    assert not Board.objects.filter(association=cast.association).exists()


def test_a_treasurer_moves_a_step_and_hangs_a_paper_on_it(cast: Cast) -> None:
    step = make_board(cast.association).steps.get(code="3")
    paper = make_document(cast.association, file_name="kuvaus.csv")
    post_step(
        cast, step, state="done", responsible="Aino", due_on="1.3.2026", done_on="28.2.2026",
        papers=[paper.pk],
    )  # fmt: skip
    step.refresh_from_db()
    assert (step.state, str(step.done_on)) == ("done", "2026-02-28")
    shown = text_of(client_of(cast.treasurer).get(at(cast.association)))
    assert "kuvaus.csv" in shown
    assert "1 of 11 steps are done" in shown
    post_step(cast, step, state="done", done_on="28.2.2026")
    assert step.papers.count() == 0


def test_a_paper_of_another_association_does_not_hang_on_a_step(cast: Cast) -> None:
    step = make_board(cast.association).steps.get(code="3")
    make_document(cast.association)
    foreign = make_document(make_association(cast.municipality))
    answer = post_step(cast, step, who="coordinator", papers=[foreign.pk])
    assert answer.status_code == 422
    with pytest.raises(IntegrityError, match="step_document_of"):
        hang(cast, step, foreign)


def hang(cast: Cast, step: BoardStep, paper: Document) -> None:
    with transaction.atomic():
        step.papers.create(municipality=cast.municipality, association=cast.association, document=paper)
        connection.check_constraints()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"state": "done"}, "done_on"),
        ({"state": "waiting", "done_on": "1.3.2026"}, "done_on"),
        ({"state": "not_needed"}, "note"),
    ],
)
def test_a_state_that_does_not_fit_is_told_beside_its_field(
    cast: Cast, typed: dict[str, str], field: str
) -> None:
    step = make_board(cast.association).steps.get(code="3")
    answer = post_step(cast, step, **typed, responsible="Aino Esimerkki")
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Aino Esimerkki" in text_of(answer)


def test_a_supervisor_reads_the_board_and_does_not_change_it(cast: Cast) -> None:
    step = make_board(cast.association).steps.get(code="3")
    client = client_of(cast.supervisor)
    assert "Judge whether it can employ" in text_of(client.get(at(cast.association)))
    assert client.post(at(step, "board_step_edit"), {}).status_code == 403
    assert client.post(at(cast.association, "board_new")).status_code == 403


@time_machine.travel(TODAY)
def test_the_overview_tells_who_is_where_and_what_is_late(cast: Cast, django_assert_num_queries: Any) -> None:
    board = make_board(cast.association)
    board.steps.filter(code="1").update(state="done", done_on=date(2026, 2, 1), due_on=date(2026, 2, 1))
    board.steps.filter(code="2").update(due_on=date(2026, 5, 10), responsible="Aino Esimerkki")
    board.steps.filter(code="3").update(due_on=date(2026, 5, 11))
    make_association(cast.municipality, name="Ilman taulua ry")
    make_board(make_association(cast.municipality, ended_on="2026-01-31", end_reason="x"))
    client = client_of(cast.coordinator)
    rows = client.get(reverse("board_overview")).context["rows"]
    found = {str(way.association): (way.done, way.late, len(way.steps)) for way in rows}
    assert found == {"Ylikylän kyläyhdistys ry": (1, 1, 11), "Ilman taulua ry": (0, 0, 0)}
    late = client.get(reverse("board_overview"), {"state": "late"})
    assert [str(way.association) for way in late.context["rows"]] == ["Ylikylän kyläyhdistys ry"]
    assert "Aino Esimerkki" in text_of(late)


@time_machine.travel(TODAY)
def test_the_overview_asks_as_often_for_many_as_for_few(cast: Cast, django_assert_num_queries: Any) -> None:

    client = client_of(cast.coordinator)
    make_board(cast.association)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("board_overview"))
    for _number in range(12):
        keeping.begin(make_association(cast.municipality), on=date(2026, 1, 1))
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse("board_overview"))


@time_machine.travel(TODAY)
def test_late_steps_stand_on_the_first_page_and_among_the_deadlines(cast: Cast) -> None:
    board = make_board(cast.association)
    board.steps.filter(code="2").update(due_on=date(2026, 5, 1))
    make_worker(cast.municipality)
    assert "1 step of the model is late" in text_of(client_of(cast.coordinator).get(reverse("today")))
    own = text_of(client_of(cast.treasurer).get(reverse("today")))
    assert "See what there is to work with" in own
    listed = text_of(client_of(cast.treasurer).get(reverse("deadlines"), {"kind": "step"}))
    assert "See what there is to work with" in listed
    assert late_steps(_actor(cast), date(2026, 5, 1)).count() == 0


def _actor(cast: Cast) -> Any:

    with acting_as(cast.coordinator.pk):
        return actor_of(cast.coordinator)
