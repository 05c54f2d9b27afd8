"""Targets of the demo's programme, a link to its published reports, and a key for a program."""

from datetime import timedelta
from decimal import Decimal

from evaluation.models import IndicatorTarget, Programme, Report, ShareUse
from evaluation.sharing.links import make_key, make_link
from laavu.accounts.models import User
from laavu.demo.making import Demo, morning
from laavu.law.period import ONE_DAY, Period

# Code, start value, target. The start value is of the year before, as the application had it.
TARGETS = (
    ("participants", "60", "220"),
    ("new_participants", None, "160"),
    ("employed_by_associations", "25", "150"),
    ("person_months", "180", "1400"),
    ("worked_hours", None, "30000"),
    ("unfinished_work_done", "4", "40"),
    ("work_ability_change", None, "0.5"),
    ("eeco03", None, "110"),
    ("eecr04", None, "30"),
)
SOURCE = "Hankehakemus"


def make_sharing(demo: Demo) -> None:
    """After the reports: there is something to share."""
    report = Report.objects.filter(municipality=demo.municipality).select_related("programme").first()
    by = User.objects.filter(roles__municipality=demo.municipality, roles__kind="coordinator").first()
    if report is None or report.programme is None or by is None:
        return
    programme = report.programme
    whole = Period(programme.period.first, programme.period.last or demo.last)
    demo.save([_target(programme, whole, *target) for target in TARGETS])
    at = morning(demo.last)
    month = demo.last + timedelta(days=30)
    link, _secret = make_link(
        programme, for_whom="Seutukunnan työllisyysryhmä", expires_on=month, by=by, at=at
    )
    demo.save([ShareUse(link=link, report=report, file_format="pdf", used_at=at)])
    make_key(
        demo.municipality, name="Kaupungin tietovarasto", opens_figures=True, opens_reports=True,
        expires_on=demo.last + timedelta(days=300), by=by, at=at,
    )  # fmt: skip


def _target(
    programme: Programme, period: Period, code: str, baseline: str | None, target: str
) -> IndicatorTarget:
    row = IndicatorTarget(programme=programme, code=code, period=period, target=Decimal(target))
    if baseline is not None:
        row.baseline, row.baseline_source = Decimal(baseline), SOURCE
        row.baseline_on = period.first - ONE_DAY
    return row
