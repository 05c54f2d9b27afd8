"""What is done to programmes, and how a report is published."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from evaluation.models import Participation, Programme, ProgrammeMember, Report
from evaluation.reports.dataset import Asked, report_data
from evaluation.reports.document import Edition, report_pdf, title_of
from laavu.accounts.models import Municipality, User
from laavu.law.period import Period
from workers.models import Worker


class NotNow(Exception):
    """The record's state does not allow this any more; the text says why, for people."""


def take_in(
    *, programme: Programme, worker: Worker, period: Period, wage_from_project: bool
) -> Participation:
    """Write down that the person takes part. Raises IntegrityError when they already do."""
    return Participation.objects.create(
        municipality_id=programme.municipality_id,
        programme=programme,
        worker=worker,
        period=period,
        wage_from_project=wage_from_project,
    )


def end_participation(participation: Participation, *, last: date) -> None:
    participation.period = Period(participation.period.first, last)
    participation.save()


@transaction.atomic
def share(*, programme: Programme, email: str, name: str = "") -> tuple[ProgrammeMember, bool]:
    """Let a funder's person read the programme's reports; also whether a user was made for them."""
    address = email.strip().lower()
    user = User.objects.filter(email__iexact=address).first()
    made = user is None
    if user is None:
        user = User.objects.create_user(address, None, name=name.strip())
    member = ProgrammeMember.objects.create(
        municipality_id=programme.municipality_id, programme=programme, user=user
    )
    return member, made


def end_sharing(member: ProgrammeMember, *, on: date) -> None:
    """The person's last day of reading is the given one."""
    member.ended_on = on
    member.save()


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
        data = report_data(asked) | {"language": language}
        pdf = report_pdf(data, edition)
        title = title_of(data)
    return Report.objects.create(
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
