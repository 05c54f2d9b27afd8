"""A mail to a user, kept and not sent yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from laavu.accounts.models import Municipality, OutgoingMail, User


def plant_mail(keep: Callable[[Any], Any], user: User, municipality: Municipality, mark: str) -> None:
    keep(
        OutgoingMail.objects.create(
            municipality=municipality, user=user, kind="months", key=f"{mark}-{user.pk}", language="fi",
            subject=f"{mark} aihe", text=f"{mark} viesti",
        )
    )  # fmt: skip
