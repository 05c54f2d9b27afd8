"""What an association's grid sends: the cells of each row, its tick, and what to fill."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, QueryDict

from laavu.law.period import SATURDAY, month_of
from placements.cells import Edit
from placements.hour_forms import read_day

WEEKDAYS = range(7)


@dataclass(frozen=True, slots=True)
class Filling:
    """What to fill: the week that begins on `monday` from the one before, or by the usual week."""

    row: str
    monday: date | None
    weekdays: frozenset[int]


def read_edits(data: QueryDict, row: str, first_day: date) -> list[Edit]:
    """The row's cells whose text is not what its writer saw."""
    days = list(month_of(first_day).days())
    bases = data.get(f"base-{row}", "").split(",")
    texts = data.get(f"text-{row}", "").split("|")
    edits = []
    for at, day in enumerate(days):
        typed = data.get(f"c-{row}-{day.day}")
        base = bases[at] if at < len(bases) else ""
        shown = texts[at] if at < len(texts) else ""
        if typed is not None and typed.strip() != shown:
            edits.append(Edit(day, typed.strip(), base))
    return edits


def read_tick(data: QueryDict, row: str) -> bool | None:
    """Whether the row's month is complete; None when its tick was not on the page or is as it was."""
    shown = data.get(f"ticked-{row}")
    ticked = data.get(f"complete-{row}") == "1"
    return None if shown is None or ticked == (shown == "1") else ticked


def weekday_choices() -> list[tuple[int, date, bool]]:
    """Number of each weekday, a day that has its name, and whether it is usually worked on."""
    monday = date(2024, 1, 1)
    return [(n, monday + timedelta(days=n), n < SATURDAY) for n in WEEKDAYS]


def read_filling(request: HttpRequest) -> Filling | None:
    """What the pressed button fills; None when none was pressed."""
    data = request.POST
    what = data.get("fill", "")
    row = data.get("fill-row", "")
    if what == "usual":
        chosen = frozenset(n for n in WEEKDAYS if data.get(f"weekday-{n}") == "1")
        return Filling(row, None, chosen) if chosen else None
    monday = read_day(data.get("fill-week", "")) if what == "week" else None
    return Filling(row, monday, frozenset()) if monday is not None and monday.weekday() == 0 else None
