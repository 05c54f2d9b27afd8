"""Money: the four payers, assumptions, the forecast."""

from __future__ import annotations

from evaluation.models import Assumption, TaxRate
from tests.walks.addresses.kinds import EVALUATORS, form, page

ECONOMY = {
    "economy": page(EVALUATORS),
    "share_forecast": page(EVALUATORS),
    "assumption_list": page(EVALUATORS),
    "assumption_add": form(EVALUATORS),
    "assumption_change": form(EVALUATORS, Assumption),
    "tax_rate_add": form(EVALUATORS),
    "tax_rate_change": form(EVALUATORS, TaxRate),
}
