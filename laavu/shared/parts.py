"""What the shared parts of pages are fed with: see docs/pages.md."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Tone = Literal["ok", "warn", "stop", "calm"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a definition list: what it is called, what it is, where it leads."""

    label: str
    value: object
    address: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: always with its unit and period, and what it was before where that is known."""

    label: str
    value: str
    unit: str = ""
    period: str = ""
    before: str = ""
    address: str = ""
    tone: Tone = "calm"


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice of a filter: its label, the address that shows it, whether it is shown now."""

    label: str
    address: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change: when, by whom, what happened, (field, before, after) of each changed field, and why."""

    at: datetime
    who: str
    what: str
    changes: tuple[tuple[str, str, str], ...] = ()
    reason: str = ""
