"""Counts over a municipality and a period: partners by role, services by kind, first-time employers."""

from dataclasses import dataclass

from django.db.models import Count, Q

from laavu.accounts.models import Municipality
from laavu.law.period import Period
from villages.choices import PartnerRole, ServiceKind, ServiceOrigin
from villages.models import Association, Partner, ReadinessCheck, VillageService


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """Services of one kind: kept and started ones that were there in the period, new ones, ended ones."""

    kind: ServiceKind
    kept: int
    started: int
    began: int
    ended: int


def partners_by_role(municipality: Municipality, period: Period) -> dict[PartnerRole, int]:
    """How many partnerships were in force on some day of the period: one query. Roles without any are 0."""
    found = Partner.objects.filter(municipality=municipality).in_force(period)
    counts = dict(found.order_by().values_list("role").annotate(Count("pk")))
    return {role: counts.get(role.value, 0) for role in PartnerRole}


def services_by_kind(municipality: Municipality, period: Period) -> list[ServiceCount]:
    """Services that were there on some day of the period: one query. Kinds without any are left out."""
    there = VillageService.objects.filter(municipality=municipality).in_force(period)
    days = [period.first] if period.last is None else [period.first, period.last]
    within = {"gte": days[0]} | ({"lte": days[1]} if len(days) == 2 else {})
    began = Q(origin=ServiceOrigin.STARTED, **{f"from_on__{name}": day for name, day in within.items()})
    ended = Q(**{f"ended_on__{name}": day for name, day in within.items()})
    rows = (
        there.order_by()
        .values("kind")
        .annotate(
            kept=Count("pk", filter=Q(origin=ServiceOrigin.KEPT)),
            started=Count("pk", filter=Q(origin=ServiceOrigin.STARTED)),
            began=Count("pk", filter=began),
            ended=Count("pk", filter=ended),
        )
    )
    by_kind = {row["kind"]: row for row in rows}
    return [
        ServiceCount(kind, *(by_kind[kind.value][name] for name in ("kept", "started", "began", "ended")))
        for kind in ServiceKind
        if kind.value in by_kind
    ]


def first_time_employers(municipality: Municipality, period: Period) -> int:
    """Associations whose first day as an employer lies in the period."""
    found = Association.objects.filter(municipality=municipality, employer_since__gte=period.first)
    return (found if period.last is None else found.filter(employer_since__lte=period.last)).count()


def readiness_decisions(municipality: Municipality, period: Period) -> dict[str, int]:
    """Decisions of the period on whether an association may employ, by what was decided."""
    found = ReadinessCheck.objects.filter(municipality=municipality, decided_on__gte=period.first)
    if period.last is not None:
        found = found.filter(decided_on__lte=period.last)
    return dict(found.order_by().values_list("decision").annotate(Count("pk")))
