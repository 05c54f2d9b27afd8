"""Needs: found, then work or answered otherwise; and open again."""

import pytest
from django.urls import reverse

from tests.cast import (
    Cast,
    assert_coordinators_only,
    assert_stranger_finds_nothing,
    client_of,
    text_of,
    version_in,
)
from tests.factories import make_village, make_work
from tests.works import make_need
from villages.models import Village, VillageNeed


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality)


def at(need: VillageNeed, name: str = "need_detail") -> str:
    return reverse(name, args=[need.public_id])


def test_the_list_shows_open_needs_by_village(cast: Cast, village: Village) -> None:
    make_need(village, text="Kyyti")
    make_need(village, text="Kauppa", answered_on="2026-02-01", answer_words="kauppa-auto")
    make_need(make_village(cast.elsewhere), text="Vieras")
    client = client_of(cast.coordinator)
    assert [str(row) for row in client.get(reverse("need_list")).context["rows"]] == ["Kyyti"]
    assert len(client.get(reverse("need_list"), {"state": "all"}).context["rows"]) == 2
    assert not client.get(reverse("need_list"), {"q": "sauna"}).context["rows"]
    assert "<html" not in text_of(client.get(reverse("need_list"), headers={"HX-Request": "true"}))


def test_a_need_is_written_changed_answered_and_opened_again(cast: Cast, village: Village) -> None:
    client = client_of(cast.coordinator)
    typed = {"village": village.pk, "text": " Kyyti  kirkolle ", "kind": "service", "found_on": "7.1.2026"}
    client.post(reverse("need_new"), typed)
    need = VillageNeed.objects.get()
    assert need.text == "Kyyti kirkolle"
    assert list(client.post(reverse("need_new"), typed).context["form"].errors) == ["text"]
    edit = at(need, "need_edit")
    client.post(edit, typed | {"text": "Kyyti", "version": version_in(client, edit)})
    assert client.post(at(need, "need_answer"), {"words": ""}).status_code == 422
    client.post(at(need, "need_answer"), {"words": "Kaupunki aloitti palvelulinjan"})
    assert "palvelulinjan" in text_of(client.get(at(need)))
    assert client.post(at(need, "need_answer"), {"words": "taas"}).status_code == 422
    client.post(at(need, "need_undo"))
    need.refresh_from_db()
    assert (need.text, need.answered_on, need.answer_words) == ("Kyyti", None, "")
    assert "no step to undo" in text_of(client.post(at(need, "need_undo"), follow=True))


def test_a_need_that_became_work_leads_to_it(cast: Cast, village: Village) -> None:
    work = make_work(village, text="Kyyti torstaisin")
    need = make_need(village, work=work)
    client = client_of(cast.coordinator)
    assert "Kyyti torstaisin" in text_of(client.get(at(need)))
    assert client.post(at(need, "need_answer"), {"words": "ei"}).status_code == 422
    client.post(at(need, "need_undo"))
    need.refresh_from_db()
    assert need.work is None
    assert_coordinators_only(cast, at(need))
    assert_stranger_finds_nothing(cast, at(need))
