"""How a report is published and corrected. In one transaction: once, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from evaluation.choices import FileVariant
from evaluation.models import ProgrammeMember, Report, ReportFile
from evaluation.reports.attached import with_files
from evaluation.reports.content import Content, with_content
from evaluation.reports.dataset import Asked, report_data
from evaluation.reports.document import Edition, report_pdfs, title_of
from evaluation.reports.earlier import Published
from evaluation.reports.entries import DataSet
from evaluation.reports.signing import signed
from evaluation.reports.templates import DEFAULT
from evaluation.statistics.scope import Scope
from laavu.accounts import mail
from laavu.accounts.choices import MailKind
from laavu.accounts.models import Municipality, User


class NotNow(Exception):
    """The record's state does not allow this any more; the text says why, for people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """Which report a new version corrects, and why."""

    report: Report
    reason: str


def publish(
    asked: Asked,
    *,
    by: User,
    at: datetime,
    language: str,
    content: Content | None = None,
    correction: Correction | None = None,
) -> Report:
    """Make a report of the figures as they are now, with the next number. It never changes after this.

    Without `content`: all figures, and no text. Raises NotNow when what is corrected has a newer version.
    """
    with transaction.atomic(), translation.override(language):
        _one_at_a_time(asked.municipality)
        data = counted(asked) | {"language": language}
        return published(asked, data, by=by, at=at, content=content or Content(), correction=correction)


def correct(report: Report, *, by: User, at: datetime, reason: str) -> Report:
    """A new version of the report, with its texts, from the figures as they are now."""
    return publish(
        Asked(report.municipality, report.period, report.programme),
        by=by,
        at=at,
        language=report.data.get("language", "fi"),
        content=content_of(report.data),
        correction=Correction(report=report, reason=reason.strip()),
    )


@transaction.atomic
def published(
    asked: Asked,
    data: DataSet,
    *,
    by: User,
    at: datetime,
    content: Content,
    correction: Correction | None = None,
) -> Report:
    """The report of a data set counted in this transaction, with its files, in the active language."""
    _one_at_a_time(asked.municipality)
    edition = _edition(asked.municipality, by, at, correction)
    data = with_files(with_content(data, content))
    paper, archive = report_pdfs(data, edition)
    report = Report.objects.create(
        municipality=asked.municipality,
        programme=asked.programme,
        number=edition.number or 0,
        version=edition.version,
        corrects=correction.report if correction else None,
        correction_reason=edition.correction_reason,
        title=title_of(data)[:200],
        period=asked.period,
        template=content.template,
        data=data,
        law_version=data["law_version"],
        pdf=signed(paper, asked.municipality, at=at),
        published_at=at,
        published_by=edition.published_by,
        reviewer=content.review.get("reviewed_by") or "",
    )
    ReportFile.objects.create(
        municipality=asked.municipality,
        report=report,
        programme=asked.programme,
        variant=FileVariant.ARCHIVE,
        content=signed(archive, asked.municipality, at=at, is_archive=True),
        made_at=at,
    )
    return _told_to_readers(report)


def counted(asked: Asked) -> DataSet:
    """The figures as they may be published now, beside all that was published before."""
    return report_data(asked, _earlier(asked))


def content_of(data: Mapping[str, Any]) -> Content:
    """What was written in a published report: its next version begins with it, without its review."""
    texts = {section["code"]: section["text"] for section in data.get("sections", ())}
    kept = Content(template=data.get("template", DEFAULT), title=data.get("title", ""), texts=texts)
    return replace(kept, origin=data.get("origin", ""))


def _one_at_a_time(municipality: Municipality) -> None:
    """Holds others' publishing back. Not their writing of rows, which refer to the municipality."""
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)


def _edition(municipality: Municipality, by: User, at: datetime, correction: Correction | None) -> Edition:
    if correction is None:
        newest = Report.objects.filter(municipality=municipality).aggregate(number=Max("number"))
        return Edition(written_at=at, number=(newest["number"] or 0) + 1, published_by=str(by))
    report = correction.report
    if Report.objects.filter(corrects=report).exists():
        raise NotNow(_("This version has already been corrected. Correct the newest one."))
    return Edition(
        written_at=at,
        number=report.number,
        version=report.version + 1,
        correction_reason=correction.reason,
        published_by=str(by),
    )


def _told_to_readers(report: Report) -> Report:
    """Funders of the programme learn by mail that there is a report, or a corrected one."""
    if report.programme_id is None:
        return report
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
    return report


def _earlier(asked: Asked) -> list[Published]:
    """All that was ever published of the municipality, old versions too: who has read one keeps it."""
    reports = Report.objects.filter(municipality=asked.municipality).order_by("pk")
    return [
        Published.of(
            Scope(report.municipality_id, report.period.first, report.period.last, report.programme_id),
            report.data,
        )
        for report in reports.only("municipality", "programme", "period", "data").iterator()
    ]
