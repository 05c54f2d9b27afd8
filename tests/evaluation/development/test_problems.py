"""The problem log: written once, solved with what was done and learned, opened again."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from evaluation.models import Problem
from tests.cast import Cast, assert_stranger_finds_nothing, client_of, text_of, version_in
from tests.development import make_action, make_feedback, make_link, make_problem
from tests.factories import make_village

LIST, NEW = reverse("problem_list"), reverse("problem_new")


def at(problem: Problem, name: str = "problem_detail") -> str:
    return reverse(name, args=[problem.public_id])


def typed(**more: Any) -> dict[str, Any]:
    return {
        "text": "Lämmitys ei riitä", "severity": "stops", "since_on": "7.1.2026", "client_key": str(uuid4()),
    } | more  # fmt: skip


def test_a_problem_is_written_down_once_and_changed(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    sent = typed(owner=cast.evaluator.pk, association=cast.association.pk)
    addresses = {client.post(NEW, sent).headers["Location"] for _press in range(2)}
    problem = Problem.objects.get()
    assert addresses == {at(problem)}
    assert (problem.owner, problem.association, problem.written_by) == (
        cast.evaluator, cast.association, "Coordinator Esimerkki",
    )  # fmt: skip
    edit = at(problem, "problem_edit")
    changed = typed(what_was_done="Tilattu patteri", version=version_in(client, edit))
    client.post(edit, changed)
    assert "Tilattu patteri" in text_of(client.get(at(problem)))


@pytest.mark.parametrize(
    ("fault", "field"),
    [({"text": ""}, "text"), ({"since_on": "1.1.2099"}, "since_on"), ({"severity": ""}, "severity")],
)
def test_a_fault_is_told_beside_its_field(cast: Cast, fault: dict[str, str], field: str) -> None:
    answer = client_of(cast.coordinator).post(NEW, typed(what_was_done="Soitettu", **fault))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Soitettu" in text_of(answer)


def test_a_treasurer_cannot_own_a_problem(cast: Cast) -> None:
    answer = client_of(cast.coordinator).post(NEW, typed(owner=cast.treasurer.pk))
    assert list(answer.context["form"].errors) == ["owner"]


def test_feedback_fills_in_what_it_tells(cast: Cast) -> None:
    village = make_village(cast.municipality)
    told = make_feedback(cast.municipality, text="Talo on kylmä", village=village)
    client = client_of(cast.coordinator)
    form = client.get(NEW, {"feedback": str(told.public_id)}).context["form"]
    assert (form["text"].value(), form["village"].value()) == ("Talo on kylmä", village.pk)
    strange = make_feedback(cast.elsewhere, text="Vieras")
    for asked in (str(strange.public_id), "x"):
        assert not client.get(NEW, {"feedback": asked}).context["form"]["text"].value()


def test_a_problem_is_solved_with_what_was_learned_and_opened_again(cast: Cast) -> None:
    problem = make_problem(cast.municipality, what_was_done="Kysytty")
    client = client_of(cast.evaluator)
    solve = at(problem, "problem_solve")
    assert client.get(solve).context["form"]["what_was_done"].value() == "Kysytty"
    for day, field in (("6.1.2026", "on"), ("1.1.2099", "on"), ("", "on")):
        early = client.post(solve, {"on": day, "what_was_done": "Korjattu"})
        assert (early.status_code, list(early.context["form"].errors)) == (422, [field])
    client.post(solve, {"on": "3.2.2026", "what_was_done": "Korjattu", "lesson": "Kysy ajoissa"})
    page = text_of(client.get(at(problem)))
    assert "Kysy ajoissa" in page
    again = client.post(solve, {"on": "3.2.2026", "what_was_done": "x"})
    assert (again.status_code, "already been solved" in text_of(again)) == (422, True)
    client.post(at(problem, "problem_undo"))
    problem.refresh_from_db()
    assert (problem.solved_on, problem.lesson) == (None, "Kysy ajoissa")
    assert "no step to undo" in text_of(client.post(at(problem, "problem_undo"), follow=True))


def test_its_page_names_what_is_done_about_it(cast: Cast) -> None:
    problem = make_problem(cast.municipality)
    make_link(make_action(cast.municipality, owner=cast.coordinator, what="Uusi patteri"), problem=problem)
    assert "Uusi patteri" in text_of(client_of(cast.coordinator).get(at(problem)))


def test_the_list_filters_exports_and_counts_its_queries(
    cast: Cast, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    assert "No problem is open." in text_of(client.get(LIST))
    village = make_village(cast.municipality)
    make_problem(cast.municipality, text="Kylmä", severity="stops", village=village)
    make_problem(cast.municipality, text="Vanha", solved_on="2026-02-02", what_was_done="Uusittu")
    make_problem(cast.elsewhere, text="Vieras")

    def found(**query: str) -> set[str]:
        return {str(row) for row, _tone in client.get(LIST, query).context["rows"]}

    assert found() == found(severity="stops") == found(village=str(village.public_id)) == {"Kylmä"}
    assert found(state="solved") == found(state="all", q="uusittu") == {"Vanha"}
    assert "fits these words" in text_of(client.get(LIST, {"severity": "minor"}))
    assert "<html" not in text_of(client.get(LIST, headers={"HX-Request": "true"}))
    export = text_of(client.get(reverse("problem_export", args=["csv"]), {"state": "all"}))
    assert "Uusittu" in export
    assert "Vieras" not in export
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _number in range(20):
        make_problem(cast.municipality, village=make_village(cast.municipality), owner=cast.evaluator)
    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_others_are_refused_and_strangers_find_nothing(cast: Cast) -> None:
    problem = make_problem(cast.municipality)
    for name in ("problem_detail", "problem_edit", "problem_solve"):
        assert_stranger_finds_nothing(cast, at(problem, name))
        assert client_of(cast.administrator).get(at(problem, name)).status_code == 403
    assert client_of(cast.coordinator).get(at(problem, "problem_undo")).status_code == 405


@pytest.mark.parametrize("fault", [{"text": ""}, {"solved_on": "2026-01-01"}, {"solved_on": "2026-03-01"}])
def test_the_database_refuses_half_a_solution(cast: Cast, fault: dict[str, Any]) -> None:
    problem = make_problem(cast.municipality)
    with pytest.raises(IntegrityError), transaction.atomic():
        Problem.objects.filter(pk=problem.pk).update(**fault)
