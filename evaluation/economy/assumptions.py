"""What is taken for granted where no register knows: the municipality's own values, or cautious defaults."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from evaluation.models.economy import AssumptionKind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ENDS = ("low", "likely", "high")
HUNDRED = Decimal(100)
STATED_ON = date(2026, 11, 29)


@dataclass(frozen=True, slots=True)
class Assumed:
    """One assumption: smallest, likely and largest value, where it comes from, and since when it stands."""

    kind: str
    low: Decimal
    likely: Decimal
    high: Decimal
    source: "str | _StrPromise"
    stated_on: date
    is_default: bool = False

    @property
    def is_used(self) -> bool:
        """Whether it can change any sum: a share of nothing or a worth of nothing cannot."""
        return self.high != 0 or self.kind == AssumptionKind.SUBSIDY_SHARE


@dataclass(frozen=True, slots=True)
class Chosen:
    """One value of each assumption. Shares are between 0 and 1, the others euros."""

    work_anyway: Decimal
    displacement: Decimal
    subsidy_share: Decimal
    work_value: Decimal
    own_work: Decimal

    @property
    def remaining(self) -> Decimal:
        """What is left of an effect without what would have come anyway and what others lost by it."""
        return (1 - self.work_anyway) * (1 - self.displacement)


Assumptions = Mapping[str, Assumed]


def _default(kind: str, low: str, likely: str, high: str, source: "str | _StrPromise") -> Assumed:
    return Assumed(kind, Decimal(low), Decimal(likely), Decimal(high), source, STATED_ON, is_default=True)


NOT_STATED = _("Laavu's default: the municipality has stated nothing, so nothing is counted.")
DEFAULTS: Assumptions = {
    one.kind: one
    for one in (
        _default(
            AssumptionKind.WORK_ANYWAY, "30", "60", "90",
            _(
                "Laavu's default. Finnish studies found positive effects of wage subsidy in businesses and "
                "between none and weak ones in associations, so the share is taken to be high."
            ),
        ),
        _default(
            AssumptionKind.DISPLACEMENT, "0", "0", "20",
            _(
                "Laavu's default. Work in villages is to compete with nobody; no study of associations is "
                "known."
            ),
        ),
        _default(
            AssumptionKind.SUBSIDY_SHARE, "100", "100", "100",
            _(
                "Laavu's default: all of it. The state's compensation for employment services does not "
                "depend on single decisions."
            ),
        ),
        _default(AssumptionKind.WORK_VALUE, "0", "0", "0", NOT_STATED),
        _default(AssumptionKind.OWN_WORK, "0", "0", "0", NOT_STATED),
    )
}  # fmt: skip


def chosen(assumptions: Assumptions, **ends: str) -> Chosen:
    """The likely values; of those named the value at the end that is given (`low`, `likely`, `high`)."""
    values = {kind: getattr(one, ends.get(kind, "likely")) for kind, one in assumptions.items()}
    return Chosen(
        work_anyway=values[AssumptionKind.WORK_ANYWAY] / HUNDRED,
        displacement=values[AssumptionKind.DISPLACEMENT] / HUNDRED,
        subsidy_share=values[AssumptionKind.SUBSIDY_SHARE] / HUNDRED,
        work_value=values[AssumptionKind.WORK_VALUE],
        own_work=values[AssumptionKind.OWN_WORK],
    )


def corners(assumptions: Assumptions) -> Iterator[Chosen]:
    """Every way to take each assumption at one of its ends: a sum is lowest and highest at one of them."""
    open_ = [kind for kind, one in assumptions.items() if one.low != one.high]
    for ends in product(("low", "high"), repeat=len(open_)):
        yield chosen(assumptions, **dict(zip(open_, ends, strict=True)))
