"""A hand-over that has begun, with one thing gone through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from placements.models import Handover, HandoverTick
from tests import factories as make
from villages.models import Association, AssociationMember


def plant_handover(keep: Callable[[Any], Any], association: Association, mark: str) -> None:
    common = {"municipality": association.municipality, "association": association}
    two = [make.make_user(name=f"{mark} {what}") for what in ("Väistyjä", "Jatkaja")]
    members = [keep(AssociationMember.objects.create(**common, user=one, kind="treasurer")) for one in two]
    row = keep(
        Handover.objects.create(
            **common, giver=members[0], successor=members[1], giver_user=two[0], successor_user=two[1],
            giver_name=two[0].name, successor_name=two[1].name, last_day=date(2026, 12, 31),
            started_by=f"{mark} Aloittaja",
        )
    )  # fmt: skip
    keep(
        HandoverTick.objects.create(**common, handover=row, item="loans", side="giver", ticked_by=two[0].name)
    )
