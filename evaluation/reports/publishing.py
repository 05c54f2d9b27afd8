"""How a report is published and corrected. In the request's own transaction: once, or not at all."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from evaluation.models import ProgrammeMember, Report
from evaluation.reports.dataset import Asked, report_data
from evaluation.reports.document import Edition, report_pdf, title_of
from evaluation.reports.earlier import Published
from evaluation.reports.signing import signed
from evaluation.statistics.scope import Scope
from laavu.accounts import mail
from laavu.accounts.choices import MailKind
from laavu.accounts.models import Municipality, User


class NotNow(Exception):
    """The record's state does not allow this any more; the text says why, for people."""


@transaction.atomic
def publish(asked: Asked, *, by: User, at: datetime, language: str) -> Report:
    """Make a report of the figures as they are now, with the next number. It never changes after this."""
    Municipality.objects.select_for_update().get(pk=asked.municipality.pk)
    newest = Report.objects.filter(municipality=asked.municipality).aggregate(number=Max("number"))
    edition = Edition(written_at=at, number=(newest["number"] or 0) + 1, published_by=str(by))
    return _made(asked, edition, language)


@transaction.atomic
def correct(report: Report, *, by: User, at: datetime, reason: str) -> Report:
    """A new version of the report from the figures as they are now. Raises NotNow for an old version."""
    Municipality.objects.select_for_update().get(pk=report.municipality_id)
    if Report.objects.filter(corrects=report).exists():
        raise NotNow(_("This version has already been corrected. Correct the newest one."))
    asked = Asked(report.municipality, report.period, report.programme)
    edition = Edition(
        written_at=at,
        number=report.number,
        version=report.version + 1,
        correction_reason=reason.strip(),
        published_by=str(by),
    )
    return _made(asked, edition, report.data.get("language", "fi"), report)


def _made(asked: Asked, edition: Edition, language: str, corrects: Report | None = None) -> Report:
    with translation.override(language):
        data = report_data(asked, _published(asked)) | {"language": language}
        pdf = signed(report_pdf(data, edition), asked.municipality, at=edition.written_at)
        title = title_of(data)
    report = Report.objects.create(
        municipality=asked.municipality,
        programme=asked.programme,
        number=edition.number or 0,
        version=edition.version,
        corrects=corrects,
        correction_reason=edition.correction_reason,
        title=title,
        period=asked.period,
        data=data,
        law_version=data["law_version"],
        pdf=pdf,
        published_at=edition.written_at,
        published_by=edition.published_by,
    )
    _tell_readers(report)
    return report


def _tell_readers(report: Report) -> None:
    """Funders of the programme learn by mail that there is a report, or a corrected one."""
    if report.programme_id is None:
        return
    current = Q(ended_on=None) | Q(ended_on__gte=timezone.localtime(report.published_at).date())
    members = ProgrammeMember.objects.filter(current, programme=report.programme)

    def compose() -> mail.Letter:
        told = {"title": report.title, "number": report.number, "version": report.version}
        if report.corrects_id is None:
            subject = _("A report was published: %(title)s") % told
            text = _("Report %(number)s, %(title)s, can be read and downloaded.") % told
        else:
            subject = _("A report was corrected: %(title)s") % told
            text = _("Report %(number)s, %(title)s, has a new version %(version)s.") % told
        return mail.Letter(subject, text, report.get_absolute_url())

    mail.write(
        kind=MailKind.REPORTS,
        to=list(User.objects.filter(pk__in=members.values("user")).order_by("pk")),
        municipality=report.municipality,
        key=f"report {report.public_id}",
        compose=compose,
    )


def _published(asked: Asked) -> list[Published]:
    """All that was ever published of the municipality, old versions too: who has read one keeps it."""
    reports = Report.objects.filter(municipality=asked.municipality).order_by("pk")
    return [
        Published.of(
            Scope(report.municipality_id, report.period.first, report.period.last, report.programme_id),
            report.data,
        )
        for report in reports.only("municipality", "programme", "period", "data").iterator()
    ]
