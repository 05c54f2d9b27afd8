"""The rows behind the figures of villages."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from evaluation.statistics.scope import Scope
from laavu.shared.sheets import Column, Kind
from placements.models import Placement, VolunteerEntry
from villages.models import Association, Partner, Restoration, UnfinishedWork, Village, VillageService

Cells = Callable[[Any], Sequence[Any]]
Found = tuple[QuerySet[Any], QuerySet[Any], tuple[str, ...], Sequence[Column], Cells, bool]


def community_rows(code: str, scope: Scope) -> Found:
    """What `evaluation.opened.Opened` takes, by the code of a figure of `evaluation.indicators.community`."""
    return OPENERS[code](code, scope)


def _villages(_code: str, scope: Scope) -> Found:
    days = (scope.first, scope.last)
    works = UnfinishedWork.objects.filter(municipality_id=scope.municipality_id).live()
    works = works.filter(Q(found_on__range=days) | Q(chosen_on__range=days) | Q(done_on__range=days))
    placements = Placement.objects.filter(
        municipality_id=scope.municipality_id, association__isnull=False, period__overlap=scope.period
    )
    rows = Village.objects.filter(
        Q(pk__in=works.values("village")) | Q(pk__in=placements.values("association__village"))
    )
    return rows, Village.objects.all(), ("sort_key", "id"), (Column(_("Village"), width=30),), _named, True


def _named(row: Any) -> Sequence[Any]:
    return (row.name,)


def _employers(_code: str, scope: Scope) -> Found:
    rows = Association.objects.filter(
        municipality_id=scope.municipality_id, employer_since__range=(scope.first, scope.last)
    )
    columns = (Column(_("Association"), width=36), Column(_("Employer since"), Kind.DAY))
    return (
        rows, Association.objects.all(), ("sort_key", "id"), columns,
        lambda row: (row.name, row.employer_since), True,
    )  # fmt: skip


def _partners(_code: str, scope: Scope) -> Found:
    rows = Partner.objects.filter(municipality_id=scope.municipality_id).in_force(scope.period)
    columns = (
        Column(_("Partner"), width=36), Column(_("Association"), width=36), Column(_("From"), Kind.DAY),
        Column(_("Last day"), Kind.DAY),
    )  # fmt: skip
    return (
        rows, Partner.objects.select_related("association"), ("-from_on", "-id"), columns,
        lambda row: (row.name, row.association.name, row.from_on, row.ended_on), False,
    )  # fmt: skip


def _services(code: str, scope: Scope) -> Found:
    rows = VillageService.objects.filter(municipality_id=scope.municipality_id)
    if code == "services_started":
        rows = rows.started_in(scope.period)
    else:
        rows = rows.filter(origin="kept").in_force(scope.period)
    columns = (
        Column(_("Service"), width=36), Column(_("Village"), width=20), Column(_("From"), Kind.DAY),
        Column(_("Last day"), Kind.DAY),
    )  # fmt: skip
    return (
        rows, VillageService.objects.select_related("village"), ("-from_on", "-id"), columns,
        lambda row: (row.name, row.village.name, row.from_on, row.ended_on), False,
    )  # fmt: skip


def _halls(_code: str, scope: Scope) -> Found:
    rows = Restoration.objects.filter(
        municipality_id=scope.municipality_id, finished_on__range=(scope.first, scope.last)
    )
    columns = (
        Column(_("Restoration"), width=36), Column(_("Village house"), width=30),
        Column(_("Finished"), Kind.DAY),
        Column(_("Rooms before"), Kind.WHOLE), Column(_("Rooms after"), Kind.WHOLE),
        Column(_("m² before"), Kind.DECIMAL), Column(_("m² after"), Kind.DECIMAL),
    )  # fmt: skip
    return (
        rows, Restoration.objects.select_related("house"), ("-finished_on", "-id"), columns,
        lambda row: (row.title, row.house.name, row.finished_on, row.before_rooms, row.after_rooms,
                     row.before_area, row.after_area), True,
    )  # fmt: skip


def _volunteers(_code: str, scope: Scope) -> Found:
    rows = VolunteerEntry.objects.filter(
        municipality_id=scope.municipality_id, day__range=(scope.first, scope.last)
    )
    columns = (
        Column(_("Day"), Kind.DAY), Column(_("Volunteer"), width=30), Column(_("Association"), width=36),
        Column(_("Work"), width=40), Column(_("Hours"), Kind.HOURS),
    )  # fmt: skip
    decorated = VolunteerEntry.objects.select_related("association", "work").annotate(
        all_hours=F("hours") + F("machine_hours")
    )
    return (
        rows, decorated, ("-day", "-id"), columns,
        lambda row: (row.day, row.name, row.association.name, row.work.text, row.all_hours), False,
    )  # fmt: skip


OPENERS: dict[str, Callable[[str, Scope], Found]] = {
    "active_villages": _villages,
    "first_time_employers": _employers,
    "partners": _partners,
    "services_kept": _services,
    "services_started": _services,
    "halls_restored": _halls,
    "hall_rooms_gained": _halls,
    "hall_area_gained": _halls,
    "volunteers": _volunteers,
    "volunteer_hours": _volunteers,
    "volunteer_value": _volunteers,
}
