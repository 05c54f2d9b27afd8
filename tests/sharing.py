"""Factories of targets, links and keys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from evaluation.models import ApiToken, IndicatorTarget, Programme, Report, ShareLink
from evaluation.reports.dataset import Asked, report_data
from evaluation.sharing.secret import digest_of, new_secret
from laavu.accounts.models import Municipality
from laavu.law.period import Period

FAR = date(2099, 12, 31)


def make_target(
    programme: Programme,
    code: str,
    *,
    target: str | None = None,
    baseline: str | None = None,
    source: str = "Rekisteri",
    period: Period | None = None,
) -> IndicatorTarget:
    """For the programme's whole period, if nothing else is said."""
    start: dict[str, Any] = {}
    if baseline is not None:
        start = {
            "baseline": Decimal(baseline),
            "baseline_on": programme.period.first,
            "baseline_source": source,
        }
    return IndicatorTarget.objects.create(
        municipality=programme.municipality,
        programme=programme,
        code=code,
        period=period or programme.period,
        target=None if target is None else Decimal(target),
        **start,
    )


def make_report(
    municipality: Municipality, period: Period, *, programme: Programme | None = None, language: str = "en"
) -> Report:
    """Published with the figures of the period as they are now; its paper is not a real one."""
    newest = Report.objects.filter(municipality=municipality).aggregate(number=Max("number"))["number"]
    data = report_data(Asked(municipality, period, programme)) | {"language": language}
    return Report.objects.create(
        municipality=municipality, programme=programme, number=(newest or 0) + 1,
        title="Kylät töihin: raportti", period=period, data=data, law_version=data["law_version"],
        pdf=b"%PDF-1.7 raportti", published_by="Aino Esimerkki",
    )  # fmt: skip


def make_correction(report: Report, reason: str = "A mistake") -> Report:
    return Report.objects.create(
        municipality=report.municipality, programme=report.programme, number=report.number,
        version=report.version + 1, corrects=report, correction_reason=reason, title=report.title,
        period=report.period, data=report.data, law_version=report.law_version, pdf=report.pdf,
        published_by="Aino Esimerkki",
    )  # fmt: skip


def make_link(
    *, programme: Programme | None = None, report: Report | None = None, secret: str = "", **fields: Any
) -> ShareLink:
    row = programme or report
    assert row is not None
    return ShareLink.objects.create(
        municipality=row.municipality,
        programme=programme,
        report=report,
        for_whom=fields.pop("for_whom", "Seutukunta"),
        digest=digest_of(secret or new_secret()),
        expires_on=fields.pop("expires_on", FAR),
        made_by=fields.pop("made_by", "Aino"),
        **fields,
    )


def make_key(municipality: Municipality, *, secret: str = "", **fields: Any) -> ApiToken:
    secret = secret or new_secret()
    return ApiToken.objects.create(
        municipality=municipality,
        name=fields.pop("name", "Tietovarasto"),
        digest=digest_of(secret),
        beginning=secret[:8],
        expires_on=fields.pop("expires_on", FAR),
        made_by=fields.pop("made_by", "Aino"),
        **fields,
    )
