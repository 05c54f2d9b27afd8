"""The queue's worker, which also puts back what killed workers left behind."""

from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connections
from django_tasks_db.management.commands import db_worker

from laavu.accounts.jobs import logger, take_up_abandoned

LOOK_EVERY = 30.0  # seconds


def look_after(over: Event) -> None:
    """Until told that it is over."""
    try:
        while not over.wait(LOOK_EVERY):
            try:
                take_up_abandoned()
            except DatabaseError:
                logger.warning("Abandoned jobs could not be taken up", exc_info=True)
    finally:
        connections.close_all()


class Command(db_worker.Command):
    help = "Run a background worker until it is told to stop."

    def handle(self, **options: Any) -> None:
        take_up_abandoned()
        over = Event()
        thread = Thread(target=look_after, args=(over,), daemon=True)
        thread.start()
        try:
            super().handle(**options)
        finally:
            over.set()
            thread.join()
