"""Every address × every role × own and foreign rows × GET and POST."""
# ruff: noqa: S608 - table names are the models' own

from __future__ import annotations

import copy
import io
import logging
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve, reverse
from pypdf import PdfReader

from laavu.accounts.middleware import OPEN_WITHOUT_SECOND_FACTOR
from laavu.accounts.models import Municipality
from tests.walks.addresses import ADDRESSES, NO_METHOD, Address, names
from tests.walks.cast import ASSOCIATION, CITY, MARKS, OWN, PERSON, REACH, ROLES, TODAY, Cast, plant
from villages.models import Village

NOON = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=12)
ANONYMOUS = "anonymous"
LOGIN = "/tili/kirjaudu/"
EMPTY = {"csrfmiddlewaretoken": ""}  # what a browser sends of a form without fields
MEET_PEOPLE = {"coordinator", "foreign_coordinator", *ASSOCIATION, "other_treasurer"}


@dataclass
class Walk:
    """Everybody's browser, over rows that stay as they were planted."""

    cast: Cast
    clients: dict[str, Client]

    def asks(self, role: str, method: str, path: str) -> tuple[int, str, str, list[str]]:
        """Status, where to, text, and whose rows the request changed; nothing of it lasts."""
        client = copy.copy(self.clients[role])
        client.cookies = copy.deepcopy(client.cookies)
        with _undone():
            before = self._writes()
            try:
                answer: Any = client.get(path) if method == "get" else client.post(path, EMPTY)
            except Exception as error:  # noqa: BLE001 - the walk goes on and tells
                return 500, "", f"{type(error).__name__}: {error}", []
            text = _text(answer)
            # The sums go over every table: they are asked for only when something was written at all.
            after = self._state() if method == "post" and self._writes() != before else self.planted
        changed = [mark for mark in MARKS if self.planted[mark] != after[mark]]
        return answer.status_code, answer.headers.get("Location", ""), text, changed

    def _writes(self) -> int:
        """How many rows this transaction has written so far, undone ones too."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables"
            )
            return int(cursor.fetchone()[0])

    def _state(self) -> dict[str, str]:
        """A sum of all rows of each owner."""
        with connection.cursor() as cursor:
            cursor.execute(self._sums)
            return dict(cursor.fetchall())

    def __post_init__(self) -> None:
        parts = " UNION ALL ".join(
            f"SELECT '{mark}' AS mark, md5(string_agg(t::text, '|' ORDER BY id)) AS part"
            f" FROM {model._meta.db_table} t WHERE id = ANY('{{{','.join(str(row.pk) for row in rows)}}}')"
            for mark in MARKS
            for model, rows in self.cast.rows[mark].items()
        )
        self._sums = f"SELECT mark, md5(string_agg(part, '|' ORDER BY part)) FROM ({parts}) p GROUP BY 1"
        self.planted = self._state()


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _text(answer: Any) -> str:
    """All that a person could read in the answer, files too."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if content.startswith(b"%PDF-") and b"%%EOF" in content:
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return str(content.decode("utf-8", "replace"))


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walk]:
    """Planted once: each request is undone by itself."""
    logging.disable(logging.CRITICAL)  # thousands of refusals, each with its traceback
    with time_machine.travel(NOON, tick=False), django_db_blocker.unblock(), _undone():
        cast = plant()
        clients = {ANONYMOUS: Client()}
        for role in ROLES:
            clients[role] = Client()
            clients[role].force_login(cast.users[role])
            session = clients[role].session
            session[METHODS] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
            session[f"{METHODS}_user"] = str(cast.users[role].pk)
            session.save()
        for client in clients.values():
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        yield Walk(cast, clients)
    logging.disable(logging.NOTSET)


def expected(address: Address, role: str, method: str, mark: str) -> set[int]:
    """The statuses that are right."""
    place = ("get", "post").index(method)
    stated = (address.get, address.post)[place]
    if role == ANONYMOUS:
        return {address.anonymous[place] if address.anonymous else 302}
    if role not in address.roles:
        # Which of the two is found first, the wrong method or the missing right, is all the same.
        return {address.refused, NO_METHOD} if stated == NO_METHOD else {address.refused}
    if address.row is not None and mark not in REACH[role] and stated != NO_METHOD:
        return {404}
    return {stated}


def askers(address: Address, mark: str) -> list[str]:
    """Whom the row makes a difference for: those without the right are refused whatever it is."""
    everybody = [ANONYMOUS, *ROLES]
    return [role for role in everybody if mark == OWN or role in address.roles or mark in REACH.get(role, ())]


def unseen(role: str) -> list[str]:
    """What never stands in an answer to the role."""
    words = [mark for mark in MARKS if role == ANONYMOUS or mark not in REACH[role]]
    return words if role in MEET_PEOPLE else [*words, PERSON]


def faults(walk: Walk, address: Address, role: str, method: str, mark: str, path: str) -> Iterator[str]:
    """What is wrong with the answer that the role gets, without saying for whom."""
    status, place, text, changed = walk.asks(role, method, path)
    wanted = expected(address, role, method, mark)
    if status not in wanted:
        yield f"{status} {place or text[:200] if status in (302, 500) else ''} instead of {sorted(wanted)}"
    elif role == ANONYMOUS and address.anonymous is None and not place.startswith(LOGIN):
        yield f"sent to {place!r} and not to the sign-in page"
    yield from (f"{word} is seen" for word in unseen(role) if word in text)
    yield from (f"rows of {other} change" for other in changed if other not in REACH.get(role, ()))
    if changed and role not in address.roles:
        yield "rows change"


def test_a_change_is_noticed(walk: Walk) -> None:
    """Else the walk would find that nobody changes anything."""
    with _undone():
        before = walk._writes()
        Village.objects.filter(pk=walk.cast.one(Village, OWN).pk).update(note="x")
        assert walk._writes() > before
        assert walk._state()[OWN] != walk.planted[OWN]
    assert walk._state() == walk.planted


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_everybody_gets_what_the_table_says(walk: Walk, name: str) -> None:
    address = ADDRESSES[name]
    found = defaultdict(list)
    for mark in MARKS if address.row else (OWN,):
        row = walk.cast.one(address.row, mark) if address.row else None
        path = reverse(name, kwargs=address.arguments(row))
        assert resolve(path).view_name == name, f"{path} leads to another page"
        for role in askers(address, mark):
            for method in ("get", "post"):
                for fault in faults(walk, address, role, method, mark, path):
                    found[f"{method.upper()} {path} ({mark}): {fault}"].append(role)
    assert not found, "\n".join(f"{fault}: {', '.join(roles)}" for fault, roles in found.items())


@pytest.mark.parametrize("role", CITY)
def test_without_a_second_factor_the_city_opens_nothing_of_real_people(walk: Walk, role: str) -> None:
    needed = reverse("second_factor_needed")
    with _undone():
        Municipality.objects.update(is_demo=False)
        found = []
        for name, address in ADDRESSES.items():
            path = reverse(name, kwargs=address.arguments(address.row and walk.cast.one(address.row, OWN)))
            closed = not path.startswith(OPEN_WITHOUT_SECOND_FACTOR)
            for method in ("get", "post"):
                status, place, text, changed = walk.asks(role, method, path)
                if closed and ((status, place) != (302, needed) or changed or OWN in text):
                    found.append(f"{method.upper()} {path}: {status} {place}")
        assert found == []
        assert walk.asks(role, "get", needed)[0] == 200
        assert walk.asks("treasurer", "get", reverse("hours"))[0] == 200


def test_every_address_stands_in_the_table() -> None:
    assert sorted(set(names()) - set(ADDRESSES)) == [], "not in tests/walks/addresses"
    assert sorted(set(ADDRESSES) - set(names())) == [], "gone from the product"
