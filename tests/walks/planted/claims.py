"""Claims in the making with their forms, other money for a wage, and what reminds a user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from laavu.accounts.models import Municipality, User
from placements.models import CalendarFeed, Pay, Placement, SubsidyDecision
from tests.claims import make_claim, make_claim_line, make_funding, make_template
from villages.models import Association

Keep = Callable[[Any], Any]


def plant_claims(keep: Keep, rows: Any, mark: str) -> None:
    association, placement = rows[Association][0], rows[Placement][0]
    template = keep(make_template(association.municipality, payer=f"{mark} maksaja", label_fi=f"{mark} rivi"))
    keep(template.rows.get())
    claim = keep(make_claim(association, payer=f"{mark} maksaja", made_by=f"{mark} Hakija"))
    keep(make_claim_line(claim, rows[Pay][0], rows[SubsidyDecision][0]))
    keep(make_funding(placement, "10.00", payer=f"{mark} hanke", noted_by=f"{mark} Kirjaaja"))


def plant_reminders(keep: Keep, user: User, municipality: Municipality, mark: str) -> None:
    common: dict[str, Any] = {"municipality": municipality, "user": user}
    digest = sha256(f"{mark}{user.pk}".encode()).hexdigest()
    keep(CalendarFeed.objects.create(**common, digest=digest, made_on=date(2026, 3, 1)))
