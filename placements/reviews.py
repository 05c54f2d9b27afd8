"""A month of each placement as those who send and approve it look at it: its sums, and what stands out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laavu.law.period import SATURDAY, Period, month_of
from placements.agreed import agreed_in, agreed_on
from placements.choices import PAID_KINDS, HourKind
from placements.limits import Concern, Limit, concerns, weeks_around
from placements.models import HourEntry, Month, Placement, Terms
from placements.states import State, month_state
from placements.statistics import terms_of
from placements.timesheet import holidays_of

DAYS_NAMED = 6
WEEK_DAYS = 7
ROUNDING = Decimal("0.25")  # hours a week that parting them into days may leave over


@dataclass(slots=True)
class Review:
    """One placement's month. `missing`: days until today that lack hours, unless it is complete."""

    placement: Placement
    first_day: date
    month: Month | None
    terms: Sequence[Terms]
    entries: list[HourEntry]
    agreed: Decimal
    concerns: list[Concern]
    missing: list[date] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.placement.public_id)

    @property
    def state(self) -> State:
        return month_state(self.month)

    @property
    def edition(self) -> int:
        """What is compared when a step is taken; a month that is not there yet has none."""
        return self.month.edition if self.month else 0

    @property
    def total(self) -> Decimal:
        return sum((one.hours for one in self.entries if one.kind in PAID_KINDS), Decimal(0))

    @property
    def worked(self) -> Decimal:
        return sum((one.hours for one in self.entries if one.kind == HourKind.WORK), Decimal(0))

    @property
    def is_open(self) -> bool:
        return self.month is None or self.month.is_open

    @property
    def is_ready(self) -> bool:
        """Whether there is something to send: hours, or the word that there were none."""
        return self.month is not None and (bool(self.entries) or self.month.is_complete)

    @property
    def exceptions(self) -> list[str]:
        """What whoever sends or approves the month should look at first, in words."""
        told = []
        if not self.terms:
            told.append(_("No terms: hours a week and wage are not written."))
        elif any(one.hourly_wage is None and one.monthly_wage is None for one in self.terms):
            told.append(_("No wage is written."))
        if self.missing:
            told.append(self._missing())
        if any(not one.hours for one in self.entries):
            told.append(_("A day with 0 hours: write the class of the absence instead."))
        return told + self.noticed

    @property
    def noticed(self) -> list[str]:
        """The concerns in words: of each limit the first, and how many more there are like it."""
        alike: dict[Limit, list[Concern]] = defaultdict(list)
        for concern in self.concerns:
            alike[concern.limit].append(concern)
        return [_told(found) for found in alike.values()]

    def _missing(self) -> str:
        days = ", ".join(f"{day.day}.{day.month}." for day in self.missing[:DAYS_NAMED])
        text = ngettext(
            "%(count)s day without hours: %(days)s",
            "%(count)s days without hours: %(days)s",
            len(self.missing),
        )
        more = " …" if len(self.missing) > DAYS_NAMED else ""
        return text % {"count": len(self.missing), "days": days + more}


def _told(concerns: Sequence[Concern]) -> str:
    more = len(concerns) - 1
    if not more:
        return concerns[0].text
    text = ngettext("%(text)s And %(count)s more like it.", "%(text)s And %(count)s more like it.", more)
    return text % {"text": concerns[0].text, "count": more}


def reviews(placements: Sequence[Placement], first_day: date, today: date) -> list[Review]:
    """The reviews of one month, in the order of the placements: three queries."""
    return reviews_of([(placement, first_day) for placement in placements], today)


def reviews_of(asked: Sequence[tuple[Placement, date]], today: date) -> list[Review]:
    """The reviews of the asked placements and months, in their order: three queries."""
    placements = {placement.pk: placement for placement, _first in asked}
    terms = terms_of(placements.values())
    firsts = sorted({first for _placement, first in asked})
    months = {
        (month.placement_id, month.first_day): month
        for month in Month.objects.filter(placement__in=placements, first_day__in=firsts)
    }
    entries = _entries(placements, firsts)
    named = {
        year: holidays_of(year) for first in firsts for year in (first.year - 1, first.year, first.year + 1)
    }
    return [
        _review(
            placement,
            first,
            months.get((placement.pk, first)),
            terms[placement.pk],
            entries[placement.pk],
            named,
            today,
        )
        for placement, first in asked
    ]


def _entries(placements: Iterable[int], firsts: Sequence[date]) -> dict[int, list[HourEntry]]:
    found: dict[int, list[HourEntry]] = defaultdict(list)
    if not firsts:
        return found
    start, end = weeks_around(month_of(firsts[0])).first, weeks_around(month_of(firsts[-1])).last
    rows = HourEntry.objects.filter(placement__in=placements, day__range=(start, end))
    for entry in rows.order_by("day", "id"):
        found[entry.placement_id].append(entry)
    return found


def _review(
    placement: Placement,
    first: date,
    month: Month | None,
    terms: Sequence[Terms],
    entries: Sequence[HourEntry],
    named: dict[int, dict[date, str]],
    today: date,
) -> Review:
    placed: Period = placement.period
    whole = month_of(first)
    around = weeks_around(whole)
    near = [one for one in entries if one.day in around]
    own = [one for one in near if one.day in whole]
    review = Review(
        placement=placement,
        first_day=first,
        month=month,
        terms=terms,
        entries=own,
        agreed=agreed_in(terms, placed, whole),
        concerns=concerns(placement, terms, near, whole, lambda day: named[day.year].get(day, "")),
    )
    if month is None or not month.is_complete:
        review.missing = _missing(review, near, named, today)
    return review


def _missing(
    review: Review, near: Sequence[HourEntry], named: dict[int, dict[date, str]], today: date
) -> list[date]:
    """Weekdays until today without hours, in weeks that have less than what is agreed for them.

    Whoever does the agreed hours in four days has no day missing.
    """
    placed: Period = review.placement.period
    whole = month_of(review.first_day)
    written: dict[date, Decimal] = defaultdict(Decimal)
    for entry in near:
        written[entry.day] += entry.hours
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in weeks_around(whole).days():
        if day <= today and day.weekday() < SATURDAY and not named[day.year].get(day):
            weeks[day - timedelta(days=day.weekday())].append(day)
    missing = []
    for monday, days in weeks.items():
        agreed = sum((agreed_on(review.terms, placed, day) for day in days), Decimal(0))
        done = sum(
            (written.get(monday + timedelta(days=n), Decimal(0)) for n in range(WEEK_DAYS)), Decimal(0)
        )
        if agreed - done > ROUNDING:
            missing += [day for day in days if day in whole and day in placed and day not in written]
    return sorted(missing)
