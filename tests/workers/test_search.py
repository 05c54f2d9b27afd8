from typing import Any

from django.test import Client
from django.urls import reverse

from tests.cast import Cast, client_of, text_of
from tests.factories import make_association, make_placement, make_village, make_work, make_worker


def found(cast: Cast, words: str, who: str = "coordinator") -> dict[str, list[str]]:
    answer = client_of(getattr(cast, who)).get(reverse("search"), {"q": words})
    return {kind.heading: [one.name for one in kind.found] for kind in answer.context["kinds"]}


def test_everything_of_the_name_is_found_by_kind(cast: Cast) -> None:
    village = make_village(cast.municipality, name="Koivula")
    make_association(cast.municipality, name="Koivulan seura ry", village=village)
    make_worker(cast.municipality, name="Koivu Kalle")
    make_work(village, text="Koivujen harvennus")
    make_worker(cast.elsewhere, name="Koivu Vieras")
    assert found(cast, "koivu") == {
        "People": ["Koivu Kalle"],
        "Associations": ["Koivulan seura ry"],
        "Villages": ["Koivula"],
        "Unfinished work": ["Koivujen harvennus"],
    }


def test_a_person_is_found_by_client_number(cast: Cast) -> None:
    make_worker(cast.municipality, name="Koivu Kalle", client_number="K-1234")
    assert found(cast, "k-12") == {"People": ["Koivu Kalle"]}


def test_what_is_found_leads_to_its_page_and_the_rest_to_its_list(cast: Cast) -> None:
    people = [make_worker(cast.municipality, name=f"Koivu {number}") for number in range(9)]
    page = text_of(client_of(cast.coordinator).get(reverse("search"), {"q": "koivu"}))
    assert people[0].get_absolute_url() in page
    assert f"{reverse('worker_list')}?q=koivu&amp;state=all" in page


def test_an_associations_people_find_their_own_alone(cast: Cast) -> None:
    make_placement(make_worker(cast.municipality, name="Koivu Oma"), cast.association)
    make_placement(make_worker(cast.municipality, name="Koivu Muiden"), make_association(cast.municipality))
    make_village(cast.municipality, name="Koivula")
    assert found(cast, "koivu", "treasurer") == {"People": ["Koivu Oma"]}
    assert found(cast, "koivu", "supervisor") == {"People": ["Koivu Oma"]}


def test_nothing_found_and_too_few_letters_are_told(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    assert "Nothing was found with" in text_of(client.get(reverse("search"), {"q": "zzz"}))
    assert "at least two letters" in text_of(client.get(reverse("search"), {"q": "z"}))
    assert "at least two letters" in text_of(client.get(reverse("search")))
    assert client.get(reverse("search"), {"q": "ab\0c"}).status_code == 200


def test_htmx_gets_the_part_alone(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    page = text_of(client.get(reverse("search"), {"q": "koivu"}, headers={"HX-Request": "true"}))
    assert 'id="found"' in page
    assert "<html" not in page


def test_the_search_asks_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(cast.coordinator)
    make_work(make_village(cast.municipality, name="Koivula"), text="Koivut")
    make_worker(cast.municipality, name="Koivu")
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("search"), {"q": "koivu"})
    for number in range(20):
        make_work(make_village(cast.municipality, name=f"Koivula {number}"), text="Koivut")
        make_worker(cast.municipality, name="Koivu")
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse("search"), {"q": "koivu"})


def test_who_has_nothing_to_find_does_not_come_in(cast: Cast) -> None:
    for kind in ("evaluator", "administrator", "funder"):
        assert client_of(getattr(cast, kind)).get(reverse("search")).status_code == 403, kind
    assert Client().get(reverse("search")).status_code == 302
    assert client_of(cast.coordinator).post(reverse("search")).status_code == 405
