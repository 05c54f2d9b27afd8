"""Makes meetings, exits, sessions and answered questionnaires for tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import count
from typing import Any

from django.utils import timezone

from laavu.accounts.models import Municipality
from laavu.law.period import Period
from placements.models import Attendance, Group, Session
from workers.models import (
    Asking,
    ClientRelationship,
    Competence,
    Exit,
    FollowUp,
    InstrumentPack,
    Measurement,
    Meeting,
    Worker,
)

_numbers = count(1)


def make_meeting(worker: Worker, on: date = date(2026, 3, 2), **fields: Any) -> Meeting:
    fields = {"minutes": 45, "topic": "plan"} | fields
    return Meeting.objects.create(municipality=worker.municipality, worker=worker, held_on=on, **fields)


def make_competence(worker: Worker, on: date = date(2026, 3, 2), **fields: Any) -> Competence:
    fields = {"name": "Moottorisaha", "evidence": "kortti"} | fields
    return Competence.objects.create(municipality=worker.municipality, worker=worker, gained_on=on, **fields)


def make_exit(worker: Worker, last: date, destination: str = "open_market", **fields: Any) -> Exit:
    """An ended client relationship and where it led."""
    given: dict[str, Any] = {"job_searching": "unknown", "qualification": "no", "asked_on": last}
    given |= fields
    relationship: ClientRelationship | None = given.pop("relationship", None)
    relationship = relationship or ClientRelationship.objects.filter(worker=worker).order_by("pk").last()
    if relationship is None:
        relationship = ClientRelationship(municipality=worker.municipality, worker=worker)
        relationship.period = Period(date(last.year, 1, 1))
    relationship.period = Period(relationship.period.first, last)
    relationship.end_reason = "other"
    relationship.save()
    return Exit.objects.create(
        municipality=worker.municipality, worker=worker, relationship=relationship, destination=destination,
        **given,
    )  # fmt: skip


def make_follow_up(left: Exit, on: date, situation: str = "open_market", **fields: Any) -> FollowUp:
    silent = situation in {"not_reached", "refused"}
    fields = {"how": "phone", "improved": "unknown" if silent else "yes"} | fields
    return FollowUp.objects.create(
        municipality=left.municipality, worker=left.worker, exit=left, asked_on=on, situation=situation,
        **fields,
    )  # fmt: skip


def make_session(group: Group, on: date = date(2026, 3, 3), **fields: Any) -> Session:
    fields = {"kind": "peer_support", "hours": Decimal("2.00")} | fields
    return Session.objects.create(
        municipality=group.municipality, association=group.association, group=group, held_on=on, **fields
    )


def make_attendance(session: Session, worker: Worker, *, present: bool = True) -> Attendance:
    return Attendance.objects.create(
        municipality=session.municipality, session=session, worker=worker, present=present
    )


def make_asking(worker: Worker, phase: str = "start", on: date = date(2026, 1, 7), **fields: Any) -> Asking:
    """Answered on paper, if nothing else is said."""
    fields = {"way": "paper", "mode": "self", "outcome": "answered"} | fields
    if fields["outcome"] != "open":
        fields.setdefault("ended_on", on)
    secret = fields.pop("secret", f"secret {next(_numbers)}")
    return Asking.objects.create(
        municipality=worker.municipality, worker=worker, phase=phase, asked_on=on,
        instruments=fields.pop("instruments", ["work_ability"]),
        token_digest=sha256(f"asking {secret}".encode()).hexdigest(), **fields,
    )  # fmt: skip


def make_answer(
    worker: Worker, instrument: str, phase: str, value: str | None, *, on: date, **fields: Any
) -> Measurement:
    """A score of any instrument; those for groups alone are so."""
    return Measurement.objects.create(
        municipality=worker.municipality, worker=worker, instrument=instrument, phase=phase,
        value=None if value is None else Decimal(value), measured_on=on,
        is_group_only=instrument in {"esis", "who5"}, **fields,
    )  # fmt: skip


def make_pack(municipality: Municipality, code: str = "ucla3", **fields: Any) -> InstrumentPack:
    content = fields.pop("content", "not a pack")
    fields = {
        "version": "1", "title": "Mittari", "confirmation": "Saan käyttää.", "loaded_by": "Pekka Pääkäyttäjä",
        "loaded_at": timezone.now(), "digest": sha256(content.encode()).hexdigest(),
    } | fields  # fmt: skip
    return InstrumentPack.objects.create(municipality=municipality, code=code, content=content, **fields)
