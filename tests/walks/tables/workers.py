"""Tables of people."""

from __future__ import annotations

from django.db import models

from workers.models import (
    Background,
    BenefitMonth,
    ClientRelationship,
    IdentityCode,
    KelaColumns,
    KelaList,
    Measurement,
    UnemploymentSpell,
    Worker,
)

TABLES: dict[type[models.Model], str] = {
    Worker: "AA.O. A.... A.... A....",
    IdentityCode: "A.... A.... A.... -",
    ClientRelationship: "AA... A.... A.... AA...",
    UnemploymentSpell: "AA... A.... A.... AA...",
    KelaColumns: "A.... A.... A.... A....",
    KelaList: "A.... A.... A.... -",
    BenefitMonth: "A.... A.... A.... A....",
    Background: "AA... A.... A.... A....",
    Measurement: ".A... .A... .A... .A...",
}
WITHOUT_HISTORY: dict[type[models.Model], str] = {
    IdentityCode: "ciphertext; who sees it in clear stands in the read log",
    KelaList: "says itself who brought in, applied and undid it, and when",
}
