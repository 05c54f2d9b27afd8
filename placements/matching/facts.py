"""What matching knows of a person and of a place. There is no field here for what anybody costs or saves."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from laavu.law.period import Period


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person has stated of themselves, as codes."""

    stated_on: date
    hours_from: Decimal
    hours_to: Decimal
    skills: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    villages: frozenset[int] = frozenset()
    seasons: frozenset[str] = frozenset()
    travel: frozenset[str] = frozenset()
    max_km: int | None = None
    limits: frozenset[str] = frozenset()
    has_own_limits: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement of the person that shares days with the place; hours None where no terms are written."""

    association: int | None
    weekly_hours: Decimal | None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person. `waiting_since`: first day as a client. `proposed`, `refused`: keys of places."""

    key: int
    sort_key: str
    waiting_since: date | None = None
    village: int | None = None
    stated: Stated | None = None
    placed: tuple[Placed, ...] = ()
    proposed: frozenset[int] = field(default=frozenset())
    refused: frozenset[int] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """An open place."""

    key: int
    association: int
    weekly_hours: Decimal
    period: Period
    setting: str
    village: int | None = None
    kinds: frozenset[str] = frozenset()
    seasons: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    demands: frozenset[str] = frozenset()
    transport: str = "none"
