"""A worker with approved hours of March 2026, rules of pay and a pay period."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from placements.models import Month, Pay, PayPeriod, PayRules, Placement
from placements.pay.actions import close_pays, compute_pays
from tests.factories import make_hours, make_placement, make_worker
from tests.pay import make_absence, make_pay_period, make_rules
from tests.placements.cast import Cast

MARCH = date(2026, 3, 1)


@dataclass
class World:
    placement: Placement
    period: PayPeriod
    rules: PayRules


def make_world(people: Cast, **terms: Any) -> World:
    """Two weeks of 25 hours at 10 €, the month approved."""
    association = people.association
    association.accident_percent, association.group_life_percent = Decimal("0.57"), Decimal("0.06")
    association.save()
    rules = make_rules(association, wage_account="5000", pension_account="6130", cost_centre="Kylä",
                       kilometre_euros=Decimal("0.55"))  # fmt: skip
    make_absence(rules, "sick")
    placement = make_placement(make_worker(people.municipality), association, **terms)
    for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13):
        make_hours(placement, date(2026, 3, day))
    approve(placement)
    return World(placement, make_pay_period(association, MARCH, pay_on=date(2026, 4, 10)), rules)


def approve(placement: Placement, first_day: date = MARCH) -> None:
    Month.objects.filter(placement=placement, first_day=first_day).update(
        state="approved",
        submitted_at=timezone.now(),
        submitted_by="L",
        approved_at=timezone.now(),
        approved_by="H",
    )


def reopen(placement: Placement, first_day: date = MARCH) -> None:
    Month.objects.filter(placement=placement, first_day=first_day).update(
        state="open", submitted_at=None, submitted_by="", approved_at=None, approved_by=""
    )


def computed(world: World, by: Any) -> Pay:
    (pay,) = compute_pays(pay_period=world.period, placements=[world.placement], by=by, at=timezone.now())
    return pay


def closed(world: World, by: Any) -> Pay:
    (pay,), _left = close_pays(pays=[computed(world, by)], by=by, at=timezone.now())
    return pay
