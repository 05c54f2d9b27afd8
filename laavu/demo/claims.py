"""Claims of wage subsidy and supplements that have been sent and paid."""

from contextlib import suppress
from datetime import date, timedelta

from django.db import transaction

from laavu.accounts.actor import Actor
from laavu.demo.making import Demo, morning
from laavu.demo.pay import payers
from laavu.law.period import ONE_DAY, Period
from laavu.shared.fields import to_range
from placements.choices import PayState
from placements.claims.gathering import Group, entries_of_month, groups_of
from placements.claims.making import make_claim, send_claim, settle_claim
from placements.models import PayPeriod, Placement
from placements.problems import Refused
from villages.models import Association

MONTHS = 16  # older ones no page asks for any more
SENT_AFTER = timedelta(days=4)  # of the pay day
PAID_AFTER = timedelta(days=23)


def make_claims(demo: Demo) -> int:
    """Every month is claimed but the newest whose wages are paid: it is left for whoever tries."""
    return sum(_claims(association, by) for association, by in payers(demo))


def _claims(association: Association, by: Actor) -> int:
    paid = PayPeriod.objects.filter(association=association, pays__state=PayState.PAID).distinct()
    count = 0
    for row in list(paid.order_by("pay_on"))[:-1][-MONTHS:]:
        for group in _ready(association, row.period.first.replace(day=1)):
            with suppress(Refused), transaction.atomic():  # more than the wage: somebody has to look at it
                _settled(group, row.pay_on, by)
                count += 1
    return count


def _ready(association: Association, month: date) -> list[Group]:
    days = to_range(Period(month, (month + timedelta(days=31)).replace(day=1) - ONE_DAY))
    decided = {"subsidy_decisions__period__overlap": days, "subsidy_decisions__replaced_at": None}
    found = Placement.objects.filter(association=association, **decided).distinct()
    placements = list(found.select_related("worker", "association", "municipality").prefetch_related("terms"))
    return [group for group in groups_of(entries_of_month(placements, month)) if group.ready]


def _settled(group: Group, pay_on: date, by: Actor) -> None:
    sent, paid = pay_on + SENT_AFTER, pay_on + PAID_AFTER
    claim = make_claim(group, by=by, at=morning(sent))
    claim = send_claim(claim, on=sent, seen=claim.total, by=by, at=morning(sent))
    settle_claim(claim, on=paid, amount=claim.total, by=by, at=morning(paid))
