"""Who may see and change wages: coordinators and the association's treasurers, never its supervisors."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404

from laavu.accounts.actor import Actor
from laavu.accounts.wall import ADMINISTRATOR, CITY, COORDINATOR, Wall, member
from placements.models import PaidAbsence, Pay, PayLine, PayPeriod, PayRules, ReportedIncome
from villages.access import association_read, money_of, treasury_read
from villages.models import Association

OWN_MONEY = member("association_id", "treasuries")

RULES = Wall(read=CITY, write=(*COORDINATOR, *ADMINISTRATOR), also_read=OWN_MONEY, also_write=OWN_MONEY)
WAGES = Wall(read=COORDINATOR, write=COORDINATOR, also_read=OWN_MONEY, also_write=OWN_MONEY)

WALLS: dict[type[models.Model], Wall] = {
    PayRules: RULES,
    PaidAbsence: RULES,
    PayPeriod: WAGES,
    Pay: WAGES,
    PayLine: WAGES,
    ReportedIncome: WAGES,
}


def rules_of(who: Actor) -> bool:
    """Those who may write what a collective agreement says."""
    return money_of(who) or who.is_administrator


def wages_seen(who: Actor, association_id: int | None) -> bool:
    """Whether the actor sees what people earn with the employer: a work supervisor does not."""
    return who.is_coordinator or who.is_evaluator or association_id in who.treasurer_association_ids


def treasury_rules(actor: Actor, public_id: Any) -> Association:
    """As `treasury_read`, for the rules of pay, which administrators write too."""
    if actor.is_administrator:
        return association_read(actor, public_id)
    return treasury_read(actor, public_id)


def pay_rules_write(actor: Actor, public_id: Any) -> PayRules:
    """The rules of pay if the actor may write them, else 404."""
    return get_object_or_404(
        PayRules.objects.visible_to(actor).select_related("association"), public_id=public_id
    )


def pay_period_read(actor: Actor, public_id: Any) -> PayPeriod:
    """The pay period if the actor may see it, else 404."""
    return get_object_or_404(
        PayPeriod.objects.visible_to(actor).select_related("association"), public_id=public_id
    )


def pay_read(actor: Actor, public_id: Any) -> Pay:
    """The pay if the actor may see it, else 404. Whoever may see it may write it."""
    found = Pay.objects.visible_to(actor).select_related(
        "association", "placement__worker", "placement__association", "pay_period", "replaces"
    )
    return get_object_or_404(found, public_id=public_id)
