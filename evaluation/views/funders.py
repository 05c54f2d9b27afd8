"""The funder's first page: their programmes, published reports, targets beside published figures alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.access import may_read_reports
from evaluation.indicators.targets import Target, targets_of
from evaluation.models import Programme, Report
from evaluation.reports.files import FORMATS
from evaluation.targets.reached import Actual, Reached, chart, reached
from laavu.accounts.access import actor, allowed
from laavu.law.period import Period
from laavu.shared.charts import BarChart


@dataclass(frozen=True, slots=True)
class TargetsOfPeriod:
    """`report`: whose figures stand beside the targets; None while none has been published for the period."""

    period: Period
    report: Report | None
    lines: list[Reached]
    chart: BarChart | None


@dataclass(frozen=True, slots=True)
class OwnProgramme:
    programme: Programme
    reports: list[tuple[Report, list[tuple[str, str]]]]
    targets: list[TargetsOfPeriod]


@require_safe
@allowed(may_read_reports)
def funder_home(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    reports = (
        Report.objects.visible_to(who).filter(corrected_by=None).defer("pdf").order_by("-number", "-version")
    )
    by_programme: dict[int | None, list[Report]] = {}
    for report in reports:
        by_programme.setdefault(report.programme_id, []).append(report)
    programmes = Programme.objects.visible_to(who).order_by("-period", "id")
    own = [_own(programme, by_programme.get(programme.pk, [])) for programme in programmes]
    return render(request, "evaluation/funder_home.html", {"own": own})


def _own(programme: Programme, reports: Sequence[Report]) -> OwnProgramme:
    with_files = [
        (
            report,
            [(name.upper(), reverse("report_download", args=[report.public_id, name])) for name in FORMATS],
        )
        for report in reports
    ]
    by_period: dict[Period, list[Target]] = {}
    for target in targets_of(programme):
        by_period.setdefault(target.period, []).append(target)
    return OwnProgramme(
        programme, with_files, [_beside(period, found, reports) for period, found in by_period.items()]
    )


def _files(report: Report) -> list[tuple[str, str]]:
    return [(name.upper(), reverse("report_download", args=[report.public_id, name])) for name in FORMATS]


def _beside(period: Period, targets: Sequence[Target], reports: Sequence[Report]) -> TargetsOfPeriod:
    report = _newest_of(period, reports)
    lines = reached(targets, {} if report is None else _published(report, targets))
    return TargetsOfPeriod(period, report, lines, chart(lines, report.period if report else period))


def _newest_of(period: Period, reports: Sequence[Report]) -> Report | None:
    """The report from the period's first day that reaches furthest in it."""
    inside = [
        report
        for report in reports
        if report.period.first == period.first and period.overlap(report.period) == report.period
    ]
    return max(inside, key=lambda report: (str(report.period.last), report.number), default=None)


def _published(report: Report, targets: Sequence[Target]) -> dict[str, Actual]:
    found = {}
    for target in targets:
        entry = report.data["indicators"].get(target.code)
        if entry is None:
            found[target.code] = Actual(None, _("The report does not have this figure."))
            continue
        value = None if entry["value"] is None else Decimal(entry["value"])
        reason = "" if entry["suppressed"] else entry.get("reason", "")
        found[target.code] = Actual(value, reason, entry["suppressed"], report.get_absolute_url())
    return found
