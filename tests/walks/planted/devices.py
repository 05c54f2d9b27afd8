"""What a device sent, and sheets that were printed for a user."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone

from placements.models import Sending, SheetFile


def plant_devices(keep: Any, placement: Any, mark: str) -> None:
    keep(
        Sending.objects.create(
            municipality=placement.municipality, placement=placement, client_key=uuid4(),
            day=date(2026, 4, 1), answer={"hours": "5.00", "entry": "", "seen": ""},
            received_at=timezone.now(), received_by=f"{mark} Lähettäjä",
        )
    )  # fmt: skip


def sheet_file(municipality: Any, user: Any, mark: str) -> SheetFile:
    return SheetFile.objects.create(
        municipality=municipality, user=user, title=f"{mark} tuntilistat",
        first_day=date(2026, 5, 1), sheets=1, content=b"%PDF-1.7 " + mark.encode(), made_at=timezone.now(),
    )  # fmt: skip
