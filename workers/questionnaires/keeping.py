"""Writes what came of asking: answers where nobody who keyed them sees them again, or a refusal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from workers.choices import Mode, Outcome, Way
from workers.instruments.known import is_group_only
from workers.instruments.reading import Pack
from workers.instruments.scoring import scores
from workers.models import Asking, Measurement, Worker
from workers.questionnaires.scope import digest_of, new_secret, proving

LINK_DAYS = 30
LOCK = 7465124  # of asking, beside the person's key
Answers = Mapping[str, Mapping[str, int]]  # by pack and item


@dataclass(frozen=True, slots=True)
class Answered:
    """A filled form that was read and found good."""

    packs: Sequence[Pack]
    answers: Answers
    on: date
    mode: str


@transaction.atomic
def keep_paper(worker: Worker, phase: str, filled: Answered, *, way: str, key: str) -> None:
    """What a person answered on paper or by phone. IntegrityError when the form's key was used before.

    A link that waits for the same answer is closed by it.
    """
    asking = _open(worker, phase).first()
    if asking is None:
        asking = Asking(municipality_id=worker.municipality_id, worker=worker, phase=phase)
    asking.asked_on, asking.way, asking.outcome, asking.open_until = filled.on, way, Outcome.OPEN, None
    asking.instruments, asking.token_digest = [pack.code for pack in filled.packs], digest_of(key)
    asking.save()
    with proving(key):
        keep(asking, filled)


def keep(asking: Asking, filled: Answered) -> None:
    """Add the scores and close the asking, inside a proof of it. IntegrityError for a second on one day."""
    Measurement.objects.bulk_create(
        [
            Measurement(
                municipality_id=asking.municipality_id, worker_id=asking.worker_id, asking=asking,
                instrument=score.instrument, phase=asking.phase, measured_on=filled.on, value=score.value,
                items=dict(score.items), version=pack.version, is_group_only=is_group_only(score.instrument),
            )
            for pack in filled.packs
            for score in scores(pack, filled.answers.get(pack.code, {}))
        ]
    )  # fmt: skip
    Asking.objects.filter(pk=asking.pk).update(
        outcome=Outcome.ANSWERED, ended_on=filled.on, mode=filled.mode or Mode.SELF
    )


@transaction.atomic
def new_link(worker: Worker, phase: str, packs: Sequence[Pack], *, on: date) -> tuple[Asking, str]:
    """A personal link in the place of an earlier open one, and its secret: told once and not kept."""
    secret = new_secret()
    asking = _open(worker, phase).first()
    if asking is None:
        asking = Asking(municipality_id=worker.municipality_id, worker=worker, phase=phase)
    asking.asked_on, asking.way, asking.outcome = on, Way.LINK, Outcome.OPEN
    asking.open_until = on + timedelta(days=LINK_DAYS)
    asking.instruments, asking.token_digest = [pack.code for pack in packs], digest_of(secret)
    asking.save()
    return asking, secret


@transaction.atomic
def end_without(worker: Worker, phase: str, outcome: str, *, on: date, way: str) -> None:
    """A refusal, or that somebody was not reached. A second time on the same day changes nothing."""
    asking = _open(worker, phase).first()
    if asking is None:
        done = Asking.objects.filter(worker=worker, phase=phase, outcome=outcome, ended_on=on)
        if done.exists():
            return
        asking = Asking(municipality_id=worker.municipality_id, worker=worker, phase=phase, asked_on=on)
        asking.way, asking.token_digest = way, digest_of(new_secret())
    asking.outcome, asking.ended_on, asking.open_until = outcome, on, None
    asking.save()


def _open(worker: Worker, phase: str) -> QuerySet[Asking]:
    """The asking that waits. Two who ask the same person come one after the other.

    Evaluators ask too and may not change the person, so the person's row is not what is locked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, worker.pk % 2**31])
    return Asking.objects.filter(worker=worker, phase=phase, outcome=Outcome.OPEN)
