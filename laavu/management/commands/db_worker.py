"""The queue's worker, which also sends mail and puts back what killed workers left behind."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connections
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from laavu.accounts.jobs import logger, take_up_abandoned
from laavu.accounts.mail.sending import send_mail_waiting

LOOK_EVERY = 30.0  # seconds
MAIL_EVERY = 5.0


def look_after(over: Event) -> None:
    """Put abandoned jobs back, until told that it is over."""
    _again_and_again(over, LOOK_EVERY, take_up_abandoned)


def deliver(over: Event) -> None:
    """Send mail that waits, until told that it is over. Of its own: a slow mail server holds up no jobs."""
    _again_and_again(over, MAIL_EVERY, lambda: send_mail_waiting(timezone.now()))


def _again_and_again(over: Event, every: float, act: Callable[[], object]) -> None:
    try:
        while not over.wait(every):
            try:
                act()
            except DatabaseError:
                logger.warning("The database could not be asked", exc_info=True)
    finally:
        connections.close_all()


class Command(db_worker.Command):
    help = "Run a background worker until it is told to stop."

    def handle(self, **options: Any) -> None:
        take_up_abandoned()
        over = Event()
        threads = [Thread(target=one, args=(over,), daemon=True) for one in (look_after, deliver)]
        for thread in threads:
            thread.start()
        try:
            super().handle(**options)
        finally:
            over.set()
            for thread in threads:
                thread.join()
