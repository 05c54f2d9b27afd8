"""A locked month that was open once more, with what is counted of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from placements.models import Month, MonthlyTotal, MonthVersion
from tests import factories as make


def plant_months(keep: Any, placement: Any, mark: str) -> None:
    make.make_hours(placement, date(2026, 3, 2), "6.00")
    month = Month.objects.get(placement=placement, first_day=date(2026, 3, 1))
    entry = keep(month.entries.get())
    month.state, month.locked_at, month.locked_by = "locked", timezone.now(), "Lukitsija"
    month.version = 2
    month.save()
    keep(month)
    common = {"municipality": placement.municipality, "placement": placement, "month": month}
    keep(
        MonthlyTotal.objects.create(
            **common, association=placement.association, first_day=month.first_day, kind="work",
            hourly_wage="10.00", hours=entry.hours,
        )
    )  # fmt: skip
    keep(
        MonthVersion.objects.create(
            **common, number=1, state="locked", is_complete=False, steps={},
            entries=[{"day": "2026-03-02", "hours": "5.00", "kind": "work", "note": f"{mark} halko"}],
            reason=f"{mark} unohtui", reopened_at=timezone.now(), reopened_by="Avaaja",
        )
    )  # fmt: skip
