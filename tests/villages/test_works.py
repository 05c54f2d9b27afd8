from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import make_village, make_work
from tests.works import STATED, village_of
from villages.models import UnfinishedWork, Village


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality, name="Äijälä")


def at(work: UnfinishedWork, name: str = "work_detail") -> str:
    return reverse(name, args=[work.public_id])


def test_the_list_is_newest_first_and_shows_what_waits(cast: Cast, village: Village) -> None:
    make_work(village, text="Vanha", found_on=date(2026, 1, 1))
    make_work(village, text="Uusi", found_on=date(2026, 2, 1))
    make_work(village, text="Tehty", chosen_on="2026-02-01", done_on="2026-02-02")
    make_work(make_village(cast.elsewhere), text="Vieras")
    answer = client_of(cast.coordinator).get(reverse("work_list"))
    assert [str(row) for row, _tone in answer.context["rows"]] == ["Uusi", "Vanha"]


def test_filters_are_addresses(cast: Cast, village: Village) -> None:
    other = make_village(cast.municipality, name="Ahola")
    make_work(village, text="Laituri", kind="buildings")
    make_work(other, text="Polku", kind="trails")
    make_work(other, text="Turha", dropped_on="2026-02-02", drop_reason="kallis")
    client = client_of(cast.coordinator)

    def shown(**query: str) -> set[str]:
        answer = client.get(reverse("work_list"), query)
        return {str(row) for row, _tone in answer.context["rows"]}

    assert shown(kind="trails") == {"Polku"}
    assert shown(village=str(village.public_id)) == {"Laituri"}
    assert shown(state="dropped") == {"Turha"}
    assert shown(state="all", village=str(other.public_id)) == {"Polku", "Turha"}
    assert shown(q="LAIT") == {"Laituri"}
    assert shown(village="nonsense") == {"Laituri", "Polku"}


def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, village: Village, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    for _number in range(5):
        make_work(village)
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("work_list"))
    for _number in range(55):
        make_work(make_village(cast.municipality))
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(client.get(reverse("work_list")).context["rows"]) == 25


def test_htmx_gets_the_rows_alone(cast: Cast) -> None:
    page = text_of(client_of(cast.coordinator).get(reverse("work_list"), headers={"HX-Request": "true"}))
    assert 'id="rows"' in page
    assert "<html" not in page


def test_the_export_holds_what_the_filter_shows(cast: Cast, village: Village) -> None:
    make_work(village, text="Laituri", kind="buildings", estimated_hours="12.50")
    make_work(village, text="Polku", kind="trails", seasons=["summer"])
    answer = client_of(cast.coordinator).get(reverse("work_export", args=["csv"]), {"kind": "buildings"})
    page = text_of(answer)
    assert "Äijälä;Laituri;buildings;found;12,50;7.1.2026" in page
    assert "Polku" not in page


def test_work_is_written_down_for_the_village_one_came_from(cast: Cast, village: Village) -> None:
    client = client_of(cast.coordinator)
    form = client.get(reverse("work_new"), {"village": str(village.public_id)}).context["form"]
    assert form["village"].value() == village.pk
    typed = {"village": village.pk, "text": "  Laituri  kuntoon ", "kind": "buildings"}
    client.post(reverse("work_new"), typed | {"found_on": "7.1.2026", "estimated_hours": "1 200,5"})
    work = UnfinishedWork.objects.get()
    assert (work.text, str(work.estimated_hours)) == ("Laituri kuntoon", "1200.50")


def test_the_same_work_twice_is_refused_in_words(cast: Cast, village: Village) -> None:
    make_work(village, text="Laituri", found_on=date(2026, 1, 7))
    typed = {"village": village.pk, "text": "Laituri", "kind": "hall", "found_on": "2026-01-07"}
    answer = client_of(cast.coordinator).post(reverse("work_new"), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["text"]


def test_work_is_changed(cast: Cast, village: Village) -> None:
    work = make_work(village, text="Laituri")
    client = client_of(cast.coordinator)
    edit = at(work, "work_edit")
    typed = {"village": village.pk, "text": "Laituri", "kind": "hall", "found_on": "7.1.2026"}
    typed |= {"version": version_in(client, edit)}
    assert client.post(edit, typed | {"done_on": "8.1.2026"}).context["form"].errors.keys() == {"done_on"}
    assert client.post(edit, typed | {"chosen_on": "8.1.2026", "done_on": "9.1.2026"}).status_code == 302
    work.refresh_from_db()
    assert work.done_on == date(2026, 1, 9)


def test_work_goes_from_found_to_done_and_back(cast: Cast, village: Village) -> None:
    work = make_work(village, **STATED)
    client = client_of(cast.coordinator)

    def state_after(name: str) -> str:
        client.post(at(work, name))
        work.refresh_from_db()
        with translation.override("en"):
            return str(work.state)

    assert "Choose to be done" in text_of(client.get(at(work)))
    assert state_after("work_done") == "found"
    assert state_after("work_plan") == "found"
    assert state_after("work_choose") == "chosen"
    assert state_after("work_choose") == "chosen"
    assert state_after("work_plan") == "planned"
    assert state_after("work_start") == "under way"
    assert state_after("work_done") == "done"
    assert "It is done" not in text_of(client.get(at(work)))
    assert state_after("work_undo") == "under way"
    assert state_after("work_undo") == "planned"
    assert state_after("work_undo") == "chosen"
    assert state_after("work_done") == "done"
    assert state_after("work_undo") == "chosen"
    assert state_after("work_undo") == "found"
    assert state_after("work_undo") == "found"


def test_work_is_left_undone_with_a_reason(cast: Cast, village: Village) -> None:
    work = make_work(village)
    client = client_of(cast.coordinator)
    assert client.post(at(work, "work_drop"), {"reason": " "}).status_code == 422
    answer = client.post(at(work, "work_drop"), {"reason": "liian kallis"}, follow=True)
    assert "liian kallis" in text_of(answer)
    again = client.post(at(work, "work_drop"), {"reason": "taas"})
    assert again.status_code == 422
    client.post(at(work, "work_undo"))
    work.refresh_from_db()
    assert (work.dropped_on, work.drop_reason) == (None, "")


@pytest.mark.parametrize("name", ["work_new", "work_merge"])
def test_only_coordinators_come_to_the_lists(cast: Cast, name: str) -> None:
    assert_coordinators_only(cast, reverse(name))
    assert client_of(cast.coordinator).put(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", ["work_edit", "work_drop", "work_split", "work_statement"])
def test_only_the_own_coordinators_come_to_a_piece_of_work(cast: Cast, village: Village, name: str) -> None:
    place = at(make_work(village), name)
    assert client_of(cast.coordinator).get(place).status_code == 200
    assert_coordinators_only(cast, place)
    assert_stranger_finds_nothing(cast, place)
    assert client_of(cast.coordinator).delete(place).status_code == 405


@pytest.mark.parametrize("name", ["work_choose", "work_plan", "work_done", "work_undo"])
def test_steps_are_for_the_own_coordinators_and_posted(cast: Cast, village: Village, name: str) -> None:
    place = at(make_work(village), name)
    assert_coordinators_only(cast, place, "post")
    assert_stranger_finds_nothing(cast, place, "post")
    assert client_of(cast.coordinator).get(place).status_code == 405


def test_an_association_sees_the_work_of_its_village_and_changes_nothing(
    cast: Cast, village: Village
) -> None:
    own = make_work(village_of(cast.association), text="Laituri")
    make_work(village, text="Naapurin polku")
    client = client_of(cast.supervisor)
    for name in ("work_list", "work_board"):
        page = text_of(client.get(reverse(name)))
        assert "Laituri" in page
        assert "Naapurin polku" not in page
    assert "Choose to be done" not in text_of(client.get(at(own)))
    assert client_of(cast.evaluator).get(reverse("work_list")).status_code == 403
