"""What the page of an association's money shows: sections, each with its template and what feeds it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from laavu.accounts.actor import Actor
from placements.cash.section import cash_section
from placements.claims.landing import claims_section
from placements.pay.landing import pay_section
from villages.models import Association


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its template in templates/placements/money/, and its context for an association."""

    template: str
    context: Callable[[Actor, Association, date], dict[str, Any]]


# In the order of the page.
SECTIONS: list[Section] = [
    Section("placements/money/pay.html", pay_section),
    Section("placements/money/cash.html", cash_section),
    Section("placements/money/claims.html", claims_section),
]
