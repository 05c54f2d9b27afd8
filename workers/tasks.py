"""Background work of lists from Kela that are too long to wait for."""

import pghistory
from django.utils import timezone
from django_tasks import task

from laavu.accounts.jobs import Refused, Work, running
from workers.kela.lists import NotApplied, Notice, apply, look
from workers.models import KelaList


@task()
def look_at_list(job_id: int, municipality_id: int, list_id: int) -> None:
    with running(job_id, municipality_id) as work:
        look(_held(work, list_id), notice=_notice(work))


@task()
def apply_list(
    job_id: int,
    municipality_id: int,
    list_id: int,
    user_id: int,
    by: str,
    *,
    skip_faulty: bool,
    over_gap: bool,
) -> None:
    with running(job_id, municipality_id) as work, pghistory.context(user=user_id, name=by):
        row, at = _held(work, list_id), timezone.now()
        try:
            apply(row, skip_faulty=skip_faulty, over_gap=over_gap, by=by, at=at, notice=_notice(work))
        except NotApplied as error:
            raise Refused(str(error)) from error


def _held(work: Work, list_id: int) -> KelaList:
    """The list; whoever works on it at the same time waits until this work is over."""
    row = KelaList.objects.select_for_update(of=["self"]).select_related("municipality").get(pk=list_id)
    work.result = row.get_absolute_url()
    return row


def _notice(work: Work) -> Notice:
    return lambda percent, message: work.progress(percent, 100, message)
