"""The figure that an action is to move: as it was in the year up to the decision, and as it is now.

Counted for the municipality and shown as on the page of figures: what would tell of a few people is hidden.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.computing import compute
from evaluation.indicators.definition import UNITS, Indicator
from evaluation.indicators.suppression import only_pairs
from evaluation.models import ActionReading, DevelopmentAction
from evaluation.reports.dataset import Asked
from laavu.accounts.acting import acting_for
from laavu.law.period import ONE_DAY, Period, years_before
from laavu.shared import formats

CENT = Decimal("0.01")
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure at a time. `text` is the number with its unit, or says that it is hidden or not there."""

    indicator: Indicator
    period: Period
    value: Decimal | None
    is_suppressed: bool
    reason: str

    @property
    def text(self) -> str:
        if self.is_suppressed:
            return _("hidden")
        if self.value is None:
            return _("no figure")
        return f"{formats.number(self.value, self.indicator.decimals)} {UNITS[self.indicator.unit]}"


@dataclass(frozen=True, slots=True)
class Compared:
    """The figure when the action was decided and now; `change` is empty where one of them has no number."""

    indicator: Indicator
    then: Reading | None
    now: Reading
    frozen: ActionReading | None

    @property
    def change(self) -> str:
        if self.then is None or self.then.value is None or self.now.value is None:
            return ""
        difference = self.now.value - self.then.value
        number = formats.number(difference, self.indicator.decimals)
        return f"+{number}" if difference > 0 else number


def year_to(day: date) -> Period:
    """The year that ends on the day, so that two readings are of equal length."""
    return Period(years_before(day, 1) + ONE_DAY, day)


def counted(action: DevelopmentAction, day: date) -> Reading:
    """The action's figure in the year up to the day, from the rows as they are now."""
    asked = Asked(action.municipality, year_to(day), action.programme)
    with acting_for(action.municipality):
        figure = only_pairs(compute(asked.scope), asked.limits)[action.indicator]
    value = None if figure.value is None else figure.value.quantize(CENT, ROUND_HALF_UP)
    reason = "" if figure.value is not None else str(figure.reason)
    return Reading(CATALOGUE[action.indicator], asked.period, value, figure.is_suppressed, reason)


def frozen(action: DevelopmentAction) -> ActionReading | None:
    """What was counted when the action was decided, of the figure and programme that it has now."""
    if not action.indicator or action.decided_on is None:
        return None
    rows = action.readings.filter(
        code=action.indicator, programme=action.programme, period=year_to(action.decided_on)
    )
    return rows.order_by("-id").first()


def freeze(action: DevelopmentAction, *, by: str, at: datetime) -> ActionReading | None:
    """Keep the figure of the year up to the decision, once; nothing without a figure or a decision."""
    if action.indicator not in CATALOGUE or action.decided_on is None:
        return None
    if found := frozen(action):
        return found
    reading = counted(action, action.decided_on)
    row, _made = ActionReading.objects.get_or_create(
        action=action,
        code=action.indicator,
        programme=action.programme,
        period=reading.period,
        defaults={
            "municipality_id": action.municipality_id,
            "value": reading.value,
            "is_suppressed": reading.is_suppressed,
            "reason": reading.reason[:LONGEST_REASON],
            "counted_at": at,
            "counted_by": by,
        },
    )
    return row


def compared(action: DevelopmentAction, on: date) -> Compared | None:
    """None for an action without a figure, or whose figure is in the catalogue no longer."""
    if action.indicator not in CATALOGUE:
        return None
    indicator, row = CATALOGUE[action.indicator], frozen(action)
    then = None
    if row is not None:
        then = Reading(indicator, row.period, row.value, row.is_suppressed, row.reason)
    return Compared(indicator, then, counted(action, on), row)
