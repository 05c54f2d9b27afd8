"""Pages that tell what happened, what is safe and what to do."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.views.defaults import server_error

from tests.cast import Cast, client_of, text_of


@pytest.mark.django_db
def test_an_unknown_address_says_so(cast: Cast) -> None:
    answer = client_of(cast.coordinator).get("/olematon/")
    assert answer.status_code == 404
    assert "Nothing was changed" in text_of(answer)


@pytest.mark.django_db
def test_a_missing_right_tells_whom_to_ask(cast: Cast) -> None:
    answer = client_of(cast.treasurer).get(reverse("settings"))
    assert answer.status_code == 403
    assert "administrator" in text_of(answer)


@pytest.mark.django_db
def test_a_form_without_its_token_says_that_it_was_not_saved(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.treasurer)
    client.cookies["django_language"] = "en"
    answer = client.post(reverse("profile"), {"name": "X", "language": "fi"})
    assert answer.status_code == 403
    assert "open for too long" in text_of(answer)


@pytest.mark.django_db
def test_the_page_of_our_own_faults_asks_the_database_nothing(rf: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert len(asked) == 0
    assert "<html" in text_of(answer)


@pytest.mark.django_db
def test_too_many_tries_say_when_to_try_again(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client = Client()
    client.cookies["django_language"] = "en"
    for _try in range(3):
        answer = client.post(reverse("account_login"), {"login": "a@example.org", "password": "x"})
    assert answer.status_code == 429
    assert "five minutes" in text_of(answer)
