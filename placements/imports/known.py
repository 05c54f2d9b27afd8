"""What the municipality already has of the things that a register speaks of. One query a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.db.models import Max, Min, Model, QuerySet

from laavu.accounts.models import Municipality
from laavu.law.period import Period
from laavu.shared.sheets import folded
from placements.choices import EmployerKind
from placements.imports.reading import Register
from placements.models import Group, HourEntry, Month, Placement, Terms
from villages.models import Association, UnfinishedWork, Village
from workers import identity
from workers.models import (
    Background,
    ClientRelationship,
    IdentityCode,
    Measurement,
    UnemploymentSpell,
    Worker,
)

M = TypeVar("M", bound=Model)
BATCH = 5_000


class EmployerKey(NamedTuple):
    """Associations by their name; other employers by theirs."""

    is_association: bool
    name: str

    @classmethod
    def of(cls, kind: str, name: str) -> EmployerKey:
        return cls(kind == EmployerKind.ASSOCIATION, folded(name))


@dataclass(slots=True)
class Target:
    """A placement, known or coming, for hours to fall into. `span`: first and last day with hours."""

    placement: Placement
    period: Period
    terms: Terms | None
    months: dict[date, Month] = field(default_factory=dict)
    span: tuple[date, date] | None = None
    agreed: Decimal | None = None

    @property
    def has_locked_month(self) -> bool:
        return any(not month.is_open for month in self.months.values())


@dataclass
class Known:
    """Keys are folded: letter case and outer spaces do not make another village, person or employer."""

    municipality: Municipality
    villages: dict[str, Village] = field(default_factory=dict)
    associations: dict[str, Association] = field(default_factory=dict)
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    coming_clients: set[str] = field(default_factory=set)
    works: dict[tuple[str, str, date], UnfinishedWork] = field(default_factory=dict)
    relationships: dict[int, list[ClientRelationship]] = field(default_factory=dict)
    spells: dict[int, list[UnemploymentSpell]] = field(default_factory=dict)
    facts: dict[int, list[Background]] = field(default_factory=dict)
    measurements: dict[tuple[int, str, str, date], Measurement] = field(default_factory=dict)
    targets: dict[tuple[str, EmployerKey], list[Target]] = field(default_factory=dict)
    index_of_worker: dict[int, str] = field(default_factory=dict)
    client_of_index: dict[str, str] = field(default_factory=dict)

    def client_of(self, code: identity.Code) -> str | None:
        """Client number of the person who has the identity code."""
        return self.client_of_index.get(self.index(code))

    def index(self, code: identity.Code) -> str:
        return identity.index_of(self.municipality, code)


def load(municipality: Municipality, register: Register) -> Known:
    """Everything that the register's rows can be compared with; hours are fetched later, by person."""
    known = Known(municipality)
    known.villages = {folded(v.name): v for v in _here(Village, municipality)}
    associations = _here(Association, municipality).select_related("village")
    known.associations = {folded(a.name): a for a in associations}
    groups = _here(Group, municipality).select_related("association")
    known.groups = {(folded(g.association.name), folded(g.name)): g for g in groups}
    known.coming_clients = {folded(row.client_number) for row in register.clients.sound}
    _load_workers(known, register)
    _load_works(known, register)
    _load_placements(known, register)
    return known


def _here(model: type[M], municipality: Municipality) -> QuerySet[M]:
    return model._default_manager.filter(municipality=municipality)


def _load_workers(known: Known, register: Register) -> None:
    sheets: tuple[Iterable[Any], ...] = (
        register.clients.sound, register.placements.sound, register.hours.sound, register.measurements.sound
    )  # fmt: skip
    wanted = {number for rows in sheets for number in {row.client_number for row in rows}}
    keys = {folded(number) for number in wanted}
    here = _here(Worker, known.municipality)
    ids = [pk for pk, number in here.values_list("pk", "client_number") if folded(number) in keys]
    for batch in _batches(ids):
        for worker in here.filter(pk__in=batch).select_related("home_village"):
            known.workers[folded(worker.client_number)] = worker
        _load_of_workers(known, batch)
    codes = _here(IdentityCode, known.municipality).values_list(
        "worker_id", "blind_index", "worker__client_number"
    )
    for worker_id, index, client in codes:
        known.index_of_worker[worker_id] = index
        known.client_of_index[index] = client


def _load_of_workers(known: Known, ids: list[int]) -> None:
    def by_worker(model: type[M]) -> dict[int, list[M]]:
        found: dict[int, list[M]] = defaultdict(list)
        for one in _here(model, known.municipality).filter(worker_id__in=ids).order_by("pk"):
            found[one.worker_id].append(one)  # type: ignore[attr-defined]
        return found

    known.relationships |= by_worker(ClientRelationship)
    known.spells |= by_worker(UnemploymentSpell)
    known.facts |= by_worker(Background)
    for one in _here(Measurement, known.municipality).filter(worker_id__in=ids):
        known.measurements[one.worker_id, one.instrument, one.phase, one.measured_on] = one


def _load_works(known: Known, register: Register) -> None:
    if not register.works.sound:
        return
    # Merged and split ones last: their text and day may stand in the register too, once.
    rows = _here(UnfinishedWork, known.municipality).select_related("village")
    for work in sorted(rows, key=lambda row: row.merged_into_id is None and row.split_at is None):
        known.works[folded(work.village.name), folded(work.text), work.found_on] = work


def _load_placements(known: Known, register: Register) -> None:
    if not (register.placements.sound or register.hours.sound):
        return
    clients = {worker.pk: key for key, worker in known.workers.items()}
    for batch in _batches(list(clients)):
        placements = (
            _here(Placement, known.municipality)
            .filter(worker_id__in=batch)
            .select_related("association", "group")
            .order_by("pk")
        )
        targets = {p.pk: Target(p, p.period, None) for p in placements}
        _load_of_placements(known, targets)
        for target in targets.values():
            placement = target.placement
            key = clients[placement.worker_id], EmployerKey.of(placement.employer_kind, placement.employer)
            known.targets.setdefault(key, []).append(target)


def _load_of_placements(known: Known, targets: dict[int, Target]) -> None:
    ids = list(targets)
    for terms in _here(Terms, known.municipality).filter(placement_id__in=ids).order_by("-from_on"):
        targets[terms.placement_id].terms = terms  # the first ones come last
        target = targets[terms.placement_id]
        target.agreed = max(target.agreed or terms.weekly_hours, terms.weekly_hours)
    for month in _here(Month, known.municipality).filter(placement_id__in=ids):
        targets[month.placement_id].months[month.first_day] = month
    spans = (
        _here(HourEntry, known.municipality)
        .filter(placement_id__in=ids)
        .values_list("placement_id")
        .annotate(first=Min("day"), last=Max("day"))
        .order_by("placement_id")
    )
    for placement_id, first, last in spans:
        targets[placement_id].span = first, last


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
