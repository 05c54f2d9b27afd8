"""Wages and side costs out, where pay is not on record: agreed hours by the terms and the law's rates."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from laavu.law import parameters
from laavu.law.answers import Blocked
from laavu.law.period import ONE_DAY, Period, end_of_month_after, month_of, years_before
from laavu.law.rounding import round_money
from laavu.law.side_costs import SideCostFacts, side_costs
from laavu.shared import formats
from placements.agreed import agreed_on, terms_on
from placements.cash.events import (
    NOTHING,
    CashEvent,
    CashKind,
    Found,
    Ground,
    Missing,
    insurance_day,
    last_weekday,
    tax_day,
)
from placements.models import Terms

YEARS_BACK = 3
MONTHS_BEHIND = 3
PayDayOf = Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Rates:
    """An employer's own insurance, percent of wages; None: not on record."""

    accident: Decimal | None = None
    group_life: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A paid placement: whose, when, on which terms, and the days whose pay is on record already."""

    name: str
    placed: Period
    terms: Sequence[Terms]
    address: str = ""
    paid: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Costs:
    """Side costs of a wage: the part that goes with taxes, the part of the insurers; `year`: whose rates."""

    tax: Decimal
    insurance: Decimal
    year: int


def costs_of(gross: Decimal, paid_on: date, rates: Rates) -> Costs | None:
    """By the rates of the pay day, or those of the last year that is known; None when none is."""
    for back in range(YEARS_BACK + 1):
        day = years_before(paid_on, back)
        try:
            row = parameters.at(day).get("employer_rates")
            found = side_costs(
                SideCostFacts(
                    day,
                    gross,
                    row.number("accident_average") if rates.accident is None else rates.accident,
                    row.number("group_life_average") if rates.group_life is None else rates.group_life,
                )
            ).get()
        except Blocked:
            continue
        health = dict(found.lines)["health"]
        tax = round_money(gross * health / 100)
        return Costs(tax, found.total - tax, day.year)
    return None


def forecast(jobs: Iterable[Job], window: Period, pay_day: PayDayOf, rates: Rates) -> Found:
    """Wages and their side costs that leave in the window, for days whose pay is not on record."""
    found = Found()
    for job in jobs:
        found += _of_job(job, window, pay_day, rates)
    return found


def _of_job(job: Job, window: Period, pay_day: PayDayOf, rates: Rates) -> Found:
    worked = job.placed.overlap(_days_paid_in(window))
    if worked is None:
        return Found()
    wages: dict[date, Decimal] = defaultdict(Decimal)
    for day in worked.days():
        if any(day in period for period in job.paid):
            continue
        wage = wage_on(job, day)
        if wage is None:
            return Found(missing=(Missing(job.name, _("The hourly wage is not on record.")),))
        if wage:
            wages[pay_day(day)] += wage
    found = Found()
    for paid_on, exact in sorted(wages.items()):
        found += wage_events(job, paid_on, round_money(exact), rates)
    return Found(tuple(event for event in found.events if event.on in window), found.missing)


def _days_paid_in(window: Period) -> Period:
    """Days of work whose wage or side costs may leave in the window: some months before it, one after."""
    first = window.first.replace(day=1)
    for _step in range(MONTHS_BEHIND):
        first = (first - ONE_DAY).replace(day=1)
    return Period(first, end_of_month_after(window.last or window.first, 1))


def wage_events(job: Job, paid_on: date, gross: Decimal, rates: Rates) -> Found:
    """A wage on its pay day, and what follows it in the next month."""
    told = {"name": job.name, "month": formats.month(paid_on)}
    wage = CashEvent(
        paid_on, -gross, CashKind.WAGES, _("Wage: %(name)s") % told, Ground.FORECAST, job.address
    )
    costs = costs_of(gross, paid_on, rates)
    if costs is None:
        why = _("The contribution rates of %(year)s are not in the law's tables.") % {"year": paid_on.year}
        return Found((wage,), (Missing(_("Side costs of wages"), why),))
    return Found((wage, *side_cost_events(job.name, paid_on, costs.tax, costs.insurance, Ground.FORECAST)))


def side_cost_events(
    name: str, paid_on: date, tax: Decimal, insurance: Decimal, ground: Ground
) -> tuple[CashEvent, ...]:
    """The contributions of a wage on the days on which they are paid."""
    told = {"name": name, "month": formats.month(paid_on)}
    events = (
        CashEvent(
            tax_day(paid_on), -tax, CashKind.TAX, _("Health insurance: %(name)s, %(month)s") % told, ground
        ),
        CashEvent(
            insurance_day(paid_on),
            -insurance,
            CashKind.INSURANCE,
            _("Insurance contributions: %(name)s, %(month)s") % told,
            ground,
        ),
    )
    return tuple(event for event in events if event.amount)


def month_end_pay(day: date) -> date:
    """Wages of a calendar month leave on its last weekday."""
    return last_weekday(month_of(day).last or day)


def wage_on(job: Job, day: date) -> Decimal | None:
    """Exact wage of one day: agreed hours, or a weekday's part of the monthly wage; None: not on record."""
    hours = agreed_on(job.terms, job.placed, day)
    if not hours:
        return NOTHING
    terms = terms_on(job.terms, day)
    if terms is None:
        return None
    if terms.monthly_wage is not None:
        part: Decimal = terms.monthly_wage / month_of(day).weekday_count
        return part
    return None if terms.hourly_wage is None else hours * terms.hourly_wage


def wage_in(job: Job, asked: Period) -> Decimal | None:
    """Exact wage of a period by the terms; None where a wage is not on record."""
    shared = job.placed.overlap(asked)
    total = NOTHING
    for day in shared.days() if shared else ():
        wage = wage_on(job, day)
        if wage is None:
            return None
        total += wage
    return total
