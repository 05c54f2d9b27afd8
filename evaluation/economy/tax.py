"""What work does to the municipality's tax: the difference of two taxes of a year, each computed by itself.

The tax of the wage with the benefit that stays beside it, minus the tax of the benefit alone. It is below
zero for low wages since 2023, and is told so. No percentage of the wage is ever used instead.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from evaluation.economy.avoided import by_worker, counted_days
from evaluation.economy.facts import Facts, Jobseeker, Lack, Placed
from evaluation.economy.people import NO_BENEFIT, Run, Unknown, benefit_of, gross_of_month, runs_of
from evaluation.economy.share import ZERO, paid_for
from evaluation.economy.sums import Adding, Sum
from evaluation.economy.wages import wage_in
from laavu.law.answers import Blocked
from laavu.law.municipal_tax import TaxFacts, municipal_tax
from laavu.law.period import Period

BASIC_PART_ONLY = "earnings_related_allowance"


def tax_effect(facts: Facts, asked: Period) -> Sum:
    """Each year's difference, its part by the counted days of work that lie in the asked period."""
    found = Adding()
    for worker, placed in by_worker(facts.placed).items():
        runs = runs_of(placed)
        jobseeker = facts.jobseekers.get(worker, Jobseeker())
        for year in range(asked.first.year, (asked.last or asked.first).year + 1):
            whole = Period(date(year, 1, 1), date(year, 12, 31))
            inside = asked.overlap(whole)
            days = sum(one.day_count for run in runs for one in counted_days(run, inside or whole))
            if not days:
                continue
            try:
                effect, worked = _of_year(whole, runs, jobseeker, facts.tax_rates)
            except Unknown as unknown:
                found.lacks_of(worker, unknown.lack)
            else:
                found.add(worker, effect * days / worked)
    return found.sum()


def _of_year(
    year: Period, runs: Sequence[Run], jobseeker: Jobseeker, rates: Mapping[int, Decimal]
) -> tuple[Decimal, int]:
    """The year's difference, and the days of work of the year. Raises Unknown."""
    worked = [days for run in runs if (days := run.period.overlap(year))]
    placed = [one for run in runs for one in run.placed if one.period.touches(year)]
    benefit = benefit_of(jobseeker, worked[0].first)
    if benefit is None:
        raise Unknown(Lack.BENEFIT)
    if benefit == BASIC_PART_ONLY:
        raise Unknown(Lack.BASIC_PART)
    rate = rates.get(year.first.year)
    # Whether the law of the year is known goes before what the municipality has not written down.
    _tax(year.first.year, Decimal(1), ZERO, ZERO)
    if rate is None:
        raise Unknown(Lack.TAX_RATE)
    wage = sum((_wage_of(one, year) for one in placed), ZERO)
    alone, beside = _benefits(year, runs, benefit)
    number = sum(days.day_count for days in worked)
    return _tax(year.first.year, rate, wage, beside) - _tax(year.first.year, rate, ZERO, alone), number


def _wage_of(placed: Placed, year: Period) -> Decimal:
    days = placed.period.overlap(year)
    total = ZERO
    for month in days.months() if days else ():
        wage = wage_in(placed, month.first.replace(day=1))
        if wage is None:
            raise Unknown(Lack.WAGE)
        total += wage
    return total


def _benefits(year: Period, runs: Sequence[Run], benefit: str) -> tuple[Decimal, Decimal]:
    """The year's benefit without any work, and with the work: the rest of the year is taken to be on it."""
    if benefit == NO_BENEFIT:
        return ZERO, ZERO
    try:
        alone = beside = paid_for(benefit, year)
        for run in runs:
            days = run.period.overlap(year)
            for month in days.months() if days else ():
                gross = gross_of_month(run, month)
                beside += paid_for(benefit, month, gross) - paid_for(benefit, month)
    except Blocked as blocked:
        raise Unknown(Lack.LAW) from blocked
    return alone, beside


def _tax(year: int, percent: Decimal, wage: Decimal, benefit: Decimal) -> Decimal:
    value = municipal_tax(TaxFacts(year, percent, wage, benefit)).value
    if value is None:
        raise Unknown(Lack.TAX_LAW)
    return value.tax
