"""What a programme set out to reach, beside what it has reached. Reports take `targets_of`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Indicator
from evaluation.indicators.reaching import reached_percent
from evaluation.models import IndicatorTarget, Programme
from laavu.law.period import Period


@dataclass(frozen=True, slots=True)
class Target:
    """A chosen indicator in one period. `target` None: followed without one; so with the start value."""

    code: str
    period: Period
    baseline: Decimal | None
    baseline_on: date | None
    baseline_source: str
    target: Decimal | None

    @property
    def indicator(self) -> Indicator:
        return CATALOGUE[self.code]

    def reached_percent(self, actual: Decimal | None) -> int | None:
        """Of the target, in whole percent; None where a share says nothing (`reaching`)."""
        return reached_percent(self.code, self.baseline, self.target, actual)


def targets_of(programme: Programme, period: Period | None = None) -> tuple[Target, ...]:
    """The programme's chosen indicators in the catalogue's order, by period; of one period if it is given.

    Codes that the catalogue no longer has are left out.
    """
    rows: Iterable[IndicatorTarget] = IndicatorTarget.objects.filter(programme=programme)
    found = [row for row in rows if row.code in CATALOGUE and period in (None, row.period)]
    order: Mapping[str, int] = {code: at for at, code in enumerate(CATALOGUE)}
    found.sort(key=lambda row: (row.period.first, -_end(row.period).toordinal(), order[row.code]))
    return tuple(
        Target(row.code, row.period, row.baseline, row.baseline_on, row.baseline_source, row.target)
        for row in found
    )


def periods_of(programme: Programme, on: date) -> list[Period]:
    """What targets can be set for: the whole programme, and each calendar year of it.

    A programme without a last day has its years up to that of `on`, and ends with it for now.
    """
    first, last = programme.period.first, programme.period.last
    if last is None:
        last = date(max(on.year, first.year), 12, 31)
    years = [
        Period(max(first, date(year, 1, 1)), min(last, date(year, 12, 31)))
        for year in range(first.year, last.year + 1)
    ]
    kept = sorted({row.period for row in IndicatorTarget.objects.filter(programme=programme)}, key=_end)
    return list(dict.fromkeys([Period(first, last), *years, *kept]))


def targets_around(programme: Programme, period: Period) -> tuple[Target, ...]:
    """The targets of the shortest of the programme's periods that holds the whole of this one."""
    found: dict[Period, list[Target]] = {}
    for target in targets_of(programme):
        found.setdefault(target.period, []).append(target)
    last = _end(period)
    around = [one for one in found if one.first <= period.first and last <= _end(one)]
    if not around:
        return ()
    return tuple(found[min(around, key=lambda one: _end(one) - one.first)])


def counted_period(period: Period, on: date) -> Period | None:
    """What of the period has been by the day; None while it has not begun."""
    last = min(_end(period), on)
    return None if last < period.first else Period(period.first, last)


def _end(period: Period) -> date:
    return period.last or date.max
