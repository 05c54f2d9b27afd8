"""Wages on the page of an association's money: what waits, and where the rest is."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from laavu.accounts.actor import Actor
from placements.choices import PayState
from placements.models import PayPeriod, PayRules
from placements.pay.gathering import workers_of
from villages.models import Association

SHOWN = 4


def pay_section(who: Actor, association: Association, on: date) -> dict[str, Any]:
    """The newest pay periods that have begun, with how many wages each still has to be paid."""
    paid = Q(pays__replaced_by=None, pays__state=PayState.PAID)
    begun = (
        PayPeriod.objects.visible_to(who)
        .filter(association=association, period__startswith__lte=on)
        .annotate(paid=Count("pays", filter=paid))
        .order_by("-pay_on", "-id")
    )
    rows = list(begun[:SHOWN])
    due = {row.pk: len(workers_of(row)) for row in rows}
    return {
        "pay_periods": [(row, due[row.pk], max(0, due[row.pk] - getattr(row, "paid", 0))) for row in rows],
        "has_rules": PayRules.objects.visible_to(who).filter(association=association).on(on).exists(),
    }
