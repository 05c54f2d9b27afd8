"""Background work of villages: files of answers that are too long to wait for."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from laavu.accounts.jobs import Refused, Work, running
from laavu.shared.sheets import SheetError
from villages.models import AnswerImport, Survey
from villages.surveys.bringing import runs
from villages.surveys.files import make_answer_file


@task()
def look_at_answers(job_id: int, municipality_id: int, import_id: int) -> None:
    with running(job_id, municipality_id) as work:
        row = _held(work, import_id)
        try:
            runs.look(row, timezone.localdate(), notice=work.progress)
        except (runs.NotDone, SheetError) as error:
            raise Refused(str(error)) from error


@task()
def bring_in_answers(job_id: int, municipality_id: int, import_id: int, by: str) -> None:
    with running(job_id, municipality_id) as work:
        row = _held(work, import_id)
        try:
            runs.bring_in(row, by=by, at=timezone.now(), on=timezone.localdate(), notice=work.progress)
        except (runs.NotDone, SheetError) as error:
            raise Refused(str(error)) from error


def _held(work: Work, import_id: int) -> AnswerImport:
    """The import; whoever works on it at the same time waits until this work is over."""
    rows = AnswerImport.objects.select_for_update(of=["self"]).select_related("municipality", "survey")
    row = rows.get(pk=import_id)
    work.result = row.get_absolute_url()
    return row


@task()
def write_answer_file(
    job_id: int, municipality_id: int, survey_id: int, file_format: str, language: str, by: str
) -> None:
    """All answers of a survey as a file, to fetch when it is ready."""
    with running(job_id, municipality_id) as work:
        survey = Survey.objects.select_related("municipality").get(pk=survey_id)
        made = make_answer_file(survey, file_format, language, by=by, at=timezone.now(), notice=work.progress)
        work.result = made.get_absolute_url()
        work.outcome = _("Answers: %(count)s") % {"count": made.rows}
