"""Background work that somebody asked for: started with the request, run by a worker, taken up again if
the worker dies. Whatever a task does must be repeatable: it commits at its end or not at all.

    @task()
    def make_report(job_id: int, municipality_id: int, report_id: int) -> None:
        with running(job_id, municipality_id) as work:
            work.progress(1, 3, _("Counting hours"))
            work.result = report.get_absolute_url()
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.choices import JobState
from laavu.accounts.models import Job, Municipality

logger = logging.getLogger(__name__)

WRITE_EVERY = 0.5  # seconds between two writings of progress
SIGN_OF_LIFE_EVERY = 10.0  # seconds
ABANDONED_AFTER = timedelta(minutes=1)
MOST_ATTEMPTS = 3


class Refused(Exception):
    """The work cannot be done; the text tells the person who asked for it why."""


def start(
    task: Task[Any, Any], *, kind: str, title: str, actor: Actor, arguments: Mapping[str, Any] | None = None
) -> Job:
    """Queue the task in the request's transaction. It gets job_id, municipality_id and the arguments."""
    if actor.municipality is None:
        raise ValueError("background work is done for a municipality")
    job = Job.objects.create(municipality=actor.municipality, owner=actor.user, kind=kind, title=title[:200])
    task.enqueue(job_id=job.pk, municipality_id=actor.municipality.pk, **(arguments or {}))
    return job


class Work:
    """What a running task says of itself; written over a connection of its own, so it is seen at once."""

    def __init__(self, job_id: int, municipality: Municipality) -> None:
        self.job_id = job_id
        self.municipality = municipality
        self.result = ""  # address of what came of it
        self.outcome = ""  # a sentence of what came of it
        self._written = 0.0

    def progress(self, done: int, total: int, message: str = "") -> None:
        """So many of so many; written at most twice a second, the last one always."""
        if done < total and monotonic() - self._written < WRITE_EVERY:
            return
        self._written = monotonic()
        self.write(done=min(done, total), total=total, message=message[:500], seen_at=timezone.now())

    def write(self, **changes: Any) -> None:
        alias = settings.PROGRESS_DATABASE
        with acting_for(self.municipality, using=alias):
            Job.objects.using(alias).filter(pk=self.job_id).update(**changes)

    def end(self, state: JobState, message: str) -> None:
        now = timezone.now()
        self.write(state=state, message=message[:500], result_url=self.result, finished_at=now, seen_at=now)


@contextmanager
def running(job_id: int, municipality_id: int) -> Iterator[Work]:
    """One transaction for the municipality, in the language of the person who asked.

    `Refused` and errors leave nothing behind but the job's state; errors go on to the queue's own record.
    """
    work = Work(job_id, Municipality.objects.get(pk=municipality_id))
    now = timezone.now()
    work.write(
        state=JobState.RUNNING, started_at=now, seen_at=now, done=0, total=0, message="", finished_at=None
    )
    with translation.override(_language_of(work)), _signs_of_life(work):
        try:
            with acting_for(work.municipality):
                yield work
        except Refused as refusal:
            work.result = ""
            work.end(JobState.FAILED, str(refusal))
            return
        except BaseException:
            logger.exception("Job %s failed", job_id)
            work.result = ""
            work.end(
                JobState.FAILED,
                _("The work was cut short, and nothing of it was saved. Start it again.")
                + " "
                + _("If it happens again, tell your city's administrator the time."),
            )
            raise
        work.end(JobState.DONE, work.outcome)


def _language_of(work: Work) -> str:
    alias = settings.PROGRESS_DATABASE
    with acting_for(work.municipality, using=alias):
        owner = Job.objects.using(alias).select_related("owner").get(pk=work.job_id).owner
    return owner.language if owner else settings.LANGUAGE_CODE


@contextmanager
def _signs_of_life(work: Work) -> Iterator[None]:
    """A thread says that the job lives, however long one of its steps takes."""
    over = Event()

    def say() -> None:
        try:
            while not over.wait(SIGN_OF_LIFE_EVERY):
                try:
                    work.write(seen_at=timezone.now())
                except DatabaseError:
                    logger.warning("Job %s could not say that it lives", work.job_id, exc_info=True)
        finally:
            connections[settings.PROGRESS_DATABASE].close()  # this thread's own

    thread = Thread(target=say, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def take_up_abandoned() -> int:
    """Put back into the queue what a killed worker left running; gives how many jobs.

    After three workers have died of one job it fails: it may be what kills them.
    """
    count = 0
    with acting_for(*Municipality.objects.all()):
        for queued in DBTaskResult.objects.running().select_for_update(skip_locked=True):
            job = Job.objects.filter(pk=queued.args_kwargs["kwargs"].get("job_id")).first()
            if job is not None and _is_abandoned(job, queued):
                _settle(job, queued)
                count += 1
    return count


def _is_abandoned(job: Job, queued: DBTaskResult[Any, Any]) -> bool:
    signs = [at for at in (job.seen_at, queued.started_at) if at is not None]
    return not signs or max(signs) < timezone.now() - ABANDONED_AFTER


def _settle(job: Job, queued: DBTaskResult[Any, Any]) -> None:
    if job.is_over:  # only its place in the queue was left as it was
        done = job.state == JobState.DONE
        queued.status = TaskResultStatus.SUCCESSFUL if done else TaskResultStatus.FAILED
        queued.finished_at = job.finished_at
    elif len(queued.worker_ids) >= MOST_ATTEMPTS:
        queued.status = TaskResultStatus.FAILED
        queued.finished_at = job.finished_at = timezone.now()
        job.state = JobState.FAILED
        with translation.override(job.owner.language if job.owner else settings.LANGUAGE_CODE):
            job.message = _(
                "The work was tried three times and cut short each time. Tell your city's administrator."
            )
    else:
        queued.status = TaskResultStatus.READY
        queued.started_at = None
        job.state = JobState.WAITING
    queued.save(update_fields=["status", "started_at", "finished_at"])
    job.save(update_fields=["state", "message", "finished_at"])
