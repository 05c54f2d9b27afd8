"""Background work: reports that are published, with their files."""

import pghistory
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from evaluation.choices import DraftState
from evaluation.models import ReportDraft
from evaluation.reports.going_out import publish_draft
from evaluation.reports.publishing import NotNow
from laavu.accounts.jobs import Refused, running
from laavu.accounts.models import User


@task()
def publish_report(job_id: int, municipality_id: int, draft_id: int, user_id: int, origin: str) -> None:
    """Publish the draft. Where that has been done already, lead to what came of it."""
    with running(job_id, municipality_id) as work:
        draft = ReportDraft.objects.select_related("municipality", "programme").get(pk=draft_id)
        user = User.objects.get(pk=user_id)
        with pghistory.context(user=user_id, name=str(user)):
            if draft.state == DraftState.PUBLISHED and draft.report:
                report = draft.report
            else:
                work.progress(0, 1, _("Counting the figures and making the PDF"))
                try:
                    report = publish_draft(draft, by=user, at=timezone.now(), origin=origin)
                except NotNow as refused:
                    draft.refresh_from_db()  # another may have published it while this waited
                    if draft.report is None:
                        raise Refused(str(refused)) from refused
                    report = draft.report
        work.result = report.get_absolute_url()
        work.outcome = _("The report was published with the number %(number)s.") % {"number": report.number}
