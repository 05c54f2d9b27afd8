"""Wages of the demo's associations: rules, pay periods, and paid wages."""

from datetime import date, time, timedelta
from decimal import Decimal

from laavu.accounts.actor import Actor
from laavu.accounts.models import User
from laavu.demo.making import Demo, morning
from placements.choices import PayFrequency
from placements.models import PayPeriod, PayRules
from placements.pay.actions import add_periods, close_pays, compute_pays, mark_paid, save_rules
from placements.pay.gathering import workers_of
from placements.pay.periods import planned
from villages.models import Association, AssociationMember

TREASURER, COORDINATOR = "rahastonhoitaja@laavu.example", "koordinaattori@laavu.example"
OPEN_PERIODS = 2  # the newest ones are left for whoever tries
MONTHS = 17  # of the other associations: older ones no page asks for any more
AGREEMENT = "Esimerkkialan työehtosopimus"


def make_pay(demo: Demo) -> int:
    """Pay periods of every association, of the older ones every wage that can be closed is paid; how many
    are. The treasurer's own association has two years of them.
    """
    recent = (demo.last - MONTHS * timedelta(days=30)).replace(day=1)
    return sum(
        _payroll(demo, association, by, demo.first if by.user.email == TREASURER else recent)
        for association, by in payers(demo)
    )


def payers(demo: Demo) -> list[tuple[Association, Actor]]:
    """The associations, each with who does its wages and claims."""
    treasurer, coordinator = (
        Actor(User.objects.get(email=email), (), demo.municipality) for email in (TREASURER, COORDINATOR)
    )
    own = AssociationMember.objects.get(user=treasurer.user, kind="treasurer").association_id
    return [(one, treasurer if one.pk == own else coordinator) for one in demo.associations]


def _payroll(demo: Demo, association: Association, by: Actor, first: date) -> int:
    if association.accident_percent is None:
        Association.objects.filter(pk=association.pk).update(
            accident_percent=Decimal("0.57"), group_life_percent=Decimal("0.06")
        )
    rules = PayRules(
        association=association,
        from_on=date(demo.first.year, 1, 1),
        agreement=AGREEMENT,
        full_weekly_hours=Decimal("37.50"),
        evening_from=time(18),
        evening_euros=Decimal("1.10"),
        kilometre_euros=Decimal("0.55"),
        holiday_bonus_percent=Decimal(50),
        wage_account="5000",
        pension_account="6130",
        social_account="6140",
        mileage_account="7800",
        cost_centre="Ryhmätyö",
    )
    save_rules(rules=rules, by=by)
    days = planned(PayFrequency.MONTHLY, first, date(demo.last.year, 12, 31), 10)
    add_periods(association=association, frequency=PayFrequency.MONTHLY, planned=days, by=by)
    return _paid(demo, association, by)


def _paid(demo: Demo, association: Association, by: Actor) -> int:
    count = 0
    found = PayPeriod.objects.filter(association=association, pay_on__lte=demo.last).order_by("pay_on")
    for row in list(found)[:-OPEN_PERIODS]:
        at = morning(row.pay_on)
        drafts = compute_pays(pay_period=row, placements=workers_of(row), by=by, at=at)
        closed, _left = close_pays(pays=drafts, by=by, at=at)
        slips = {pay.pk: f"{row.pay_on:%Y-%m}/{number}" for number, pay in enumerate(closed, start=1)}
        count += mark_paid(pays=closed, on=row.pay_on, references=slips, by=by, at=at)
    return count
