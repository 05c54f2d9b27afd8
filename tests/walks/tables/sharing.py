"""Tables of targets, of links without an account, and of keys for programs."""

from __future__ import annotations

from django.db import models

from evaluation.models import ApiToken, ApiUse, IndicatorTarget, ShareLink, ShareUse

TABLES: dict[type[models.Model], str] = {
    IndicatorTarget: "AAA.O AA... AA... AAA.O",
    ShareLink: "AAA.. AA... AA... AAA..",
    ShareUse: "AAA.. ..... ..... -",
    ApiToken: "..A.. ..A.. ..A.. ..A..",
    ApiUse: "..A.. ..... ..... -",
}
GROW_ONLY: set[type[models.Model]] = {ShareUse, ApiUse}
WITHOUT_HISTORY: dict[type[models.Model], str] = {
    ShareUse: "only grows",
    ApiUse: "only grows",
}
