from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import make_association, make_village, make_work
from villages.models import Village


def address(village: Village, name: str = "village_detail") -> str:
    return reverse(name, args=[village.public_id])


def test_the_list_shows_villages_with_what_hangs_on_them(cast: Cast) -> None:
    village = make_village(cast.municipality, name="Äijälä")
    make_association(cast.municipality, name="Äijälän seura ry", village=village)
    make_work(village)
    make_village(cast.elsewhere, name="Vieras")
    page = text_of(client_of(cast.coordinator).get(reverse("village_list")))
    assert "Äijälä" in page
    assert "Äijälän seura ry" in page
    assert "Vieras" not in page


def test_counts_of_a_village_are_its_own(cast: Cast) -> None:
    village = make_village(cast.municipality)
    make_work(village)
    make_work(village, chosen_on="2026-01-08", done_on="2026-01-09")
    make_work(village, dropped_on="2026-01-09", drop_reason="turha")
    make_work(make_village(cast.municipality))
    answer = client_of(cast.coordinator).get(reverse("village_list"), {"q": village.name})
    (row,) = answer.context["rows"]
    assert (row.association_count, row.waiting_count, row.done_count) == (0, 1, 1)


def test_search_and_filter_leave_the_others_out(cast: Cast) -> None:
    make_village(cast.municipality, name="Äijälä")
    make_association(cast.municipality, village=make_village(cast.municipality, name="Ahola"))
    client = client_of(cast.coordinator)

    def shown(**query: str) -> list[str]:
        return [str(row) for row in client.get(reverse("village_list"), query).context["rows"]]

    assert shown(q="äijä") == ["Äijälä"]
    assert "Ahola" in shown(state="with")
    assert "Äijälä" not in shown(state="with")
    assert shown(state="without") == ["Äijälä"]
    assert len(shown(state="nonsense")) == 3


def test_htmx_gets_the_rows_alone(cast: Cast) -> None:
    answer = client_of(cast.coordinator).get(reverse("village_list"), headers={"HX-Request": "true"})
    page = text_of(answer)
    assert 'id="rows"' in page
    assert "<html" not in page


def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    for number in range(5):
        make_association(cast.municipality, village=make_village(cast.municipality, name=f"Kylä A{number}"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("village_list"))
    for number in range(55):
        make_association(cast.municipality, village=make_village(cast.municipality, name=f"Kylä B{number}"))
    with django_assert_num_queries(len(few.captured_queries)):
        answer = client.get(reverse("village_list"))
    assert len(answer.context["rows"]) == 25


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_export_holds_what_the_filter_shows(cast: Cast, file_format: str) -> None:
    make_village(cast.municipality, name="Äijälä")
    make_village(cast.municipality, name="Ahola")
    answer = client_of(cast.coordinator).get(reverse("village_export", args=[file_format]), {"q": "äij"})
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    if file_format == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        assert len(lines) == 2
        assert lines[1].startswith("Äijälä;0;0;0")
    else:
        rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
        assert [row[0] for row in rows[1:]] == ["Äijälä"]


def test_an_export_in_another_format_is_not_found(cast: Cast) -> None:
    assert client_of(cast.coordinator).get(reverse("village_export", args=["pdf"])).status_code == 404


def test_the_page_of_a_village_says_what_is_next(cast: Cast) -> None:
    village = make_village(cast.municipality)
    client = client_of(cast.coordinator)
    assert "Add an association" in text_of(client.get(address(village)))
    make_association(cast.municipality, village=village)
    assert "Write down work that the village needs" in text_of(client.get(address(village)))
    make_work(village, text="Laituri kuntoon")
    page = text_of(client.get(address(village)))
    assert "1 piece of work waits" in page
    assert "Laituri kuntoon" in page


def test_the_page_of_a_village_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    village = make_village(cast.municipality)
    client = client_of(cast.coordinator)
    make_association(cast.municipality, village=village)
    make_work(village)
    with django_assert_max_num_queries(40) as few:
        client.get(address(village))
    for _number in range(20):
        make_association(cast.municipality, village=village)
        make_work(village)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(address(village))


def test_a_village_is_added(cast: Cast) -> None:
    answer = client_of(cast.coordinator).post(reverse("village_new"), {"name": "Uusikylä"})
    village = Village.objects.get(name="Uusikylä")
    assert village.municipality == cast.municipality
    assert answer.headers["Location"] == village.get_absolute_url()


def test_a_name_that_is_taken_is_told_beside_the_name(cast: Cast) -> None:
    make_village(cast.municipality, name="Ahola")
    answer = client_of(cast.coordinator).post(reverse("village_new"), {"name": "Ahola", "note": "pieni"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"name": ["There is already a village of this name."]}
    assert "pieni" in text_of(answer)


def test_a_failed_form_comes_as_a_part_for_htmx(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    answer = client.post(reverse("village_new"), {"name": ""}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "<html" not in text_of(answer)
    assert 'role="alert"' in text_of(answer)
    kept = client.post(reverse("village_new"), {"name": "Ahola"}, headers={"HX-Request": "true"})
    assert kept.headers["HX-Redirect"] == Village.objects.get(name="Ahola").get_absolute_url()


def test_a_village_is_changed_and_the_history_tells_it(cast: Cast) -> None:
    village = make_village(cast.municipality, name="Vanha")
    client = client_of(cast.coordinator)
    edit = address(village, "village_edit")
    client.post(edit, {"name": "Uusi", "version": version_in(client, edit)})
    village.refresh_from_db()
    assert village.name == "Uusi"
    page = text_of(client.get(address(village)))
    assert "Coordinator Esimerkki: changed" in page
    assert "<del>Vanha</del> <ins>Uusi</ins>" in page


def test_the_second_of_two_savers_sees_what_the_first_wrote_and_keeps_the_text(cast: Cast) -> None:
    village = make_village(cast.municipality, name="Vanha")
    client = client_of(cast.coordinator)
    edit = address(village, "village_edit")
    version = version_in(client, edit)
    client.post(edit, {"name": "Ensimmäinen", "version": version})
    answer = client.post(edit, {"name": "Toinen", "version": version})
    assert answer.status_code == 422
    (told,) = answer.context["form"].non_field_errors()
    assert told.startswith("Coordinator Esimerkki changed this at")
    assert "Name: Vanha → Ensimmäinen" in told
    assert 'value="Toinen"' in text_of(answer)
    village.refresh_from_db()
    assert village.name == "Ensimmäinen"
    again = {"name": "Toinen", "version": answer.context["form"]["version"].value()}
    assert client.post(edit, again).status_code == 302
    village.refresh_from_db()
    assert village.name == "Toinen"


@pytest.mark.parametrize("name", ["village_list", "village_new"])
def test_only_coordinators_come_to_the_lists(cast: Cast, name: str) -> None:
    assert_coordinators_only(cast, reverse(name))
    assert client_of(cast.coordinator).put(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", ["village_detail", "village_edit"])
def test_only_the_own_coordinators_come_to_a_village(cast: Cast, name: str) -> None:
    place = address(make_village(cast.municipality), name)
    assert client_of(cast.coordinator).get(place).status_code == 200
    assert_coordinators_only(cast, place)
    assert_stranger_finds_nothing(cast, place)
    assert client_of(cast.coordinator).delete(place).status_code == 405


def test_only_coordinators_export(cast: Cast) -> None:
    assert_coordinators_only(cast, reverse("village_export", args=["csv"]))
    assert client_of(cast.coordinator).post(reverse("village_export", args=["csv"])).status_code == 405
