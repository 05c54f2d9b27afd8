"""One of each kind of user, and what every view's test asks: who comes in, and who does not."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client

from laavu.accounts.models import Municipality, User
from tests.factories import (
    make_association,
    make_funder,
    make_member,
    make_municipality,
    make_programme,
    make_role,
    make_user,
)
from villages.models import Association


@dataclass(frozen=True)
class Cast:
    """Users of one municipality, and a coordinator of another (`stranger`)."""

    municipality: Municipality
    elsewhere: Municipality
    association: Association
    coordinator: User
    evaluator: User
    administrator: User
    treasurer: User
    supervisor: User
    funder: User
    stranger: User


def make_cast() -> Cast:
    # Demo municipalities: the second factor has its own tests.
    municipality = make_municipality(is_demo=True)
    elsewhere = make_municipality(name="Muualla", is_demo=True)
    association = make_association(municipality, name="Ylikylän kyläyhdistys ry")
    named = {
        kind: make_role(municipality, kind, user=make_user(name=f"{kind.title()} Esimerkki"))
        for kind in ("coordinator", "evaluator", "administrator")
    }
    return Cast(
        municipality=municipality,
        elsewhere=elsewhere,
        association=association,
        treasurer=make_member(association, user=make_user(name="Treasurer Esimerkki")),
        supervisor=make_member(association, "supervisor"),
        funder=make_funder(make_programme(municipality)),
        stranger=make_role(elsewhere, "coordinator"),
        **named,
    )


def client_of(user: User) -> Client:
    """A browser in which the user is signed in and reads English."""
    client = Client()
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def assert_coordinators_only(cast: Cast, address: str, method: str = "get") -> None:
    """403 for every other role, the sign-in page for those who have not signed in."""
    for kind in ("evaluator", "administrator", "treasurer", "supervisor", "funder"):
        client = client_of(getattr(cast, kind))
        assert getattr(client, method)(address).status_code == 403, kind
    answer = getattr(Client(), method)(address)
    assert answer.status_code == 302
    assert "/tili/" in answer.headers["Location"]


def assert_stranger_finds_nothing(cast: Cast, address: str, method: str = "get") -> None:
    """404 for the coordinator of another municipality."""
    assert getattr(client_of(cast.stranger), method)(address).status_code == 404


def text_of(answer: Any) -> str:
    """The answer as text, with plain spaces."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode()).replace("\xa0", " ")


def version_in(client: Client, address: str) -> str:
    """The version that the form at the address carries."""
    return str(client.get(address).context["form"]["version"].value())
