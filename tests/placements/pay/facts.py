"""Facts of pay without a database."""

from datetime import date
from decimal import Decimal
from typing import Any

from laavu.law.period import Period
from placements.models import PaidAbsence, PayRules, Terms
from placements.pay.facts import PayFacts, RulesFrom, Worked

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def terms(from_on: date = date(2026, 1, 1), week: str = "25", **wage: str | None) -> Terms:
    given = wage or {"hourly_wage": "12.34"}
    return Terms(
        from_on=from_on, weekly_hours=Decimal(week), **{k: Decimal(v) for k, v in given.items() if v}
    )


def absence(kind: str, percent: str = "100", **fields: Any) -> PaidAbsence:
    return PaidAbsence(kind=kind, percent=Decimal(percent), **fields)


def rules(*absences: PaidAbsence, from_on: date = date(2015, 1, 1), **fields: Any) -> RulesFrom:
    given = {name: Decimal(value) if isinstance(value, str) and value[0].isdigit() else value
             for name, value in fields.items()}  # fmt: skip
    return RulesFrom(PayRules(from_on=from_on, full_weekly_hours=Decimal("37.5"), **given), absences)


def worked(day: date, hours: str = "5", kind: str = "work", **fields: Any) -> Worked:
    return Worked(day, Decimal(hours), kind, **fields)


def facts(*entries: Worked, **fields: Any) -> PayFacts:
    return PayFacts(
        **{
            "placed": Period(date(2026, 1, 1), date(2026, 10, 31)), "period": MARCH,
            "pay_on": date(2026, 3, 31), "terms": [terms()], "rules": [rules(absence("public_holiday"))],
            "worked": entries, "accident_percent": Decimal("0.57"), "group_life_percent": Decimal("0.06"),
            **fields,
        }
    )  # fmt: skip
