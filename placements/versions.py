"""A closed month as it was before it was opened again, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.choices import PAID_KINDS, HourKind
from placements.models import MonthVersion

STEPS = {
    "confirmed": _("confirmed"),
    "submitted": _("submitted"),
    "approved": _("approved"),
    "locked": _("locked"),
}


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """One of the version's hours."""

    day: date
    hours: Decimal
    kind: str
    label: str
    note: str
    work: str


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """The version's hours by day, and its steps: what, when and by whom."""

    entries: list[KeptEntry]
    steps: Sequence[tuple[str | Promise, datetime, str]]

    @property
    def total(self) -> Decimal:
        return sum((one.hours for one in self.entries if one.kind in PAID_KINDS), Decimal(0))


def sheet_of_version(version: MonthVersion) -> KeptSheet:
    """The version's frozen values as they are shown."""
    entries = [
        KeptEntry(
            day=date.fromisoformat(one["day"]),
            hours=Decimal(one["hours"]),
            kind=one["kind"],
            label=str(HourKind(one["kind"]).label),
            note=one.get("note", ""),
            work=one.get("work", ""),
        )
        for one in version.entries
    ]
    steps = [
        (STEPS[step], datetime.fromisoformat(taken["at"]), taken["by"])
        for step, taken in version.steps.items()
    ]
    return KeptSheet(entries, steps)
