"""Where a month's hours go past what the law or the contract allows without more. Told, never refused."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from laavu.law import parameters
from laavu.law.period import Period
from laavu.law.working_time import WorkingTimeFacts, working_time_limit
from laavu.shared.formats import number
from placements.agreed import terms_on
from placements.choices import HourKind
from placements.models import HourEntry, Placement, Terms

SUNDAY = 6
NOTHING = Decimal(0)
WHOLE_SUBSIDY = Decimal(100)
Holidays = Callable[[date], str]


class Limit(StrEnum):
    DAY = "day"
    REST_DAY = "rest_day"
    AGREED_WEEK = "agreed_week"
    LEGAL_WEEK = "legal_week"
    SUBSIDISED_WEEK = "subsidised_week"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to look at: which limit, on which day (a week's last written day), in words."""

    limit: Limit
    day: date
    text: str


def weeks_around(whole: Period) -> Period:
    """The whole weeks that the month touches: what the limits of a week are counted over."""
    last = whole.last or whole.first
    return Period(
        whole.first - timedelta(days=whole.first.weekday()), last + timedelta(days=SUNDAY - last.weekday())
    )


def concerns(
    placement: Placement,
    terms: Sequence[Terms],
    entries: Iterable[HourEntry],
    whole: Period,
    holiday: Holidays,
) -> list[Concern]:
    """All of the month's concerns by day. `entries` are those of `weeks_around` the month."""
    by_day: dict[date, list[HourEntry]] = defaultdict(list)
    for entry in entries:
        if entry.kind == HourKind.WORK and entry.hours:
            by_day[entry.day].append(entry)
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in sorted(by_day):
        weeks[day - timedelta(days=day.weekday())].append(day)
    found = [one for day in sorted(by_day) if day in whole for one in _of_day(day, by_day[day], holiday)]
    for days in weeks.values():
        if days[-1] in whole:
            worked = [entry for day in days for entry in by_day[day]]
            found += _of_week(placement, terms_on(terms, days[-1]), days[-1], worked)
    return sorted(found, key=lambda one: (one.day, one.limit))


def _of_day(day: date, entries: Sequence[HourEntry], holiday: Holidays) -> Iterator[Concern]:
    rules = parameters.at(day).find("working_time")
    worked = _sum(entries)
    extra = _sum(entry for entry in entries if entry.is_agreed_extra)
    if rules and worked - extra > rules.number("day_hours"):
        told = {"hours": number(worked, 2), "most": number(rules.number("day_hours"))}
        yield Concern(
            Limit.DAY,
            day,
            _("%(hours)s h on one day: more than %(most)s h is overtime, with consent.") % told,
        )
    if (day.weekday() == SUNDAY or holiday(day)) and not extra:
        name = holiday(day) or _("Sunday")
        yield Concern(
            Limit.REST_DAY,
            day,
            _("Work on a day of rest (%(name)s): with consent, at double pay.") % {"name": name},
        )


def _of_week(
    placement: Placement, terms: Terms | None, day: date, entries: Sequence[HourEntry]
) -> Iterator[Concern]:
    worked = _sum(entries)
    without_consent = worked - _sum(entry for entry in entries if entry.is_agreed_extra)
    rules = parameters.at(day).find("working_time")
    told = {"week": day.isocalendar().week, "hours": number(worked, 2)}
    legal = rules.number("week_hours") if rules else None
    if legal is not None and without_consent > legal:
        text = _("Week %(week)s: %(hours)s h, more than %(most)s h is overtime, with consent.")
        yield Concern(Limit.LEGAL_WEEK, day, text % (told | {"most": number(legal)}))
    elif terms and without_consent > terms.weekly_hours:
        text = _("Week %(week)s: %(hours)s h, agreed %(most)s h. What is over is extra work, with consent.")
        yield Concern(Limit.AGREED_WEEK, day, text % (told | {"most": number(terms.weekly_hours, 2)}))
    limit = subsidised_limit(placement, day, legal)
    if limit is not None and worked > limit:
        text = _("Week %(week)s: %(hours)s h. The 100 %% subsidy counts wages up to %(most)s h a week.")
        yield Concern(Limit.SUBSIDISED_WEEK, day, text % (told | {"most": number(limit, 2)}))


def subsidised_limit(placement: Placement, day: date, legal: Decimal | None) -> Decimal | None:
    """Weekly hours up to which the 100 % class counts wages; None for other placements.

    Full time is the association's collective agreement's, or the law's where nobody has written it.
    """
    if placement.subsidy_percent != WHOLE_SUBSIDY or legal is None:
        return None
    full = placement.association.full_weekly_hours if placement.association else None
    full = min(full or legal, legal)
    answer = working_time_limit(WorkingTimeFacts(placement.subsidy_decided_on or day, full, full))
    return answer.value.limit_hours if answer.value else None


def _sum(entries: Iterable[HourEntry]) -> Decimal:
    return sum((entry.hours for entry in entries), NOTHING)
