"""Facts of money for tests: assumptions, tax percentages, what projects pay."""

from datetime import date
from decimal import Decimal
from typing import Any

from evaluation.models import Assumption, TaxRate
from laavu.accounts.models import Municipality
from laavu.law.period import Period
from placements.models import OtherFunding, Placement


def make_assumption(
    municipality: Municipality,
    kind: str = "work_anyway",
    values: tuple[str, str, str] = ("20", "50", "80"),
    **fields: Any,
) -> Assumption:
    low, likely, high = map(Decimal, values)
    return Assumption.objects.create(
        municipality=municipality, kind=kind, low=low, likely=likely, high=high,
        source=fields.pop("source", "Kaupunginhallitus 3 §"), stated_on=date(2026, 1, 5),
        period=fields.pop("period", Period(date(2015, 1, 1))), **fields,
    )  # fmt: skip


def make_tax_rate(municipality: Municipality, year: int = 2026, percent: str = "8.40") -> TaxRate:
    return TaxRate.objects.create(
        municipality=municipality, year=year, percent=Decimal(percent), source="Valtuusto 60 §"
    )


def make_project_money(placement: Placement, month: date, amount: str, **fields: Any) -> OtherFunding:
    return OtherFunding.objects.create(
        municipality=placement.municipality, placement=placement, month=month, amount=Decimal(amount),
        source=fields.pop("source", "project"), noted_by="Aino Esimerkki", **fields,
    )  # fmt: skip
