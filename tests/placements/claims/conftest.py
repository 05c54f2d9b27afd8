"""One treasurer's month: workers with decisions, approved hours and paid wages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from laavu.law.period import Period
from placements.models import Month, Pay, PayPeriod, Placement, SubsidyDecision
from tests.cast import Cast
from tests.factories import make_decision, make_hours, make_placement, make_worker
from tests.pay import make_line, make_pay, make_pay_period, make_rules
from villages.models import Association

TODAY = date(2026, 5, 11)
MARCH = date(2026, 3, 1)


@pytest.fixture
def today() -> Any:
    with time_machine.travel(datetime(2026, 5, 11, 9, tzinfo=UTC), tick=False):
        yield TODAY


@dataclass
class Worked:
    """One worker's March."""

    placement: Placement
    decision: SubsidyDecision
    pay: Pay


def worked(
    association: Association,
    *,
    name: str = "Virtanen Veikko",
    wage: str = "1000.00",
    first: date = date(2026, 1, 1),
    month: date = MARCH,
    approved: bool = True,
    paid: bool = True,
    **decided: Any,
) -> Worked:
    """A placement with a decision, approved hours of the month and its wage, paid."""
    placement = make_placement(
        make_worker(association.municipality, name=name), association, first=first, weekly_hours="24.00"
    )
    decided.setdefault("payer", "Oulun työllisyysalue")
    decision = make_decision(placement, **{"working_time_share": Decimal("0.65"), **decided})
    make_hours(placement, month.replace(day=2), "7.50")
    if approved:
        approve(placement, month)
    period = make_pay_period_once(association, month)
    pay = make_pay(placement, period)
    make_line(pay, wage)
    close(pay, wage, paid=paid)
    return Worked(placement, decision, pay)


def approve(placement: Placement, month: date) -> None:
    now = datetime.now(UTC)
    Month.objects.filter(placement=placement, first_day=month).update(
        state="approved",
        approved_at=now,
        approved_by="Hyväksyjä",
        submitted_at=now,
        submitted_by="Toimittaja",
    )


def make_pay_period_once(association: Association, month: date) -> Any:
    found = PayPeriod.objects.filter(association=association, period__startswith=month).first()
    return found or make_pay_period(association, month)


def close(pay: Pay, gross: str, *, paid: bool = True, side: str = "50.00") -> None:
    now = datetime.now(UTC)
    pay.gross = Decimal(gross)
    pay.pension = pay.unemployment = pay.health = pay.accident = pay.group_life = Decimal(side) / 5
    pay.state, pay.closed_at, pay.closed_by = "closed", now, "Sulkija"
    pay.save()
    if paid:
        pay.state, pay.paid_on, pay.paid_at, pay.paid_by = "paid", date(2026, 4, 10), now, "Maksaja"
        pay.payslip_reference = "PL-1"
        pay.save()


def replaced_pay(pay: Pay, wage: str) -> Pay:
    """The same pay corrected to another wage, paid."""
    later = make_pay(
        pay.placement, pay.pay_period, version=pay.version + 1, replaces=pay, reason="tunnit korjattu"
    )
    make_line(later, wage)
    close(later, wage)
    return later


@pytest.fixture
def one(cast: Cast, today: date) -> Worked:
    make_rules(cast.association, full_weekly_hours=Decimal("37.50"))
    return worked(cast.association)


WHOLE = Period(date(2026, 1, 1), date(2026, 10, 31))
