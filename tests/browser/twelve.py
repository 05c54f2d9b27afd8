"""A treasurer with twelve workers, each with a wage-subsidy decision, added to the demo municipality.

    python -m tests.browser.twelve

Nothing of the month before this one is written yet; the wages have their rules and pay periods.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

EMAIL = "kaksitoista@laavu.example"
NAME = "Kahdentoista kyläyhdistys ry"
PEOPLE = (
    "Aalto Aino", "Berg Bo", "Eerola Eero", "Halme Hilkka", "Itkonen Ilpo", "Jokela Jaana",
    "Koivu Kalle", "Lehto Leena", "Mäki Matti", "Niemi Nina", "Oja Outi", "Puro Pekka",
)  # fmt: skip
PAYER = "Esimerkin työllisyysalue"


def last_month(today: date) -> date:
    """First day of the month whose wages are claimed now."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def make(today: date) -> None:
    """The association, its treasurer, rules and pay periods, and its people, who began with the month."""
    from allauth.account.models import EmailAddress
    from django.utils import timezone

    from laavu.accounts.models import Municipality, User
    from laavu.demo.users import PASSWORD
    from tests import factories as given

    first = last_month(today)
    municipality = Municipality.objects.get(code="999")
    association = given.make_association(
        municipality,
        name=NAME,
        village=given.make_village(municipality, name="Tusinakylä"),
        accident_percent=Decimal("0.57"),
        group_life_percent=Decimal("0.06"),
    )
    user = User.objects.create_user(EMAIL, PASSWORD, name="Tuula Tusina")
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    given.make_member(association, "treasurer", user=user)
    at = timezone.make_aware(datetime.combine(first, time(9)))
    _wages(association, user, first)
    for name in PEOPLE:
        _worker(association, name, first, at)


def _wages(association: Any, user: Any, first: date) -> None:
    from laavu.accounts.actor import Actor
    from placements.choices import PayFrequency
    from placements.models import PayRules
    from placements.pay.actions import add_periods, save_rules
    from placements.pay.periods import planned

    by = Actor(user, (), association.municipality)
    rules = PayRules(association=association, from_on=first, full_weekly_hours=Decimal("37.50"))
    save_rules(rules=rules, by=by)
    days = planned(PayFrequency.MONTHLY, first, first + timedelta(days=75), 15)
    add_periods(association=association, frequency=PayFrequency.MONTHLY, planned=days, by=by)


def _worker(association: Any, name: str, first: date, at: datetime) -> None:
    from laavu.law.period import Period
    from placements.models import PlacementDocument
    from tests import factories as given

    worker = given.make_worker(
        association.municipality, name=name, client_number=f"T-{name.split()[0]}-{first:%y%m}"
    )
    given.make_relationship(worker, first)
    until = first + timedelta(days=300)
    placement = given.make_placement(
        worker, association, first=first, last=until, weekly_hours="25.00", hourly_wage="12.50"
    )
    given.make_decision(
        placement, rule="PT23-50", percent=Decimal(50), ceiling_month=Decimal(1260), payer=PAYER,
        period=Period(first, until), decided_on=first - timedelta(days=20), diary_number=f"TA/{worker.pk}",
    )  # fmt: skip
    contract = given.make_document(association, file_name="tyosopimus.pdf", uploaded_at=at, is_personal=True)
    PlacementDocument.objects.create(
        municipality=association.municipality, placement=placement, document=contract
    )


def add(make: Callable[[date], None]) -> None:
    """Let it make its rows in the demo municipality, in a process of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laavu.settings")
    import django

    django.setup()
    from django.utils import timezone

    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality

    with acting_for(Municipality.objects.get(code="999")):
        make(timezone.localdate())


if __name__ == "__main__":
    add(make)
