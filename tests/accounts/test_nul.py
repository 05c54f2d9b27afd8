"""A NUL byte in an address or a cookie leads to what is not there, never to a fault of ours."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from laavu.shared.lists import _token
from tests.cast import Cast, client_of
from tests.factories import make_programme

BYTE = "a%00b"
TYPED: dict[str, Any] = {"IntConverter": 1, "UUIDConverter": UUID(int=1)}
ASKED = (
    "q", "village", "state", "programme", "after", "association", "tag", "question", "worker", "work",
    "month", "pick", "kind", "year", "at", "next", "language", "kieli", "what", "role", "phase", "batch",
)  # fmt: skip


def addresses() -> Iterator[tuple[str, bool]]:
    """Every address with a NUL wherever it takes a text, and whether it takes any value at all."""
    resolver = get_resolver()
    for name in {key for key in resolver.reverse_dict if isinstance(key, str)}:
        for (found, *_more), *_rest, converters in _ways(resolver, name):
            path, parameters = found
            values = {one: TYPED.get(type(converters.get(one)).__name__, "x\0y") for one in parameters}
            yield "/" + (path % values).replace("\0", "%00"), bool(parameters)


def _ways(resolver: Any, name: str) -> list[Any]:
    return [entry for entry in resolver.reverse_dict.getlist(name) if entry[0]]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_breaks_by_a_nul_for_somebody_without_an_account(method: str) -> None:
    client, found = Client(raise_request_exception=False), list(addresses())
    assert any("/k/x%00y/" in address for address, _takes in found)
    broken = [
        address for address, takes in found if takes and getattr(client, method)(address).status_code >= 500
    ]
    assert broken == []


@pytest.mark.django_db
def test_a_link_with_a_nul_says_that_it_opens_nothing() -> None:
    answer = Client().get("/k/x%00y/")
    assert answer.status_code == 404
    assert "Kysely ei ole auki" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language"])
def test_a_cookie_with_a_nul_signs_nobody_in(name: str) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get(reverse("account_login"), headers={"cookie": f'{name}="abcdefgh\\000"'})
    assert answer.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["coordinator", "evaluator", "administrator", "treasurer"])
def test_no_page_breaks_by_a_nul_that_is_asked_for(cast: Cast, kind: str) -> None:
    client = client_of(getattr(cast, kind))
    client.raise_request_exception = False
    query = "&".join(f"{name}={BYTE}" for name in ASKED) + "&from=2026-01-01&to=2026-02-01"
    pages = [address for address, takes in addresses() if not takes]
    assert len(pages) > 50
    assert [page for page in pages if client.get(f"{page}?{query}").status_code >= 500] == []


@pytest.mark.django_db
@pytest.mark.parametrize("values", [["a\0", 1], ["\0", 1]])
def test_a_place_in_a_list_is_no_way_in_either(cast: Cast, values: list[Any]) -> None:
    answer = client_of(cast.coordinator).get(reverse("village_list") + f"?after={_token(values)}")
    assert answer.status_code == 200


@pytest.mark.django_db
def test_a_new_report_of_a_programme_that_cannot_be_is_refused_beside_the_field(cast: Cast) -> None:
    make_programme(cast.municipality)
    sent = {
        "template": "municipality",
        "programme": "a\0b",
        "from": "1.1.2026",
        "to": "1.2.2026",
        "language": "fi",
    }
    answer = client_of(cast.coordinator).post(reverse("report_new"), sent)
    assert answer.status_code == 422
