from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from evaluation.models import Participation, Programme, ProgrammeMember
from laavu.accounts.models import User
from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import make_funder, make_participation, make_programme, make_worker

FACTS = {
    "code": "S20059",
    "name": "Laavu",
    "funder": "Euroopan sosiaalirahasto",
    "first_day": "1.1.2026",
    "last_day": "31.12.2027",
}


def address(programme: Programme, name: str = "programme_detail") -> str:
    return reverse(name, args=[programme.public_id])


def test_a_programme_is_added_with_its_period(cast: Cast) -> None:
    answer = client_of(cast.coordinator).post(reverse("programme_new"), FACTS)
    programme = Programme.objects.get(code="S20059")
    assert answer.headers["Location"] == programme.get_absolute_url()
    assert (programme.period.first, programme.period.last) == (date(2026, 1, 1), date(2027, 12, 31))
    assert programme.municipality == cast.municipality


def test_two_programmes_of_one_number_are_refused_beside_the_number(cast: Cast) -> None:
    make_programme(cast.municipality, code="S20059")
    answer = client_of(cast.coordinator).post(reverse("programme_new"), FACTS)
    assert answer.status_code == 422
    assert "code" in answer.context["form"].errors


def test_a_last_day_before_the_first_is_refused(cast: Cast) -> None:
    answer = client_of(cast.coordinator).post(reverse("programme_new"), FACTS | {"last_day": "1.1.2025"})
    assert answer.status_code == 422
    assert "last_day" in answer.context["form"].errors


def test_a_programme_is_changed(cast: Cast) -> None:
    programme = make_programme(cast.municipality)
    client = client_of(cast.evaluator)
    page = address(programme, "programme_edit")
    changed = FACTS | {"name": "Laavu 2", "version": version_in(client, page)}
    assert client.post(page, changed).status_code == 302
    programme.refresh_from_db()
    assert programme.name == "Laavu 2"


def test_the_list_shows_own_programmes_with_their_participants(cast: Cast) -> None:
    programme = make_programme(cast.municipality, name="Kylille töitä")
    make_participation(programme, make_worker(cast.municipality))
    make_programme(cast.elsewhere, name="Vieras")
    answer = client_of(cast.coordinator).get(reverse("programme_list"))
    page = text_of(answer)
    assert "Kylille töitä" in page
    assert "Vieras" not in page
    (row,) = [row for row in answer.context["rows"] if row.pk == programme.pk]
    assert row.participants == 1


@pytest.mark.parametrize("name", ["programme_list", "programme_detail"])
def test_pages_ask_as_often_for_many_as_for_few(
    cast: Cast, name: str, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    programme = make_programme(cast.municipality)
    page = reverse(name) if name == "programme_list" else address(programme)
    client = client_of(cast.evaluator)
    make_participation(programme, make_worker(cast.municipality))
    client.get(page)
    with django_assert_max_num_queries(40) as few:
        client.get(page)
    for _number in range(8):
        make_participation(programme, make_worker(cast.municipality))
        make_programme(cast.municipality)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(page)


def test_an_evaluator_sees_participants_by_number_alone(cast: Cast) -> None:
    programme = make_programme(cast.municipality)
    make_participation(programme, make_worker(cast.municipality, name="Salo Sanni", client_number="A-77"))
    page = text_of(client_of(cast.evaluator).get(address(programme)))
    assert "A-77" in page
    assert "Salo Sanni" not in page


def test_a_person_is_taken_in_by_client_number(cast: Cast) -> None:
    programme, worker = make_programme(cast.municipality), make_worker(cast.municipality)
    page = address(programme, "participation_new")
    client = client_of(cast.coordinator)
    taken = {"client_number": worker.client_number, "first_day": "7.1.2026", "wage_from_project": "on"}
    assert client.post(page, taken).status_code == 302
    found = Participation.objects.get(programme=programme)
    assert (found.worker, found.period.first, found.period.last) == (worker, date(2026, 1, 7), None)
    assert found.wage_from_project
    again = client.post(page, taken)
    assert again.status_code == 422
    assert "already in the programme" in text_of(again)


def test_an_unknown_client_number_is_refused(cast: Cast) -> None:
    programme, other = make_programme(cast.municipality), make_worker(cast.elsewhere)
    page = address(programme, "participation_new")
    taken = {"client_number": other.client_number, "first_day": "7.1.2026"}
    answer = client_of(cast.coordinator).post(page, taken)
    assert answer.status_code == 422
    assert "client_number" in answer.context["form"].errors


def test_a_participation_ends_not_before_it_began(cast: Cast) -> None:
    found = make_participation(make_programme(cast.municipality), make_worker(cast.municipality))
    page = reverse("participation_end", args=[found.public_id])
    client = client_of(cast.coordinator)
    assert client.post(page, {"last_day": "31.12.2025"}).status_code == 422
    assert client.post(page, {"last_day": "31.3.2026"}).status_code == 302
    found.refresh_from_db()
    assert found.period.last == date(2026, 3, 31)


def test_a_programme_is_shared_by_email_with_somebody_new(cast: Cast) -> None:
    programme = make_programme(cast.municipality)
    page = address(programme, "programme_member_new")
    client = client_of(cast.coordinator)
    nameless = client.post(page, {"email": "Rahoittaja@example.org"})
    assert nameless.status_code == 422
    assert client.post(page, {"email": "Rahoittaja@example.org", "name": "Raija R"}).status_code == 302
    user = User.objects.get(email="rahoittaja@example.org")
    assert ProgrammeMember.objects.get(programme=programme).user == user
    assert not user.has_usable_password()
    assert client.post(page, {"email": "rahoittaja@example.org"}).status_code == 422


def test_sharing_ends_on_a_day(cast: Cast) -> None:
    programme = make_programme(cast.municipality)
    make_funder(programme)
    member = ProgrammeMember.objects.get(programme=programme)
    page = reverse("programme_member_end", args=[member.public_id])
    assert client_of(cast.evaluator).post(page, {"last_day": "1.2.2026"}).status_code == 302
    member.refresh_from_db()
    assert member.ended_on == date(2026, 2, 1)


def test_wrong_roles_are_refused(cast: Cast) -> None:
    programme = make_programme(cast.municipality)
    for name in ("programme_detail", "programme_edit", "programme_member_new"):
        for kind in ("administrator", "treasurer", "supervisor", "funder"):
            assert client_of(getattr(cast, kind)).get(address(programme, name)).status_code == 403, (
                name,
                kind,
            )
    for kind in ("administrator", "treasurer", "supervisor", "funder"):
        assert client_of(getattr(cast, kind)).get(reverse("programme_list")).status_code == 403
        assert client_of(getattr(cast, kind)).post(reverse("programme_new")).status_code == 403
    assert_coordinators_only(cast, address(programme, "participation_new"))
    found = make_participation(programme, make_worker(cast.municipality))
    assert_coordinators_only(cast, reverse("participation_end", args=[found.public_id]))


def test_strangers_find_nothing(cast: Cast) -> None:
    programme = make_programme(cast.municipality)
    found = make_participation(programme, make_worker(cast.municipality))
    make_funder(programme)
    member = ProgrammeMember.objects.get(programme=programme)
    for name in ("programme_detail", "programme_edit", "participation_new", "programme_member_new"):
        assert_stranger_finds_nothing(cast, address(programme, name))
    assert_stranger_finds_nothing(cast, reverse("participation_end", args=[found.public_id]))
    assert_stranger_finds_nothing(cast, reverse("programme_member_end", args=[member.public_id]))


def test_pages_that_only_show_take_nothing(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    assert client.post(reverse("programme_list")).status_code == 405
    assert client.post(address(make_programme(cast.municipality))).status_code == 405
    assert client.delete(reverse("programme_new")).status_code == 405
