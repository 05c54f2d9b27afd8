"""Lists as files: placements, groups, hours. Rows come in batches, so that memory stays the same."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laavu.shared.sheets import Column
from laavu.shared.sheets.writing import Kind
from placements.models import GroupQuerySet, HourEntry, Month, MonthQuerySet, Placement, PlacementQuerySet
from placements.statistics import terms_of

BATCH = 500
MONTH_BATCH = 50

PLACEMENT_COLUMNS = (
    Column(_("Person"), width=28),
    Column(_("Client number")),
    Column(_("Employer"), width=32),
    Column(_("Kind of employer")),
    Column(_("Group"), width=24),
    Column(_("Kind of work"), width=24),
    Column(_("First day"), Kind.DAY),
    Column(_("Last day"), Kind.DAY),
    Column(_("Hours a week"), Kind.HOURS),
    Column(_("Hourly wage, €"), Kind.MONEY),
    Column(_("Monthly wage, €"), Kind.MONEY),
    Column(_("Wage subsidy, %"), Kind.PERCENT),
    Column(_("Day of the subsidy decision"), Kind.DAY),
)
GROUP_COLUMNS = (
    Column(_("Association"), width=32),
    Column(_("Group"), width=28),
    Column(_("Site"), width=28),
    Column(_("Work supervisor"), width=24),
    Column(_("Places"), Kind.WHOLE),
    Column(_("Last day"), Kind.DAY),
)
HOUR_COLUMNS = (
    Column(_("Day"), Kind.DAY),
    Column(_("Person"), width=28),
    Column(_("Employer"), width=32),
    Column(_("Hours"), Kind.HOURS),
    Column(_("Kind"), width=18),
    Column(_("What was done"), width=40),
    Column(pgettext_lazy("one piece", "Unfinished work"), width=40),
    Column(_("Month")),
)


def placement_rows(
    placements: PlacementQuerySet, sees_wage: Callable[[Placement], bool]
) -> Iterator[tuple[Any, ...]]:
    """By name; weekly hours and wage are those of the newest terms, the wage for those who may see it."""
    ids = list(placements.order_by("worker__sort_key", "id").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        found = Placement.objects.select_related("worker", "association", "group").in_bulk(batch)
        terms = terms_of(found.values())
        for pk in batch:
            if pk in found:
                yield _placement_row(found[pk], terms[pk], sees_wage=sees_wage(found[pk]))


def _placement_row(placement: Placement, terms: list[Any], *, sees_wage: bool) -> tuple[Any, ...]:
    newest = terms[-1] if terms else None
    return (
        placement.worker.name,
        placement.worker.client_number,
        placement.employer,
        placement.get_employer_kind_display(),
        placement.group and placement.group.name,
        placement.get_kind_display(),
        placement.period.first,
        placement.period.last,
        newest and newest.weekly_hours,
        newest.hourly_wage if newest and sees_wage else None,
        newest.monthly_wage if newest and sees_wage else None,
        placement.subsidy_percent,
        placement.subsidy_decided_on,
    )


def group_rows(groups: GroupQuerySet) -> Iterator[tuple[Any, ...]]:
    """By association and name."""
    found = groups.select_related("association", "supervisor")
    for group in found.order_by("association__sort_key", "name", "id"):
        supervisor = group.supervisor.name if group.supervisor else None
        yield (group.association.name, group.name, group.site, supervisor, group.places, group.ended_on)


def hour_rows(months: MonthQuerySet) -> Iterator[tuple[Any, ...]]:
    """Every entry of the months, by month, person and day; a few months' entries in memory at a time."""
    ids = list(months.order_by("first_day", "placement__worker__sort_key", "id").values_list("pk", flat=True))
    for start in range(0, len(ids), MONTH_BATCH):
        batch = ids[start : start + MONTH_BATCH]
        found = Month.objects.select_related("placement__worker", "placement__association").in_bulk(batch)
        entries: dict[int, list[HourEntry]] = {pk: [] for pk in batch}
        rows = HourEntry.objects.filter(month__in=batch).select_related("work").order_by("day", "id")
        for entry in rows:
            entries[entry.month_id].append(entry)
        for pk in batch:
            for entry in entries[pk]:
                yield _hour_row(entry, found[pk])


def _hour_row(entry: HourEntry, month: Month) -> tuple[Any, ...]:
    return (
        entry.day,
        month.placement.worker.name,
        month.placement.employer,
        entry.hours,
        entry.get_kind_display(),
        entry.note,
        entry.work.text if entry.work else None,
        month.get_state_display(),
    )
