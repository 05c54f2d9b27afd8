"""What a restoration changed and cost, as its page tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from laavu.shared.formats import number
from villages.models import MaterialCost, Restoration


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing before and after, in words; empty where it was not written down."""

    label: str
    before: str
    after: str


def compared(restoration: Restoration) -> list[Compared]:
    """Condition, square metres and rooms in use, and words."""

    def told(value: Decimal | int | None, decimals: int = 0) -> str:
        return "" if value is None else number(value, decimals)

    return [
        Compared(
            _("Condition"),
            restoration.get_before_condition_display(),
            restoration.get_after_condition_display(),
        ),
        Compared(
            _("Square metres in use"), told(restoration.before_area, 1), told(restoration.after_area, 1)
        ),
        Compared(_("Rooms in use"), told(restoration.before_rooms), told(restoration.after_rooms)),
        Compared(_("In words"), restoration.before_words, restoration.after_words),
    ]


def costs_of(restoration: Restoration) -> tuple[Sequence[MaterialCost], Decimal]:
    """What was bought, by day, and the sum."""
    rows = restoration.costs.order_by("day", "pk")
    total: Any = rows.order_by().aggregate(total=Sum("amount"))["total"]
    return list(rows), total or Decimal(0)
