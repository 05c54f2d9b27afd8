"""Background work: imports that are looked at, brought in and taken back; month sheets that are printed."""

from __future__ import annotations

from datetime import date

import pghistory
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from laavu.accounts.choices import ImportState
from laavu.accounts.jobs import Refused, Work, running
from laavu.accounts.models import User
from laavu.shared.sheets import SheetError
from placements.imports.runs import Notice, apply_run, look_again, undo_run
from placements.imports.undoing import BuiltUpon
from placements.models import ImportRun
from placements.paper.bundles import make_sheet_file


@task()
def look_at_import(job_id: int, municipality_id: int, import_id: int) -> None:
    with running(job_id, municipality_id) as work:
        run = _held(work, import_id)
        look_again(run, notice=_notice(work))


@task()
def bring_in_import(
    job_id: int, municipality_id: int, import_id: int, user_id: int, by: str, *, skip_faulty: bool
) -> None:
    with running(job_id, municipality_id) as work, pghistory.context(user=user_id, name=by):
        run = _held(work, import_id)
        try:
            done = apply_run(run, skip_faulty=skip_faulty, by=by, at=timezone.now(), notice=_notice(work))
        except SheetError as error:
            raise Refused(error.reason) from error
        if not done and run.state == ImportState.PREVIEWED:
            work.outcome = _("Nothing was brought in: there are faulty cells.")


@task()
def undo_import(job_id: int, municipality_id: int, import_id: int, user_id: int, by: str) -> None:
    with running(job_id, municipality_id) as work, pghistory.context(user=user_id, name=by):
        run = _held(work, import_id)
        try:
            undo_run(run, by=by, at=timezone.now())
        except BuiltUpon as error:
            raise Refused(_("The import stays.") + " " + " ".join(error.reasons)) from error


def _held(work: Work, import_id: int) -> ImportRun:
    """The import; whoever works on it at the same time waits until this work is over."""
    run = ImportRun.objects.select_for_update(of=["self"]).select_related("municipality").get(pk=import_id)
    work.result = run.get_absolute_url()
    return run


def _notice(work: Work) -> Notice:
    return lambda percent, message: work.progress(percent, 100, message)


@task()
def print_month_sheets(
    job_id: int,
    municipality_id: int,
    user_id: int,
    title: str,
    placements: list[int],
    first_day: str,
    origin: str,
) -> None:
    """Month sheets of the placements as one PDF. Those who ask have been asked what they may see."""
    with running(job_id, municipality_id) as work:
        made = make_sheet_file(
            municipality=work.municipality,
            user=User.objects.get(pk=user_id),
            title=title,
            placements=placements,
            first_day=date.fromisoformat(first_day),
            origin=origin,
            at=timezone.now(),
            notice=lambda done, message: work.progress(done, len(placements), message),
        )
        if made is None:
            raise Refused(_("There are no people to print sheets for."))
        work.result = made.get_absolute_url()
        work.outcome = _("Sheets: %(count)s") % {"count": made.sheets}
