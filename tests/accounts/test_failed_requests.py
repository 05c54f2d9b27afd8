"""A request that ends in a fault leaves nothing behind, whatever it had written."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import path

from laavu.accounts.acting import acting_as, current
from laavu.accounts.models import User
from laavu.urls import urlpatterns as real
from tests.cast import Cast, client_of

WRITTEN = "Kirjoitettu Nimi"


def breaks(_request: HttpRequest) -> HttpResponse:
    _write()
    raise ZeroDivisionError


def tells(_request: HttpRequest) -> HttpResponse:
    _write()
    return HttpResponse("Not now.", status=503)


def breaks_when_shown(_request: HttpRequest) -> HttpResponse:
    """The pages of signing in are put together after their view has ended."""
    _write()
    return SimpleTemplateResponse("no/such/page.html")


def works(_request: HttpRequest) -> HttpResponse:
    _write()
    return HttpResponse("Kept.")


def refuses(_request: HttpRequest) -> HttpResponse:
    """What is wrong in a form may be noted, as a wrong try is."""
    _write()
    return HttpResponse("Not so.", status=422)


def _write() -> None:
    User.objects.update(name=WRITTEN)


VIEWS = (breaks, tells, breaks_when_shown, works, refuses)
urlpatterns = [path(f"{view.__name__}/", login_not_required(view)) for view in VIEWS] + real


def _names() -> set[str]:
    return set(User.objects.values_list("name", flat=True))


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("address", "status"), [("breaks", 500), ("tells", 503), ("breaks_when_shown", 500)])
def test_what_a_failed_request_has_written_is_taken_back(
    cast: Cast, address: str, status: int, method: str, signed_in: bool
) -> None:
    client = client_of(cast.treasurer) if signed_in else Client()
    client.raise_request_exception = False
    with acting_as(cast.coordinator.pk):
        before = current()
        answer = getattr(client, method)(f"/{address}/")
        assert answer.status_code == status
        assert current() == before
    assert WRITTEN not in _names()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [("works", 200), ("refuses", 422)])
def test_any_other_answer_keeps_what_was_written(cast: Cast, address: str, status: int) -> None:
    answer = client_of(cast.treasurer).post(f"/{address}/")
    assert answer.status_code == status
    assert WRITTEN in _names()
