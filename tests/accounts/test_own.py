"""Language, municipality at hand, own details."""

import pytest
from django.test import Client
from django.urls import reverse

from laavu.accounts.models import User
from tests.cast import Cast, client_of, text_of
from tests.factories import make_municipality, make_role, make_user

pytestmark = pytest.mark.django_db


def test_the_language_is_remembered_and_the_page_kept() -> None:
    client = Client()
    answer = client.post(reverse("language_choose"), {"language": "sv", "next": "/tili/kirjaudu/?x=1"})
    assert answer.headers["Location"] == "/tili/kirjaudu/?x=1"
    assert '<html lang="sv"' in text_of(client.get(reverse("account_login")))


def test_the_first_language_is_finnish_whatever_the_browser_says() -> None:
    answer = Client(headers={"Accept-Language": "de"}).get(reverse("account_login"))
    assert '<html lang="fi"' in text_of(answer)


def test_a_language_that_is_not_spoken_is_refused() -> None:
    assert Client().post(reverse("language_choose"), {"language": "de"}).status_code == 400


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(address: str) -> None:
    answer = Client().post(reverse("language_choose"), {"language": "sv", "next": address})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("name", ["language_choose", "municipality_choose"])
def test_a_choice_is_never_made_by_a_link(name: str, cast: Cast) -> None:
    assert client_of(cast.coordinator).get(reverse(name)).status_code == 405


def test_a_user_of_two_municipalities_changes_between_them() -> None:
    first = make_municipality(code="101", name="Alku", is_demo=True)
    second = make_municipality(code="102", name="Loppu", is_demo=True)
    user = make_role(first, "coordinator")
    make_role(second, "coordinator", user=user)
    client = client_of(user)
    assert client.post(reverse("municipality_choose"), {"municipality": "102"}).status_code == 302
    assert client.get(reverse("profile")).context["actor"].municipality == second


def test_another_municipality_cannot_be_chosen(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    answer = client.post(reverse("municipality_choose"), {"municipality": cast.elsewhere.code})
    assert answer.status_code == 404
    assert client.get(reverse("profile")).context["actor"].municipality == cast.municipality


def test_own_name_and_language_are_saved(cast: Cast) -> None:
    client = client_of(cast.treasurer)
    answer = client.post(reverse("profile"), {"name": "Raija Uusi", "language": "sv"})
    assert answer.status_code == 302
    user = User.objects.get(pk=cast.treasurer.pk)
    assert (user.name, user.language) == ("Raija Uusi", "sv")
    assert '<html lang="sv"' in text_of(client.get(reverse("profile")))


def test_a_name_cannot_be_left_out_and_nothing_is_saved(cast: Cast) -> None:
    answer = client_of(cast.treasurer).post(reverse("profile"), {"name": "", "language": "sv"})
    assert answer.status_code == 422
    assert User.objects.get(pk=cast.treasurer.pk).language == "fi"


def test_the_address_is_not_changed_on_the_own_page(cast: Cast) -> None:
    data = {"name": "Raija", "language": "fi", "email": "other@example.org", "is_active": ""}
    client_of(cast.treasurer).post(reverse("profile"), data)
    assert User.objects.get(pk=cast.treasurer.pk).email == cast.treasurer.email


def test_own_details_are_for_those_who_have_signed_in() -> None:
    assert "/tili/kirjaudu/" in Client().get(reverse("profile")).headers["Location"]


def test_a_user_without_any_role_still_sees_own_details() -> None:
    assert client_of(make_user()).get(reverse("profile")).status_code == 200
