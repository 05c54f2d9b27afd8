"""What moves an association's money on one day, and the days that the forecast takes where none is known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laavu.law.period import ONE_DAY, SATURDAY, next_month

NOTHING = Decimal(0)
TAX_DAY = 12  # of the month after the pay day: the employer's health insurance contribution
INSURANCE_DAY = 20  # of the month after the pay day: pension, unemployment, accident, group life
CLAIM_AFTER = 14  # days from the end of the month to the sending of the claim
PAID_AFTER = 30  # days from the sending of the claim to the payment, where too few are known
FEWEST_PAYMENTS = 3  # own paid claims from which a median is taken


class CashKind(StrEnum):
    """What kind of income or cost an event is."""

    WAGES = "wages"
    TAX = "tax"
    INSURANCE = "insurance"
    SUBSIDY = "subsidy"
    SUPPLEMENT = "supplement"
    INCOME = "income"
    COST = "cost"
    DRAW = "draw"
    REPAYMENT = "repayment"


KIND_NAMES: dict[CashKind, Promise] = {
    CashKind.WAGES: _("wages"),
    CashKind.TAX: _("employer's health insurance contribution"),
    CashKind.INSURANCE: _("pension and other insurance contributions"),
    CashKind.SUBSIDY: pgettext_lazy("cash", "wage subsidy"),
    CashKind.SUPPLEMENT: pgettext_lazy("cash", "municipal support"),
    CashKind.INCOME: pgettext_lazy("cash", "other income"),
    CashKind.COST: pgettext_lazy("cash", "other cost"),
    CashKind.DRAW: _("loan drawn"),
    CashKind.REPAYMENT: _("loan repaid"),
}


class Ground(StrEnum):
    """What an event rests on."""

    RECORDED = "recorded"
    EXPECTED = "expected"
    LATE = "late"
    FORECAST = "forecast"


GROUND_NAMES: dict[Ground, Promise] = {
    Ground.RECORDED: pgettext_lazy("cash", "on record"),
    Ground.EXPECTED: pgettext_lazy("cash", "expected"),
    Ground.LATE: pgettext_lazy("cash", "late"),
    Ground.FORECAST: pgettext_lazy("cash", "forecast"),
}


@dataclass(frozen=True, slots=True)
class CashEvent:
    """Money on one day: above zero it comes in, below zero it goes out."""

    on: date
    amount: Decimal
    kind: CashKind
    text: str
    ground: Ground = Ground.FORECAST
    address: str = ""

    @property
    def kind_name(self) -> str:
        return str(KIND_NAMES[self.kind])

    @property
    def ground_name(self) -> str:
        return str(GROUND_NAMES[self.ground])


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that cannot be computed: of what, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """Events, and what could not be computed."""

    events: tuple[CashEvent, ...] = ()
    missing: tuple[Missing, ...] = ()

    def __add__(self, other: "Found") -> "Found":
        unseen = tuple(one for one in other.missing if one not in self.missing)
        return Found(self.events + other.events, self.missing + unseen)


def working_day(day: date) -> date:
    """The day, or the Monday after it: payments that fall on a weekend leave on the next weekday."""
    while day.weekday() >= SATURDAY:
        day += ONE_DAY
    return day


def last_weekday(month_end: date) -> date:
    """The last day of the month that is not a Saturday or a Sunday."""
    day = month_end
    while day.weekday() >= SATURDAY:
        day -= ONE_DAY
    return day


def tax_day(paid_on: date) -> date:
    return working_day(next_month(paid_on).replace(day=TAX_DAY))


def insurance_day(paid_on: date) -> date:
    return working_day(next_month(paid_on).replace(day=INSURANCE_DAY))
