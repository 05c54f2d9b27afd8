"""What is done to a person's record over several rows."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from laavu.accounts.access import log_read
from laavu.accounts.actor import Actor
from laavu.accounts.choices import ReadAct
from laavu.accounts.models import ReadLog
from laavu.law.period import Period
from workers import identity, states
from workers.models import Background, ClientRelationship, Worker

OPENED_ONCE_IN = timedelta(hours=1)
BATCH = 2000


class NotNow(Exception):
    """The record's state does not allow this any more; the text says why, for people."""


@transaction.atomic
def save_worker(worker: Worker, *, code: identity.Code | None) -> Worker:
    """Write the person, and the identity code if one was given, in the place of an earlier one."""
    worker.save()
    if code is not None:
        identity.store(worker, code)
    return worker


def note_opening(worker: Worker, *, by: Actor, now: datetime) -> None:
    """Write down who opened the record; turning back to it within the hour is the same opening."""
    lately = ReadLog.objects.filter(
        user=by.user, act=ReadAct.OPENED, read_at__gt=now - OPENED_ONCE_IN, **subject_of(worker)
    )
    if not lately.exists():
        log_read(by, worker)


def note_export(worker_ids: Iterable[int], *, by: Actor) -> None:
    """Write down whose records left in a list."""
    municipality = by.municipality
    if municipality is None:
        raise ValueError("nobody exports without a municipality")
    label = Worker._meta.label_lower
    rows = (
        ReadLog(
            municipality=municipality, user=by.user, reader_name=str(by.user), subject=label,
            subject_id=worker_id, act=ReadAct.EXPORTED,
        )
        for worker_id in worker_ids
    )  # fmt: skip
    ReadLog.objects.bulk_create(rows, batch_size=BATCH)


def subject_of(worker: Worker) -> dict[str, object]:
    """Condition: the read log's rows about this person."""
    return {
        "municipality_id": worker.municipality_id,
        "subject": Worker._meta.label_lower,
        "subject_id": worker.pk,
    }


def end_relationship(relationship: ClientRelationship, *, on: date, reason: str) -> ClientRelationship:
    """Give the client relationship its last day and the reason. Raises NotNow."""
    relationship = _locked(relationship)
    if not states.can_end(relationship):
        raise NotNow(_("The client relationship has already ended."))
    if on < relationship.period.first:
        raise NotNow(_("The client relationship began after this day."))
    relationship.period = Period(relationship.period.first, on)
    relationship.end_reason = reason
    relationship.save()
    return relationship


def reopen_relationship(relationship: ClientRelationship) -> None:
    """Undo the end. Raises NotNow, and IntegrityError where a later one has begun."""
    relationship = _locked(relationship)
    if not states.can_reopen(relationship):
        raise NotNow(_("The client relationship is open already."))
    relationship.period = Period(relationship.period.first)
    relationship.end_reason = ""
    relationship.save()


def _locked(relationship: ClientRelationship) -> ClientRelationship:
    return ClientRelationship.objects.select_for_update().get(pk=relationship.pk)


def state_fact(worker: Worker, *, fact: str, value: str, from_on: date, stated_by: str) -> Background:
    """Write a background fact from a day; a second word on the same day takes the place of the first."""
    row, _made = Background.objects.update_or_create(
        worker=worker,
        fact=fact,
        from_on=from_on,
        defaults={"municipality_id": worker.municipality_id, "value": value, "stated_by": stated_by},
    )
    return row
