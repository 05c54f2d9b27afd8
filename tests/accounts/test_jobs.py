"""Background work: it is queued with the request, tells how far it is, and survives its worker."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import TaskResultStatus, task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from laavu.accounts import jobs
from laavu.accounts.choices import JobState
from laavu.accounts.models import Job
from tests.cast import Cast, client_of, text_of
from villages.models import Village

pytestmark = pytest.mark.django_db


@task()
def found_villages(job_id: int, municipality_id: int, names: list[str]) -> None:
    """Makes villages, one step for each. A name of "!" is a fault, "?" a refusal."""
    with jobs.running(job_id, municipality_id) as work:
        for number, name in enumerate(names, start=1):
            if name == "!":
                raise ZeroDivisionError
            if name == "?":
                raise jobs.Refused("The list has a question mark.")
            Village.objects.create(municipality=work.municipality, name=name)
            work.progress(number, len(names), name)
        work.result = "/kylat/"
        work.outcome = translation.get_language() or ""


@pytest.fixture(autouse=True)
def _one_connection(settings: Any) -> None:
    """A test's rows are in one transaction that no other connection sees."""
    settings.PROGRESS_DATABASE = "default"


def started(cast: Cast, actor_for: Any, *names: str) -> Job:
    return jobs.start(
        found_villages,
        kind="villages",
        title="Villages are made",
        actor=actor_for(cast.coordinator),
        arguments={"names": list(names)},
    )


def work_off() -> None:
    """What the worker does with the queue, without leaving the test's connection."""
    worker = Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="test", excluded_queue_names=[],
    )  # fmt: skip
    for queued in DBTaskResult.objects.ready():
        queued.claim("test")
        worker.run_task(queued)


def make_abandoned(
    job: Job, *, deaths: int = 1, ago: timedelta = timedelta(minutes=2)
) -> DBTaskResult[Any, Any]:
    """As a worker leaves it that is killed in the middle."""
    then = timezone.now() - ago
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, seen_at=then, started_at=then)
    queued = DBTaskResult.objects.get()
    queued.status = TaskResultStatus.RUNNING
    queued.started_at = then
    queued.worker_ids = ["dead"] * deaths
    queued.save()
    return queued


def test_a_job_waits_until_a_worker_has_done_it(cast: Cast, actor_for: Any) -> None:
    job = started(cast, actor_for, "Ylikylä", "Alakylä")
    assert job.state == JobState.WAITING
    work_off()
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result_url) == (JobState.DONE, 2, 2, "/kylat/")
    assert job.finished_at is not None
    assert set(
        Village.objects.filter(name__in=["Ylikylä", "Alakylä"]).values_list("municipality", flat=True)
    ) == {cast.municipality.pk}


def test_a_job_whose_request_fails_is_never_queued(cast: Cast, actor_for: Any) -> None:
    with transaction.atomic():
        started(cast, actor_for, "Ylikylä")
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_the_work_speaks_the_language_of_who_asked(cast: Cast, actor_for: Any) -> None:
    cast.coordinator.language = "sv"
    cast.coordinator.save()
    job = started(cast, actor_for)
    work_off()
    job.refresh_from_db()
    assert job.message == "sv"


def test_a_fault_leaves_nothing_behind_and_says_so_plainly(
    cast: Cast, actor_for: Any, caplog: pytest.LogCaptureFixture
) -> None:
    job = started(cast, actor_for, "Ylikylä", "!")
    with caplog.at_level(logging.ERROR, logger="laavu"):
        work_off()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "ZeroDivisionError" not in job.message
    assert job.message
    assert not Village.objects.filter(name="Ylikylä").exists()
    assert "ZeroDivisionError" in caplog.text
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_a_refusal_tells_its_reason(cast: Cast, actor_for: Any) -> None:
    job = started(cast, actor_for, "Ylikylä", "?")
    work_off()
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "The list has a question mark.")
    assert not Village.objects.filter(name="Ylikylä").exists()


def test_a_killed_workers_job_is_taken_up_and_done(cast: Cast, actor_for: Any) -> None:
    job = started(cast, actor_for, "Ylikylä")
    make_abandoned(job)
    work_off()
    job.refresh_from_db()
    assert job.state == JobState.RUNNING, "the queue alone does not know that the worker is dead"
    assert jobs.take_up_abandoned() == 1
    work_off()
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert Village.objects.filter(name="Ylikylä").count() == 1


def test_a_job_that_shows_life_is_left_to_its_worker(cast: Cast, actor_for: Any) -> None:
    job = started(cast, actor_for, "Ylikylä")
    make_abandoned(job, ago=timedelta(seconds=30))
    assert jobs.take_up_abandoned() == 0


def test_a_job_that_was_only_just_claimed_is_left_alone(cast: Cast, actor_for: Any) -> None:
    job = started(cast, actor_for, "Ylikylä")
    queued = make_abandoned(job)
    queued.started_at = timezone.now()
    queued.save()
    assert jobs.take_up_abandoned() == 0


def test_a_job_that_has_killed_three_workers_is_given_up(cast: Cast, actor_for: Any) -> None:
    job = started(cast, actor_for, "Ylikylä")
    make_abandoned(job, deaths=3)
    jobs.take_up_abandoned()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.message
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_a_job_that_was_done_before_the_worker_died_is_not_done_again(cast: Cast, actor_for: Any) -> None:
    job = started(cast, actor_for, "Ylikylä")
    make_abandoned(job)
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE, finished_at=timezone.now())
    jobs.take_up_abandoned()
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
    work_off()
    assert not Village.objects.filter(name="Ylikylä").exists()


def test_progress_is_written_seldom_but_the_end_always(
    cast: Cast, actor_for: Any, django_assert_num_queries: Any
) -> None:
    work = jobs.Work(started(cast, actor_for).pk, cast.municipality)
    work.progress(1, 1000)
    with django_assert_num_queries(0):
        for number in range(2, 1000):
            work.progress(number, 1000)
    work.progress(1000, 1000)
    assert Job.objects.get(pk=work.job_id).percent == 100


def test_own_jobs_are_shown_with_the_way_to_the_result(cast: Cast, actor_for: Any) -> None:
    started(cast, actor_for, "Ylikylä")
    work_off()
    page = text_of(client_of(cast.coordinator).get(reverse("jobs")))
    assert "Villages are made" in page
    assert 'href="/kylat/"' in page
    assert "hx-trigger" not in page, "what is over is not asked for again"


def test_the_page_asks_for_its_list_while_something_runs(cast: Cast, actor_for: Any) -> None:
    started(cast, actor_for, "Ylikylä")
    client = client_of(cast.coordinator)
    assert 'hx-trigger="every 2s"' in text_of(client.get(reverse("jobs")))
    part = text_of(client.get(reverse("jobs"), headers={"HX-Request": "true"}))
    assert 'hx-trigger="every 2s"' in part
    assert "<html" not in part


@pytest.mark.parametrize("kind", ["administrator", "evaluator", "treasurer", "stranger"])
def test_nobody_sees_anothers_jobs(cast: Cast, actor_for: Any, kind: str) -> None:
    started(cast, actor_for, "Ylikylä")
    assert "Villages are made" not in text_of(client_of(getattr(cast, kind)).get(reverse("jobs")))


def test_jobs_are_for_those_who_have_signed_in() -> None:
    assert "/tili/kirjaudu/" in Client().get(reverse("jobs")).headers["Location"]


def test_jobs_are_only_looked_at(cast: Cast) -> None:
    assert client_of(cast.coordinator).post(reverse("jobs")).status_code == 405
