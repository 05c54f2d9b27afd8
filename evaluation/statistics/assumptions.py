"""The municipality's assumptions and tax percentages as they stand for a period."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from evaluation.economy.assumptions import DEFAULTS, Assumed, Assumptions
from evaluation.models import Assumption, TaxRate


def assumptions_on(municipality_id: int, day: date) -> Assumptions:
    """Every assumption: the municipality's own of the day, or the default."""
    own = {
        row.kind: Assumed(row.kind, row.low, row.likely, row.high, row.source, row.stated_on)
        for row in Assumption.objects.filter(municipality=municipality_id, period__contains=day)
    }
    return {kind: own.get(kind, default) for kind, default in DEFAULTS.items()}


def tax_rates(municipality_id: int) -> Mapping[int, Decimal]:
    """The municipality's tax percentage by year."""
    return dict(TaxRate.objects.filter(municipality=municipality_id).values_list("year", "percent"))
