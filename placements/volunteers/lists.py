"""Which volunteer hours the address asks for, and as a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from laavu.accounts.actor import Actor
from laavu.shared.filters import Choice, asked_words, chosen, with_all
from laavu.shared.sheets import Column, Kind
from placements.models import VolunteerEntry
from placements.volunteers.valuing import value_of

CHUNK = 2000
COLUMNS = (
    Column(_("Day"), Kind.DAY),
    Column(_("Association"), width=30),
    Column(_("Village"), width=20),
    Column(_("Work"), width=40),
    Column(_("Kind"), width=18),
    Column(_("Volunteer"), width=24),
    Column(_("At least 15 years old"), Kind.YES_NO),
    Column(_("Hours by hand"), Kind.HOURS),
    Column(_("Hours with a machine"), Kind.HOURS),
    Column(_("Which machine"), width=18),
    Column(_("Value"), Kind.MONEY),
    Column(_("Written by"), width=24),
)


def years_of(actor: Actor) -> list[Choice]:
    """Years that have volunteer hours, newest first."""
    days = VolunteerEntry.objects.visible_to(actor).order_by().dates("day", "year", order="DESC")
    return [(str(day.year), str(day.year)) for day in days]


def volunteers(
    actor: Actor, query: QueryDict, years: list[Choice], associations: list[Choice]
) -> QuerySet[VolunteerEntry]:
    rows: QuerySet[VolunteerEntry] = VolunteerEntry.objects.visible_to(actor)
    for word in asked_words(query).split():
        rows = rows.filter(Q(name__icontains=word) | Q(work__text__icontains=word))
    year = chosen(query, "year", with_all(years))
    if year:
        rows = rows.filter(day__year=int(year))
    association = chosen(query, "association", with_all(associations))
    return rows.filter(association__public_id=association) if association else rows


def cells(rows: QuerySet[VolunteerEntry]) -> Iterator[list[Any]]:
    for row in rows.select_related("association", "work__village").iterator(CHUNK):
        yield [
            row.day, str(row.association), str(row.work.village), str(row.work), row.work.get_kind_display(),
            row.name, row.is_old_enough, row.hours, row.machine_hours, row.machine, value_of(row),
            row.written_by,
        ]  # fmt: skip
