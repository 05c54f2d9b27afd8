"""How far a programme has come: start value, target and actual figure of each chosen indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from evaluation.indicators.definition import UNITS
from evaluation.indicators.targets import Target
from laavu.law.period import Period
from laavu.shared import formats
from laavu.shared.charts import BarChart, Series


@dataclass(frozen=True, slots=True)
class Actual:
    """The figure as it may be shown to the reader; `address` is where it opens into its rows."""

    value: Decimal | None
    reason: str = ""
    is_suppressed: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A line of the page."""

    target: Target
    actual: Actual
    percent: int | None

    @property
    def name(self) -> str:
        return str(self.target.indicator.name)

    @property
    def unit(self) -> str:
        return str(UNITS[self.target.indicator.unit])

    @property
    def baseline_text(self) -> str:
        return self._text(self.target.baseline)

    @property
    def target_text(self) -> str:
        return self._text(self.target.target)

    @property
    def actual_text(self) -> str:
        if self.actual.is_suppressed:
            return _("hidden")
        return self._text(self.actual.value)

    @property
    def bar(self) -> int | None:
        """The bar ends at 100."""
        return None if self.percent is None else max(0, min(self.percent, 100))

    def _text(self, value: Decimal | None) -> str:
        return formats.number(value, self.target.indicator.decimals)


def reached(targets: Sequence[Target], actuals: Mapping[str, Actual]) -> list[Reached]:
    """A target without an actual figure has none."""
    found = []
    for target in targets:
        actual = actuals.get(target.code, Actual(None))
        found.append(Reached(target, actual, target.reached_percent(actual.value)))
    return found


def chart(lines: Sequence[Reached], period: Period) -> BarChart | None:
    """How much of each target has been reached; None when nothing can be drawn."""
    drawn = [line for line in lines if line.percent is not None]
    if not drawn:
        return None
    done = sum(line.percent is not None and line.percent >= 100 for line in drawn)
    return BarChart(
        title=_("%(done)s of %(all)s targets have been reached") % {"done": done, "all": len(drawn)},
        description=_("The actual figure of each indicator in percent of its target, %(period)s.")
        % {"period": formats.period(period)},
        unit="%",
        categories=tuple(line.name for line in drawn),
        series=(Series(_("Reached"), tuple(line.percent for line in drawn)),),
        category_heading=_("Indicator"),
    )
