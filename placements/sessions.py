"""A month of a group's sessions as one grid: people and days, read and written as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from laavu.law.period import Period
from placements.models import Attendance, Group, Placement, Session
from workers.models import Worker


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether a person was at a session: None as long as it is not written. `name` of the box."""

    session: Session
    name: str
    present: bool | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Row:
    worker: Worker
    cells: Sequence[Cell | None]

    @property
    def count(self) -> int:
        return sum(bool(cell and cell.present) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """`seen` says what stood in each session when the grid was shown."""

    sessions: Sequence[Session]
    rows: Sequence[Row]
    seen: Sequence[tuple[str, str]]


class Clash(Exception):
    """Somebody else has written the same session meanwhile; the text says so, for people."""


def month_grid(group: Group, month: Period, today: date, typed: Mapping[str, str] | None = None) -> Grid:
    """The sessions of the month with who might have been there. `typed` goes before what is kept."""
    sessions = _sessions(group, month)
    marks = _marks(sessions)
    people = _people(group, month, marks)
    rows = [
        Row(worker, [_cell(session, worker, periods, marks, today, typed) for session in sessions])
        for worker, periods in people.items()
    ]
    seen = [(f"seen-{session.pk}", _digest(session, marks)) for session in sessions]
    return Grid(sessions, rows, seen)


@transaction.atomic
def save_month(group: Group, month: Period, today: date, sent: Mapping[str, str]) -> int:
    """Write the whole month or nothing, and say how many marks changed. Raises Clash."""
    sessions = list(
        Session.objects.select_for_update(of=("self",))
        .filter(group=group, held_on__range=(month.first, month.last))
        .order_by("held_on", "pk")
    )
    marks = _marks(sessions)
    if any(sent.get(f"seen-{session.pk}") != _digest(session, marks) for session in sessions):
        raise Clash(_("Somebody else wrote attendance meanwhile. Check the marks below, and save again."))
    people = _people(group, month, marks)
    new, changed = [], []
    for session in sessions:
        ticked = {worker.pk for worker in people if sent.get(_name(session, worker))}
        written = any(session_id == session.pk for session_id, _worker in marks)
        if session.held_on > today or not (ticked or written):
            continue
        for worker, periods in people.items():
            mark = marks.get((session.pk, worker.pk))
            if mark is None and any(session.held_on in period for period in periods):
                new.append(_mark(session, worker, present=worker.pk in ticked))
            elif mark is not None and mark.present != (worker.pk in ticked):
                mark.present = not mark.present
                changed.append(mark)
    Attendance.objects.bulk_create(new)
    Attendance.objects.bulk_update(changed, ["present"])
    return len(new) + len(changed)


def _sessions(group: Group, month: Period) -> list[Session]:
    rows = Session.objects.filter(group=group, held_on__range=(month.first, month.last))
    return list(rows.order_by("held_on", "pk"))


def _marks(sessions: Sequence[Session]) -> dict[tuple[int, int], Attendance]:
    rows = Attendance.objects.filter(session__in=sessions).select_related("worker")
    return {(row.session_id, row.worker_id): row for row in rows}


def _people(
    group: Group, month: Period, marks: Mapping[tuple[int, int], Attendance]
) -> dict[Worker, list[Period]]:
    """Who works in the group in the month, with when; and who has a mark already."""
    found: dict[Worker, list[Period]] = {}
    rows = Placement.objects.filter(group=group).in_force(month).select_related("worker")
    for placement in rows.order_by("worker__sort_key", "worker_id", "id"):
        found.setdefault(placement.worker, []).append(placement.period)
    for mark in marks.values():
        found.setdefault(mark.worker, [])
    return found


def _cell(
    session: Session,
    worker: Worker,
    periods: Sequence[Period],
    marks: Mapping[tuple[int, int], Attendance],
    today: date,
    typed: Mapping[str, str] | None,
) -> Cell | None:
    mark = marks.get((session.pk, worker.pk))
    if mark is None and not any(session.held_on in period for period in periods):
        return None
    name = _name(session, worker)
    present = None if mark is None else mark.present
    if typed is not None:
        present = bool(typed.get(name))
    return Cell(session, name, present, session.held_on <= today)


def _name(session: Session, worker: Worker) -> str:
    return f"at-{session.pk}-{worker.pk}"


def _mark(session: Session, worker: Worker, *, present: bool) -> Attendance:
    return Attendance(
        municipality_id=session.municipality_id, session=session, worker=worker, present=present
    )


def _digest(session: Session, marks: Mapping[tuple[int, int], Attendance]) -> str:
    """The same as long as nobody has written the session's attendance."""
    own = sorted((worker, mark.present) for (key, worker), mark in marks.items() if key == session.pk)
    return sha256(repr(own).encode()).hexdigest()[:16]
