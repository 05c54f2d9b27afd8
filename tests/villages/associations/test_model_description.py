"""The model described: a draft from the register, own words, plain text in Innokylä's parts."""

from datetime import date

import pytest
from django.urls import reverse

from tests.associations import make_partner
from tests.cast import Cast, assert_coordinators_only, client_of, text_of, version_in
from tests.factories import make_village, make_work
from villages.models import ModelDescription


def test_a_draft_tells_the_steps_and_counts_that_are_of_no_people(cast: Cast) -> None:
    cast.association.employer_since = date(2026, 1, 1)
    cast.association.save()
    make_partner(cast.association)
    make_work(make_village(cast.municipality), chosen_on=date(2026, 3, 2), done_on=date(2026, 3, 3))
    page = text_of(client_of(cast.coordinator).get(reverse("model_description"), {"kieli": "en"}))
    assert "1 association employs." in page
    assert "1 partnership is in force." in page
    assert "1 piece of unfinished work has been done." in page
    assert "5a. Plan it together." in page
    assert "This is a draft" in page
    assert not ModelDescription.objects.exists()


@pytest.mark.parametrize(
    ("language", "word"), [("fi", "Kohderyhmät"), ("sv", "Målgrupper"), ("en", "Target groups")]
)
def test_the_text_has_the_parts_in_each_language(cast: Cast, language: str, word: str) -> None:
    answer = client_of(cast.coordinator).get(reverse("model_text", args=[language]))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert f"\n{word}\n----" in text_of(answer)


def test_own_words_take_the_place_of_the_draft_in_one_language(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    address = reverse("model_edit", args=["sv"])
    typed = {"title": "Vår modell", "background": "Långa avstånd", "outputs": "Film https://example.org/film"}
    assert client.post(address, typed).status_code == 302
    typed["title"] = "Byarnas modell"
    assert client.post(address, typed | {"version": version_in(client, address)}).status_code == 302
    assert ModelDescription.objects.get().title == "Byarnas modell"
    text = text_of(client.get(reverse("model_text", args=["sv"])))
    assert text.startswith("Byarnas modell\n==============\n")
    assert "https://example.org/film" in text
    assert "Mål\n" not in text


def test_only_coordinators_come_in_and_languages_are_three(cast: Cast) -> None:
    assert_coordinators_only(cast, reverse("model_description"))
    assert client_of(cast.coordinator).get(reverse("model_edit", args=["de"])).status_code == 404
    assert client_of(cast.coordinator).get(reverse("model_description"), {"kieli": "x"}).status_code == 404
