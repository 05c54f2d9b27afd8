"""Who may see and change what the sums of money are reckoned with."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404

from evaluation.models import Assumption, TaxRate
from laavu.accounts.actor import Actor
from laavu.accounts.wall import CITY, PEOPLE, Wall

WALLS: dict[type[models.Model], Wall] = {
    Assumption: Wall(read=CITY, write=PEOPLE),
    TaxRate: Wall(read=CITY, write=PEOPLE),
}


def assumption_write(actor: Actor, public_id: Any) -> Assumption:
    """The municipality's own assumption, else 404. The page itself is for those who evaluate."""
    return get_object_or_404(Assumption, municipality=actor.municipality, public_id=public_id)


def tax_rate_write(actor: Actor, public_id: Any) -> TaxRate:
    """The municipality's own tax percentage, else 404."""
    return get_object_or_404(TaxRate, municipality=actor.municipality, public_id=public_id)
