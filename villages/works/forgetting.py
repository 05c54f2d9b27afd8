"""Removes who ordered a service when the time of keeping is over; the order itself stays."""

from datetime import date, datetime

from django.db.models import DateField
from django.db.models.functions import Coalesce

from laavu.accounts.retention import policy
from villages.models import ServiceOrder

RETENTION = "service_order"


def forget_orderers(now: datetime) -> int:
    """Empty name, phone and address of orders whose time is over; of how many."""
    years = policy().classes[RETENTION].years
    assert years is not None  # noqa: S101 - the file says years
    first_kept = date(now.year - years, 1, 1)
    ended = Coalesce("refunded_on", "paid_on", "cancelled_on", "ordered_on", output_field=DateField())
    old = ServiceOrder.objects.alias(ended_on=ended).filter(ended_on__lt=first_kept, forgotten_on=None)
    return old.update(orderer_name="", phone="", address="", forgotten_on=now.date())
