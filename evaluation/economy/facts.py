"""What the sums of money are computed from, as the tables know it. Nothing here is rounded or guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from laavu.law.period import Period


class Lack(StrEnum):
    """What is not known of a person or a decision, so that a sum leaves it out and says so."""

    DAYS = "days"
    BENEFIT = "benefit"
    BASIC_PART = "basic_part"
    WAGE = "wage"
    CEILING = "ceiling"
    TIME_SHARE = "time_share"
    TAX_RATE = "tax_rate"
    TAX_LAW = "tax_law"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Agreed:
    """Terms of a placement from a day: weekly hours and a wage by the hour or by the month."""

    from_on: date
    weekly_hours: Decimal
    hourly: Decimal | None = None
    monthly: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """One placement. `is_counted`: with an association and in the question; others only explain a count.

    `is_paid`: a wage is paid. `wages`: exact gross by the first day of an approved month, None where its
    hours have no wage. `accident`, `group_life`: the employer's own insurance, percent of the wage.
    """

    key: int
    worker: int
    period: Period
    is_counted: bool = True
    is_paid: bool = True
    terms: Sequence[Agreed] = ()
    wages: Mapping[date, Decimal | None] = field(default_factory=dict)
    full_weekly_hours: Decimal | None = None
    accident: Decimal | None = None
    group_life: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """A time without work and its benefit, as the law's files call it (`none`: no benefit)."""

    period: Period
    benefit: str


@dataclass(frozen=True, slots=True)
class Count:
    """Benefit days paid to the end of a day."""

    as_of: date
    days: int


@dataclass(frozen=True, slots=True)
class Jobseeker:
    """What is known of a person's benefit: times without work, and counts of days, both in order."""

    spells: Sequence[Spell] = ()
    counts: Sequence[Count] = ()


@dataclass(frozen=True, slots=True)
class Subsidy:
    """A decision on wage subsidy in force. `rule` empty: the class cannot be told."""

    placement: int
    period: Period
    decided_on: date
    percent: Decimal
    rule: str = ""
    ceiling: Decimal | None = None
    time_share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Supplement:
    """A decision on the municipality's own support: euros a month, or percent of the wage."""

    placement: int
    period: Period
    monthly: Decimal | None = None
    percent: Decimal | None = None
    most_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a sent claim asked for some days by one decision."""

    placement: int
    days: Period
    amount: Decimal
    is_supplement: bool


@dataclass(frozen=True, slots=True)
class Project:
    """What a project pays of the wage of a month (its first day)."""

    placement: int
    month: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known of the placements in the question. `placed`: all placements of their people."""

    placed: Sequence[Placed] = ()
    jobseekers: Mapping[int, Jobseeker] = field(default_factory=dict)
    subsidies: Sequence[Subsidy] = ()
    supplements: Sequence[Supplement] = ()
    claimed: Sequence[Claimed] = ()
    projects: Sequence[Project] = ()
    tax_rates: Mapping[int, Decimal] = field(default_factory=dict)
