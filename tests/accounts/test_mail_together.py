"""Two workers send at the same moment, and one that dies: each mail goes out once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier, Lock
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connections, transaction

from laavu.accounts import mail
from laavu.accounts.acting import acting_for
from laavu.accounts.choices import MailKind
from laavu.accounts.mail.sending import send_mail_waiting
from laavu.accounts.models import Municipality, OutgoingMail
from tests.factories import make_municipality, make_user

# The owner's connection empties the tables afterwards: the application's role may not.
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
NOW = datetime(2030, 5, 11, 9, tzinfo=UTC)
MAILS = 24


class Server:
    """A mail server that writes down what it took. It dies in the hands of whom `kills` names."""

    def __init__(self, kills: int = 0) -> None:
        self.taken: list[str] = []
        self.kills = kills
        self.lock = Lock()

    def take(self, message: EmailMessage, *_args: Any, **_options: Any) -> int:
        with self.lock:
            self.taken.append(message.to[0])
            if len(self.taken) == self.kills:
                raise SystemExit("killed after the server took the mail")
        return 1


@pytest.fixture
def waiting(transactional_db: Any) -> Municipality:
    """Mails to as many people, which every connection sees."""
    with transaction.atomic():
        municipality = make_municipality()
        mail.write(
            kind=MailKind.MONTHS, to=[make_user() for _one in range(MAILS)], municipality=municipality,
            key="one", compose=lambda: mail.Letter("Tunnit", "Tunnit palautettiin."),
        )  # fmt: skip
    return municipality


def send_at_once(workers: int) -> list[int]:
    barrier = Barrier(workers)

    def send(_number: int) -> int:
        try:
            barrier.wait(timeout=30)
            return send_mail_waiting(NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(send, range(workers)))


def unsent(municipality: Municipality) -> int:
    with acting_for(municipality):
        return OutgoingMail.objects.filter(sent_at=None).count()


def test_two_workers_send_each_mail_once(waiting: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()
    monkeypatch.setattr(EmailMessage, "send", lambda message, *a, **o: server.take(message))
    assert sum(send_at_once(2)) == MAILS
    assert len(server.taken) == len(set(server.taken)) == MAILS
    assert unsent(waiting) == 0


def test_a_killed_worker_leaves_one_mail_that_may_come_twice_and_no_more(
    waiting: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It died between the server's answer and its own note: the one moment that SMTP leaves open."""
    server = Server(kills=9)
    monkeypatch.setattr(EmailMessage, "send", lambda message, *a, **o: server.take(message))
    with pytest.raises(SystemExit):
        send_mail_waiting(NOW)
    assert unsent(waiting) == MAILS - 8
    assert send_mail_waiting(NOW) == MAILS - 8
    assert len(server.taken) == MAILS + 1
    assert len(set(server.taken)) == MAILS
    assert unsent(waiting) == 0
