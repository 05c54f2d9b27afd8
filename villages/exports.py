"""Lists of villages, associations and work as spreadsheets: the columns, and a row's cells."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from laavu.shared.sheets import Column, Kind
from villages.lists import with_counts
from villages.models import Association, ServiceOrder, UnfinishedWork, Village, VillageService

CHUNK = 2000

VILLAGE_COLUMNS = (
    Column(_("Village"), width=30),
    Column(_("Associations"), Kind.WHOLE),
    Column(_("Work that waits"), Kind.WHOLE),
    Column(_("Work done"), Kind.WHOLE),
    Column(_("Note"), width=50),
)
ASSOCIATION_COLUMNS = (
    Column(_("Association"), width=40),
    Column(_("Village"), width=24),
    Column(_("Business ID")),
    Column(_("Register number")),
    Column(_("Contact person"), width=24),
    Column(_("Phone"), width=18),
    Column(_("E-mail"), width=30),
    Column(_("Address"), width=30),
    Column(_("Collective agreement"), width=30),
    Column(_("Full weekly hours"), Kind.HOURS),
    Column(_("Accident insurance"), Kind.PERCENT),
    Column(_("Group life insurance"), Kind.PERCENT),
    Column(_("Employer since"), Kind.DAY),
    Column(_("No longer in the model from"), Kind.DAY),
    Column(_("Reason"), width=30),
)
WORK_COLUMNS = (
    Column(_("Village"), width=24),
    Column(_("Work"), width=50),
    Column(_("Kind"), width=18),
    Column(_("State")),
    Column(_("Estimated hours"), Kind.HOURS),
    Column(_("Found"), Kind.DAY),
    Column(_("Chosen"), Kind.DAY),
    Column(_("Planned"), Kind.DAY),
    Column(_("Begun"), Kind.DAY),
    Column(_("Done"), Kind.DAY),
    Column(_("Dropped"), Kind.DAY),
    Column(_("Why dropped"), width=30),
    Column(_("Place"), width=24),
    Column(_("Seasons"), width=18),
    Column(_("Skills that it needs"), width=24),
    Column(_("Tools that it needs"), width=24),
    Column(_("Who pays"), width=30),
    Column(_("Why it takes no work from firms"), width=40),
    Column(_("Who states it"), width=24),
    Column(_("Stated on"), Kind.DAY),
)

ORDER_COLUMNS = (
    Column(_("Association"), width=30),
    Column(_("What is ordered"), width=40),
    Column(_("Who orders"), width=24),
    Column(_("Phone"), width=18),
    Column(_("Address"), width=30),
    Column(_("State")),
    Column(_("Price"), Kind.MONEY),
    Column(_("Value added tax, percent"), Kind.PERCENT),
    Column(_("Ordered"), Kind.DAY),
    Column(_("Done"), Kind.DAY),
    Column(_("Invoiced"), Kind.DAY),
    Column(_("Paid"), Kind.DAY),
    Column(_("Paid back"), Kind.DAY),
    Column(_("Cancelled"), Kind.DAY),
    Column(_("Reason"), width=30),
)
SERVICE_COLUMNS = (
    Column(_("Village"), width=24),
    Column(_("Kind"), width=24),
    Column(_("Service"), width=40),
    Column(_("Kept or started")),
    Column(_("From"), Kind.DAY),
    Column(_("By whom"), width=30),
    Column(_("Association"), width=40),
    Column(_("Last day"), Kind.DAY),
    Column(_("Why it ended"), width=30),
)


def village_cells(rows: QuerySet[Village]) -> Iterator[list[Any]]:
    for row in with_counts(rows).iterator(CHUNK):
        yield [row.name, row.association_count, row.waiting_count, row.done_count, row.note]


def association_cells(rows: QuerySet[Association]) -> Iterator[list[Any]]:
    for row in rows.select_related("village").iterator(CHUNK):
        yield [
            row.name, str(row.village or ""), row.business_id, row.register_number,
            row.contact_name, row.phone, row.email, row.address,
            row.collective_agreement, row.full_weekly_hours, row.accident_percent, row.group_life_percent,
            row.employer_since, row.ended_on, row.end_reason,
        ]  # fmt: skip


def work_cells(rows: QuerySet[UnfinishedWork]) -> Iterator[list[Any]]:
    for row in rows.select_related("village").iterator(CHUNK):
        yield [
            str(row.village), row.text, row.get_kind_display(), str(row.state), row.estimated_hours,
            row.found_on, row.chosen_on, row.planned_on, row.started_on, row.done_on, row.dropped_on,
            row.drop_reason, row.place, row.season_words, row.skills, row.tools,
            " · ".join(part for part in (str(row.get_payer_display()), row.payer_note) if part),
            row.competition_statement, row.competition_signer, row.competition_on,
        ]  # fmt: skip


def order_cells(rows: QuerySet[ServiceOrder]) -> Iterator[list[Any]]:
    for row in rows.select_related("association").iterator(CHUNK):
        yield [
            str(row.association), row.what, row.orderer_name, row.phone, row.address, str(row.state),
            row.price,
            row.vat_percent, row.ordered_on, row.done_on, row.invoiced_on, row.paid_on, row.refunded_on,
            row.cancelled_on, row.cancel_reason or row.refund_reason,
        ]  # fmt: skip


def service_cells(rows: QuerySet[VillageService]) -> Iterator[list[Any]]:
    for row in rows.select_related("village", "association").iterator(CHUNK):
        yield [
            str(row.village), row.get_kind_display(), row.name, row.get_origin_display(), row.from_on,
            row.by_whom, str(row.association or ""), row.ended_on, row.end_reason,
        ]  # fmt: skip
