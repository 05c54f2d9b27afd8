"""The people of these tests: one of each role in one municipality, and strangers."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laavu.accounts.models import Municipality, User
from tests.factories import (
    make_association,
    make_funder,
    make_member,
    make_municipality,
    make_programme,
    make_role,
)
from villages.models import Association


@dataclass(frozen=True)
class Cast:
    """Users by what they are, in a municipality with an association."""

    municipality: Municipality
    association: Association
    users: dict[str, User]

    def client(self, role: str, *, htmx: bool = False) -> Client:
        """A browser in which the user has signed in; as htmx, when it asks for parts of pages."""
        client = Client(headers={"hx-request": "true"} if htmx else {})
        if role != "anonymous":
            client.force_login(self.users[role])
        return client

    def status(self, role: str, address: str, method: str = "get", data: Any = None) -> int:
        answer = getattr(self.client(role), method)(address, data)
        if answer.streaming:
            answer.getvalue()  # a file that was read is closed
        return int(answer.status_code)

    def queries(self, role: str, address: str) -> int:
        """How many queries the page takes, signing in and finding out who asks included."""
        client = self.client(role)
        client.get(address)
        with CaptureQueriesContext(connection) as context:
            assert client.get(address).status_code == 200
        return len(context)


def make_cast() -> Cast:
    """A treasurer, deputy and supervisor of one association; `neighbour` of another in the municipality;
    `stranger` coordinates elsewhere."""
    municipality = make_municipality(is_demo=True)
    association = make_association(municipality, name="Alakylän kyläyhdistys ry")
    elsewhere = make_municipality(is_demo=True)
    users = {kind: make_role(municipality, kind) for kind in ("coordinator", "evaluator", "administrator")}
    users |= {kind: make_member(association, kind) for kind in ("treasurer", "deputy", "supervisor")}
    users["funder"] = make_funder(make_programme(municipality))
    users["neighbour"] = make_member(make_association(municipality), "treasurer")
    users["stranger"] = make_role(elsewhere, "coordinator")
    return Cast(municipality, association, users)
