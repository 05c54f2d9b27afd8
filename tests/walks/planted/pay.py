"""Rules of pay, a pay period, and a pay with a line and what was reported of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from placements.models import Placement
from tests.pay import make_absence, make_line, make_pay, make_pay_period, make_reported, make_rules


def plant_pay(keep: Callable[[Any], Any], placement: Placement, mark: str) -> None:
    assert placement.association is not None
    rules = keep(make_rules(placement.association, agreement=f"{mark} sopimus", cost_centre=f"{mark} 1"))
    keep(make_absence(rules, "sick"))
    period = keep(make_pay_period(placement.association, date(2026, 3, 1)))
    pay = keep(make_pay(placement, period, computed_by=f"{mark} Laskija", gross="100.00"))
    keep(make_line(pay, is_manual=True, reason=f"{mark} syy"))
    keep(make_reported(pay, reported_by=f"{mark} Kirjaaja"))
