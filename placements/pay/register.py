"""Figures of a payment as the Incomes Register has them, beside what payroll reported."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

from laavu.law import parameters
from placements.choices import PlacementKind
from placements.models import Pay, PayLine
from placements.pay.facts import ZERO

TOTAL_WAGES = "101"


@dataclass(frozen=True, slots=True)
class Compared:
    """One income type: what the lines come to, what was reported (None: nothing), and the difference."""

    code: str
    name: str
    computed: Decimal
    reported: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.reported is None else self.reported - self.computed


def is_state_supported(pay: Pay) -> bool:
    """Whether the payment is reported as state-supported employment: work with wage subsidy."""
    return pay.placement.kind == PlacementKind.SUBSIDISED


def income_name(code: str, pay: Pay) -> str:
    """The income type's own name: Finnish for those who read Finnish or Swedish, else English."""
    row = parameters.at(pay.pay_period.pay_on).find(f"income_code.{code}")
    if row is None:
        return ""
    return row.text("name_en" if get_language() == "en" else "name_fi")


def computed_figures(lines: Iterable[PayLine]) -> dict[str, Decimal]:
    """Euros by income type."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.income_code:
            sums[line.income_code] += line.amount
    return dict(sums)


def compared(pay: Pay, lines: Iterable[PayLine]) -> list[Compared]:
    """By income type. Payroll that reports total wages (101) is compared with the sum of all wages."""
    computed = computed_figures(lines)
    reported = {one.income_code: one.amount for one in pay.reported.all()}
    if TOTAL_WAGES in reported:
        wages = sum((amount for code, amount in computed.items() if code < "300"), ZERO)
        computed = {code: amount for code, amount in computed.items() if code >= "300"} | {TOTAL_WAGES: wages}
    return [
        Compared(
            code,
            income_name(code, pay),
            computed.get(code, ZERO),
            reported.get(code, ZERO) if reported else None,
        )
        for code in sorted({*computed, *reported})
    ]


def differing(figures: Iterable[Compared]) -> list[Compared]:
    """Those whose reported figure is another."""
    return [one for one in figures if one.difference]
