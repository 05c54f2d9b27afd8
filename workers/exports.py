"""The list of people as a spreadsheet. What is protected, and the identity code, are never in it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from laavu.shared.sheets import Column, Kind
from workers.lists import with_relationship
from workers.models import Worker
from workers.steps import NextToStep

CHUNK = 2000
WORKER_COLUMNS = (
    Column(_("Client number")),
    Column(_("Name"), width=30),
    Column(_("Is called"), width=18),
    Column(_("Date of birth"), Kind.DAY),
    Column(_("Language")),
    Column(_("Phone"), width=18),
    Column(_("Home village"), width=24),
    Column(_("Protected address"), Kind.YES_NO),
    Column(_("Client since"), Kind.DAY),
    Column(_("Benefit days paid"), Kind.WHOLE),
    Column(_("As of"), Kind.DAY),
)


def worker_cells(rows: QuerySet[Worker], today: date) -> Iterator[list[Any]]:
    for row in with_relationship(rows, today).iterator(CHUNK):
        yield [
            row.client_number, row.name, row.call_name, row.birth_date, row.get_language_display(),
            row.shown_phone, row.shown_village, row.address_protected, row.client_since, row.days_paid,
            row.days_as_of,
        ]  # fmt: skip


STEP_COLUMNS = (
    Column(_("Day of the step"), Kind.DAY),
    Column(_("Client number")),
    Column(_("Name"), width=30),
    Column(_("Benefit"), width=24),
    Column(_("Benefit days today"), Kind.WHOLE),
    Column(_("Days counted"), Kind.WHOLE),
    Column(_("As of"), Kind.DAY),
    Column(_("Municipality's percentage now"), Kind.WHOLE),
    Column(_("Percentage from the step"), Kind.WHOLE),
)


def step_cells(rows: Iterable[NextToStep]) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            row.on, row.worker.client_number, row.worker.name, row.benefit, row.count.days, row.count.known,
            row.count.counted_on, row.percent_now, row.percent_next,
        ]  # fmt: skip
