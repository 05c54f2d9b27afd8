"""What the statutes pay, worked out a second time from their text and without the program's own law.

916/2012 ch. 7 as it stood to 30 June 2023; from 1 July 2023 the same chapter as 371/2023 renewed it, which is
380/2023 §§85–94 from 2025. Fractions, so that nothing is rounded before the end.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

RENEWED = date(2023, 7, 1)
BEFORE = ("wage", "holiday_pay", "sick_pay_own", "additional_work", "overtime", "time_bank")
AFTER = ("wage", "holiday_pay", "sick_pay_own")  # §85: no extra work, overtime, working-time bank


def subsidy(
    *,
    decided_on: date,
    percent: int,
    monthly: Decimal,
    share: Decimal,
    first: date,
    last: date,
    pay: Mapping[str, Decimal],
    side_costs: Decimal = Decimal(0),
    other_aid: Decimal = Decimal(0),
) -> Decimal:
    """Euros for the days `first` to `last`: `percent` of what counts, at most the ceiling of the days."""
    renewed = decided_on >= RENEWED
    euros = {kind: Fraction(amount) for kind, amount in pay.items()}
    counted = sum((euros.get(kind, Fraction(0)) for kind in (AFTER if renewed else BEFORE)), Fraction(0))
    bonus = Fraction(0) if renewed else euros.get("holiday_bonus", Fraction(0))
    gross = sum(euros.values(), Fraction(0))
    if not renewed and gross:
        counted += _cents(Fraction(side_costs) * counted / gross)
    within = counted
    if percent == 100:
        # Costs up to 65 % of the regular maximum hours; 1.23 stands for side costs from the renewal on.
        within *= min(Fraction(1), Fraction(65, 100) / Fraction(share)) * (
            Fraction(123, 100) if renewed else 1
        )
    whole_month = (
        first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.month == last.month
    )
    ceiling = Fraction(monthly) if whole_month else Fraction(monthly) * ((last - first).days + 1) / 30
    paid = min(ceiling, within * percent / 100) + bonus * percent / 100
    # §93: what all aid together may be; what goes over it is cut from the wage subsidy.
    most = (counted + bonus) * (Fraction(123, 100) if percent == 100 and renewed else 1)
    paid -= min(paid, max(Fraction(0), paid + Fraction(other_aid) - most))
    return Decimal(_cents(paid).numerator * 100 // _cents(paid).denominator).scaleb(-2)


def _cents(amount: Fraction) -> Fraction:
    """Half a cent up."""
    return Fraction(int(amount * 100 + Fraction(1, 2)), 100)


def last_day(decided_on: date, month: date, ended: date) -> date:
    """Two months from the month's end by the older rules, three from the end of the subsidy by the newer."""
    start, months = (month, 2) if decided_on < RENEWED else (ended, 3)
    index = start.year * 12 + start.month - 1 + months
    year, number = index // 12, index % 12 + 1
    return date(year, number, monthrange(year, number)[1])
