"""One month of one placement as its page shows it: weeks, days, lines, and what they add up to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import holidays
from django.utils.translation import get_language

from laavu.law.period import SATURDAY, Period, month_of
from laavu.shared.formats import number
from placements.agreed import agreed_on
from placements.choices import PAID_KINDS, HourKind
from placements.hours import Outcome, mark_of
from placements.models import HourEntry, Terms

LANGUAGES = {"fi": "fi", "sv": "sv_FI", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class LineView:
    """One line: what stands in its cells, as people write it, and the hidden values of `hours.Line`."""

    name: str
    hours: str = ""
    kind: str = HourKind.WORK
    note: str = ""
    work: str = ""
    evening: str = ""
    kilometres: str = ""
    extra: str = ""
    entry: str = ""
    key: str = ""
    seen: str = ""
    problem: str = ""
    note_problem: str = ""
    extras_problem: str = ""
    meanwhile: str = ""
    kind_label: str = ""
    work_label: str = ""
    who: str = ""
    theirs: str = ""

    @property
    def has_extras(self) -> bool:
        return bool(self.evening or self.kilometres or self.extra)

    @property
    def is_faulty(self) -> bool:
        return bool(self.problem or self.note_problem or self.extras_problem or self.meanwhile)


@dataclass(slots=True)
class DayView:
    """One day: `inside` the placement, at `rest` on weekends and public holidays."""

    day: date
    week: int
    holiday: str
    inside: bool
    is_today: bool
    agreed: Decimal
    total: Decimal = Decimal(0)
    known: str = ""
    lines: list[LineView] = field(default_factory=list)

    @property
    def is_rest(self) -> bool:
        return bool(self.holiday) or self.day.weekday() >= SATURDAY


@dataclass(slots=True)
class WeekView:
    """The days of one week that lie in the month."""

    number: int
    days: list[DayView]

    @property
    def total(self) -> Decimal:
        return sum((day.total for day in self.days), Decimal(0))

    @property
    def agreed(self) -> Decimal:
        return sum((day.agreed for day in self.days), Decimal(0))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole month; `kinds` are the sums by kind of hour, those that there are."""

    weeks: list[WeekView]
    kinds: list[tuple[str, Decimal]]

    @property
    def days(self) -> list[DayView]:
        return [day for week in self.weeks for day in week.days]

    @property
    def mondays(self) -> list[date]:
        """Mondays of the weeks that the month touches."""
        return sorted({day.day - timedelta(days=day.day.weekday()) for day in self.days})

    @property
    def total(self) -> Decimal:
        return sum((week.total for week in self.weeks), Decimal(0))

    @property
    def agreed(self) -> Decimal:
        return sum((week.agreed for week in self.weeks), Decimal(0))


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a save: lines as typed, the outcomes of those that could be read, a day to add to."""

    typed: Mapping[str, LineView] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    add: date | None = None


def holidays_of(year: int) -> dict[date, str]:
    """Finnish public holidays with their names in the language at hand."""
    language = LANGUAGES.get(get_language() or "", "fi")
    return dict(holidays.country_holidays("FI", years=year, language=language))


def sheet_of(
    *,
    first_day: date,
    placed: Period,
    terms: Sequence[Terms],
    entries: Iterable[HourEntry],
    today: date,
    sent: Sent | None = None,
) -> Sheet:
    """Every day of the month with its lines; a day without hours has one empty line."""
    sent = sent or Sent()
    by_day: dict[date, list[HourEntry]] = defaultdict(list)
    kinds: dict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        by_day[entry.day].append(entry)
        kinds[entry.kind] += entry.hours
    named = holidays_of(first_day.year)
    weeks: dict[int, WeekView] = {}
    for day in month_of(first_day).days():
        week = day.isocalendar().week
        view = DayView(
            day, week, named.get(day, ""), day in placed, day == today, agreed_on(terms, placed, day)
        )
        _fill(view, by_day[day], sent)
        weeks.setdefault(week, WeekView(week, [])).days.append(view)
    labels = [(str(HourKind(kind).label), kinds[kind]) for kind in HourKind.values if kind in kinds]
    return Sheet(list(weeks.values()), labels)


def _fill(view: DayView, entries: Sequence[HourEntry], sent: Sent) -> None:
    view.total = sum((one.hours for one in entries if one.kind in PAID_KINDS), Decimal(0))
    view.known = ",".join(str(one.public_id) for one in entries)
    prefix = f"{view.day.isoformat()}_"
    lines: dict[str, LineView] = {}
    for name, typed in sent.typed.items():
        if name.startswith(prefix):
            lines[name] = _sent_line(typed, sent.outcomes.get(name))
    shown = {line.entry for line in lines.values()}
    for one in entries:
        if str(one.public_id) not in shown:
            name = _free(prefix, lines)
            lines[name] = _line(name, one)
    has_room = any(not line.entry and not line.hours for line in lines.values())
    if not lines or (sent.add == view.day and not has_room):
        name = _free(prefix, lines)
        lines[name] = _line(name, None)
    view.lines = [lines[name] for name in sorted(lines, key=lambda name: int(name.removeprefix(prefix)))]


def _sent_line(typed: LineView, outcome: Outcome | None) -> LineView:
    """A line that came with the save: as it stands now if it was kept, else as it was typed."""
    if outcome is None:
        return typed
    if outcome.is_kept:
        return _line(typed.name, outcome.entry)
    entry = outcome.entry
    return replace(
        typed,
        entry=str(entry.public_id) if entry else "",
        key=typed.key if entry or not outcome.is_conflict else str(uuid4()),
        seen=mark_of(entry),
        problem=outcome.refusal,
        meanwhile=outcome.meanwhile,
        who=outcome.who,
        theirs=f"{number(outcome.other.hours, 2)} {outcome.other.get_kind_display()}"
        if outcome.other
        else "",
    )


def _line(name: str, entry: HourEntry | None) -> LineView:
    if entry is None:
        return LineView(name, key=str(uuid4()))
    return LineView(
        name,
        hours=number(entry.hours, 2),
        kind=entry.kind,
        note=entry.note,
        work=str(entry.work.public_id) if entry.work else "",
        evening=number(entry.evening_hours, 2) if entry.evening_hours else "",
        kilometres=number(entry.kilometres, 1) if entry.kilometres else "",
        extra="1" if entry.is_agreed_extra else "",
        entry=str(entry.public_id),
        seen=mark_of(entry),
        kind_label=entry.get_kind_display(),
        work_label=str(entry.work or ""),
    )


def _free(prefix: str, taken: Iterable[str]) -> str:
    """The first name on the day that no line has."""
    names = set(taken)
    index = 0
    while f"{prefix}{index}" in names:
        index += 1
    return f"{prefix}{index}"
