"""Test data of wages: each function makes one row and says only what matters."""

from datetime import date
from decimal import Decimal
from typing import Any

from laavu.law.period import Period, month_of
from placements.models import PaidAbsence, Pay, PayLine, PayPeriod, PayRules, Placement, ReportedIncome
from villages.models import Association


def make_rules(association: Association, from_on: date = date(2015, 1, 1), **fields: Any) -> PayRules:
    return PayRules.objects.create(
        municipality=association.municipality, association=association, from_on=from_on,
        full_weekly_hours=fields.pop("full_weekly_hours", Decimal("37.50")), **fields,
    )  # fmt: skip


def make_absence(rules: PayRules, kind: str, percent: str = "100", **fields: Any) -> PaidAbsence:
    return PaidAbsence.objects.create(
        municipality=rules.municipality, association=rules.association, rules=rules, kind=kind,
        percent=Decimal(percent), **fields,
    )  # fmt: skip


def make_pay_period(
    association: Association, first: date, last: date | None = None, **fields: Any
) -> PayPeriod:
    """A pay period; without a last day the whole month."""
    whole = Period(first, last) if last else month_of(first)
    return PayPeriod.objects.create(
        municipality=association.municipality, association=association, period=whole,
        pay_on=fields.pop("pay_on", whole.last), **fields,
    )  # fmt: skip


def make_pay(placement: Placement, pay_period: PayPeriod, **fields: Any) -> Pay:
    return Pay.objects.create(
        municipality=placement.municipality, association=pay_period.association, placement=placement,
        pay_period=pay_period, computed_by=fields.pop("computed_by", "Laskija"), **fields,
    )  # fmt: skip


def make_line(pay: Pay, amount: str = "100.00", **fields: Any) -> PayLine:
    return PayLine.objects.create(
        municipality=pay.municipality, association=pay.association, pay=pay, amount=Decimal(amount),
        **{
            "kind": "hourly", "item": "wage", "income_code": "201",
            "month": pay.pay_period.period.first.replace(day=1), **fields,
        },
    )  # fmt: skip


def make_reported(
    pay: Pay, income_code: str = "201", amount: str = "100.00", **fields: Any
) -> ReportedIncome:
    return ReportedIncome.objects.create(
        municipality=pay.municipality, association=pay.association, pay=pay, income_code=income_code,
        amount=Decimal(amount), reported_by=fields.pop("reported_by", "Kirjaaja"), **fields,
    )  # fmt: skip
