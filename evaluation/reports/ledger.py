"""All sums that reports show, as rows of one table: what of a new one would tell of too few beside the rest.

A report shows one sum in several cuts (all of it, by month, by kind, by employer), and others show it for
other days and other people. Whoever has them can add and subtract. Here every shown sum is a row over the
parts (times, kinds, people of the same programmes) and `evaluation.indicators.sums` says what follows.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np

from evaluation.indicators.side_costs import statutory_percents
from evaluation.indicators.sums import People, Table
from evaluation.reports.pictures_data import OTHERS
from evaluation.statistics.behind import BLOCKS, Facts
from evaluation.statistics.community import rate
from evaluation.statistics.scope import Scope
from laavu.law.answers import Blocked
from laavu.law.period import ONE_DAY, next_month
from placements.choices import PAID_KINDS, HourKind

Key = tuple[
    str, ...
]  # where a report shows a sum: ("worked_hours",), ("hours_by_month", "worked", "2026-01")
Days = tuple[date, date]  # first day, and the day after the last
Weight = Callable[[str, date], float]
WORK = frozenset({str(HourKind.WORK)})
PAID = frozenset(str(kind) for kind in PAID_KINDS)
# Volunteers take part in no programme.
NO_PROGRAMME = frozenset({"volunteers"})


@dataclass(frozen=True, slots=True)
class Sum:
    """What is summed: of which block, in which days, and how often each kind counts on a day.

    `value`: what was shown, where somebody could see that it is another now.
    """

    block: str
    days: Days
    weight: Weight
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What one report shows, and of what it is."""

    scope: Scope
    sums: Mapping[Key, Sum]


def _all(_kind: str, _day: date) -> float:
    return 1.0


def only(kinds: Collection[str]) -> Weight:
    return lambda kind, _day: float(kind in kinds)


def without(kinds: Collection[str]) -> Weight:
    return lambda kind, _day: float(kind not in kinds)


def _costs(_kind: str, day: date) -> float:
    """The law's share of wages is another each year, so that wages and costs together tell of each."""
    try:
        return float(sum(statutory_percents(day).values()))
    except Blocked:
        return 1.0


def _value(kind: str, day: date) -> float:
    return float(rate(day.year, machine=kind == "machine") or 0)


def _at_rate(euros: str) -> Weight:
    return lambda kind, day: float(_value(kind, day) == float(euros))


FIGURES: Mapping[str, tuple[str, Weight]] = {
    "worked_hours": ("hours", only(WORK)),
    "paid_hours": ("hours", only(PAID)),
    "gross_wages": ("wages", _all),
    "side_costs": ("wages", _costs),
    "person_months": ("days", _all),
    "placements_in_associations": ("begun", _all),
    "new_participants": ("new", _all),
    "volunteer_hours": ("volunteers", _all),
    "volunteer_value": ("volunteers", _value),
    "wage_subsidy": ("money", only({"wage_subsidy_municipality", "wage_subsidy_state"})),
    **{
        code: ("money", only({code}))
        for code in (
            "wage_subsidy_municipality", "wage_subsidy_state", "municipal_supplement", "project_money",
            "avoided_municipal_share", "avoided_state_share", "municipal_tax_effect",
        )
    },
    **{
        code: (code, _all)
        for code in ("work_months", "wage_months", "group_activity_hours", "counselling_sessions")
    },
}  # fmt: skip


def shown_sums(scope: Scope, data: Mapping[str, Any]) -> Shown:
    """The sums that a report's data show. What only follows from others of the same report is left out."""
    days = scope.first, scope.last + ONE_DAY
    found: dict[Key, Sum] = {}
    for code, (block, weight) in FIGURES.items():
        if data["indicators"].get(code, {}).get("value") is not None:
            found[(code,)] = Sum(block, days, weight)
    pictures = data.get("pictures", {})
    found |= _hours(pictures, scope) | dict(_rows_of(pictures, days)) | _begun(pictures, scope)
    found |= dict(_cells(data.get("cells", {}), scope))
    return Shown(scope, found)


def _hours(pictures: Mapping[str, Any], scope: Scope) -> dict[Key, Sum]:
    table = pictures.get("hours_by_month", {"categories": []})
    weights = {"worked": only(WORK), "paid_absence": only(PAID - WORK)}
    return {
        ("hours_by_month", name, month): Sum("hours", month_in(month, scope), weight, value)
        for name, weight in weights.items()
        for month, value in zip(table["categories"], table.get(name, ()), strict=False)
        if value is not None
    }


def _rows_of(pictures: Mapping[str, Any], days: Days) -> Iterator[tuple[Key, Sum]]:
    """Bars of parts of a whole: by kind of hour and by association, the others together."""
    for picture, block in (("hours_by_kind", "hours"), ("associations", "days")):
        table = pictures.get(picture, {}).get("rows", ())
        names = {row["name"] for row in table}
        for row in table:
            if row["amount"] is not None:
                weight = without(names) if row["name"] == OTHERS else only({row["name"]})
                yield (picture, row["name"]), Sum(block, days, weight)


def _begun(pictures: Mapping[str, Any], scope: Scope) -> dict[Key, Sum]:
    table = pictures.get("begun", {"categories": []})
    starts = [date.fromisoformat(day) for day in table["categories"]]
    return {
        ("begun", first.isoformat()): Sum("begun", _inside(first, end, scope), _all)
        for first, end in zip(starts, [*starts[1:], date.max], strict=False)
    }


def _cells(cells: Mapping[str, Any], scope: Scope) -> Iterator[tuple[Key, Sum]]:
    for row in cells.get("months", ()):
        for name, weight in (("gross", _all), ("own", _costs)):
            if row["month"] is not None and name in row:
                days = month_in(row["month"], scope)
                yield ("months", name, row["month"]), Sum("wages", days, weight, row[name])
    for _amount, euros in cells.get("community", {}).get("volunteer_value", ()):
        yield (
            ("volunteer_value", str(euros)),
            Sum("volunteers", (scope.first, scope.last + ONE_DAY), _at_rate(euros)),
        )


def month_in(month: str, scope: Scope) -> Days:
    first = date.fromisoformat(f"{month}-01")
    return _inside(first, next_month(first), scope)


def _inside(first: date, end: date, scope: Scope) -> Days:
    return max(first, scope.first), min(end, scope.last + ONE_DAY)


def told_sums(new: Shown, earlier: Sequence[Shown], *, limit: int) -> set[Key]:
    """What of the new report's sums would tell of fewer people than the limit beside all that is shown.

    The figures themselves stay before their parts in pictures and cells, parts of many before those of few.
    """
    behind = _Behind()
    blocks: dict[str, list[Key]] = defaultdict(list)
    for key, one in new.sums.items():
        blocks[one.block].append(key)
    found: set[Key] = set()
    for block, keys in blocks.items():
        rows = [(new.scope, new.sums[key]) for key in keys]
        before = [
            (report.scope, key, one)
            for report in earlier
            for key, one in report.sums.items()
            if one.block == block
        ]
        known = [(scope, one) for scope, _key, one in before]
        changed = [set[Hashable]() for _row in (*rows, *known)]
        for scope, key, one in before:
            if key in new.sums and _has_changed(scope, one, new.scope, new.sums[key]):
                for at, (other_scope, other) in enumerate(known, start=len(rows)):
                    if other_scope == scope and _holds(other, one):
                        changed[at].add((key, one.value))
        table, sizes = _table([*rows, *known], changed, behind, limit)
        order = sorted(range(len(keys)), key=lambda at: (len(keys[at]), _rank(keys[at]), -sizes[at], at))
        safe = table.safe(order, range(len(keys), len(keys) + len(known)))
        found |= {key for at, key in enumerate(keys) if at not in safe}
    return found


def _has_changed(scope: Scope, old: Sum, new_scope: Scope, new: Sum) -> bool:
    """Whether a report of other days showed the same sum with another value: what came in since then may be
    of one person. A correction of the same days is judged by its figures' people."""
    is_same = old.days == new.days and scope.programme_id == new_scope.programme_id
    values = [None if one.value is None else Decimal(one.value) for one in (old, new)]
    return is_same and scope != new_scope and values[0] != values[1]


def _holds(whole: Sum, part: Sum) -> bool:
    """Whether what changed in the part has changed the whole too."""
    day = part.days[0]
    in_time = whole.days[0] <= day and part.days[1] <= whole.days[1]
    return in_time and any(
        whole.weight(kind, day) and part.weight(kind, day) for kind in (*HourKind.values, "")
    )


def _rank(key: Key) -> int:
    return ("worked", "paid_absence").index(key[1]) if key[0] == "hours_by_month" else 0


class _Behind:
    """Who is behind the parts, each scope asked once."""

    def __init__(self) -> None:
        self._found: dict[tuple[Callable[[Scope], Facts], Scope], Facts] = {}

    def facts(self, block: str, scope: Scope) -> Mapping[str, frozenset[tuple[Hashable, int]]]:
        asked = BLOCKS[block], scope
        if asked not in self._found:
            self._found[asked] = asked[0](scope)
        return self._found[asked].get(block, {})


def _table(
    rows: Sequence[tuple[Scope, Sum]], changed: Sequence[set[Hashable]], behind: _Behind, limit: int
) -> tuple[Table, list[int]]:
    """The rows over columns of the same parts, and how many people are behind each row.

    `changed`: by row, what is another sum now than it was in that report: as if somebody were missing there.
    """
    block = rows[0][1].block
    whole = replace(rows[0][0], programme_id=None)
    asked = list(dict.fromkeys(scope for scope, _one in rows))
    members = [_members(scope, block, behind) for scope in asked]
    place = [asked.index(scope) for scope, _one in rows]
    columns: dict[bytes, set[Hashable]] = defaultdict(set)
    for first, end in _pieces([one.days for _scope, one in rows]):
        piece = replace(whole, first=first, last=end - ONE_DAY)
        for kind, facts in behind.facts(block, piece).items():
            weights = [
                one.weight(kind, first) if one.days[0] <= first < one.days[1] else 0.0 for _scope, one in rows
            ]
            for inside, people in _by_membership(kind, facts, members).items():
                values = [w if inside[at] else 0.0 for w, at in zip(weights, place, strict=True)]
                if any(values):
                    columns[np.array(values).tobytes()] |= people
    for what in set[Hashable]().union(*changed):
        columns[np.array([float(what in own) for own in changed]).tobytes()] |= {what}
    everybody: list[People] = [frozenset(found) for found in columns.values()]
    matrix = np.array([np.frombuffer(key) for key in columns]).reshape(len(columns), len(rows)).T
    return Table(matrix, everybody, limit=limit), [_size(row, everybody) for row in matrix]


def _size(row: np.ndarray, people: Sequence[People]) -> int:
    """How many people are behind a row."""
    found: set[Hashable] = set()
    for one, value in zip(people, row, strict=True):
        if value:
            found |= one
    return len(found)


Members = Mapping[str, frozenset[tuple[Hashable, int]]] | None


def _members(scope: Scope, block: str, behind: _Behind) -> Members:
    """Whom a scope counts, by kind; None: everybody."""
    if scope.programme_id is None or block in NO_PROGRAMME:
        return None
    return behind.facts(block, scope)


def _by_membership(
    kind: str, facts: Collection[tuple[Hashable, int]], members: Sequence[Members]
) -> dict[tuple[bool, ...], set[Hashable]]:
    """The people by which of the scopes count them."""
    found: dict[tuple[bool, ...], set[Hashable]] = defaultdict(set)
    for fact in facts:
        found[tuple(one is None or fact in one.get(kind, ()) for one in members)].add(fact[0])
    return found


def _pieces(days: Collection[Days]) -> Iterator[Days]:
    """The times between all borders, and between years: rates change there."""
    borders = {day for period in days for day in period}
    years = range(min(borders).year + 1, max(borders).year + 1)
    borders |= {date(year, 1, 1) for year in years}
    ordered = sorted(borders)
    return pairwise(ordered)
