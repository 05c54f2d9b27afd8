"""Tables of what sums of money are reckoned with."""

from __future__ import annotations

from django.db import models

from evaluation.models import Assumption, TaxRate

TABLES: dict[type[models.Model], str] = {
    Assumption: "AAA.. AA... AA... AAA..",
    TaxRate: "AAA.. AA... AA... AAA..",
}
