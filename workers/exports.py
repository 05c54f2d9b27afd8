"""The list of people as a spreadsheet. What is protected, and the identity code, are never in it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from laavu.shared import formats
from laavu.shared.sheets import Column, Kind
from workers.kela.comparing import Compared
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


LIST_FAULT_COLUMNS = (
    Column(_("Sheet"), width=20),
    Column(_("Row"), Kind.WHOLE, width=8),
    Column(_("Column"), width=24),
    Column(_("Value"), width=24),
    Column(_("What is wrong"), width=60),
)
KELA_COLUMNS = (
    Column(_("Month"), Kind.DAY),
    Column(_("Client number")),
    Column(_("Name"), width=30),
    Column(_("Benefit"), width=24),
    Column(_("Days before the month"), Kind.WHOLE),
    Column(_("Days in the month"), Kind.WHOLE),
    Column(_("Benefit paid"), Kind.MONEY),
    Column(_("Invoiced by Kela"), Kind.MONEY),
    Column(_("By the law"), Kind.MONEY),
    Column(_("Difference"), Kind.MONEY),
    Column(_("Expected in Laavu"), Kind.MONEY),
    Column(_("Causes"), width=60),
    Column(_("Explained as"), width=40),
    Column(_("Note"), width=40),
)


def kela_cells(rows: Iterable[Compared]) -> Iterator[list[Any]]:
    for one in rows:
        month = one.month
        yield [
            month.first_day, month.worker.client_number, month.worker.name, month.get_benefit_display(),
            month.days_before, month.days, month.paid, month.invoiced, one.by_law, one.difference,
            one.expected, "; ".join(f"{part.cause.label} {formats.euros(part.euros)}" for part in one.parts),
            month.get_reason_display(), month.note,
        ]  # fmt: skip
