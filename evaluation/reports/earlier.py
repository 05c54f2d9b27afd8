"""What published reports told already: a new one must not tell a small number by its difference to them.

Numbers of people, and means, are compared with each earlier report whose people are among the new one's or
the other way round; pieces of work with every combination of earlier periods. Sums of people's hours, days
and money are put into one table with all that was shown of them (`ledger`).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure, Rule
from evaluation.indicators.relations import DIRECTIONS, LOSSES
from evaluation.indicators.suppression import Limits, numbers_of
from evaluation.reports.ledger import FIGURES, Days, Key, Sum, shown_sums
from evaluation.reports.pictures_data import OTHERS
from evaluation.statistics.scope import Scope
from laavu.law.period import ONE_DAY

# Pieces of work belong to no programme, and nobody is behind them: numbers by the days of their steps.
WORKS = frozenset({"unfinished_work_found", "unfinished_work_chosen", "unfinished_work_done"})
# Summed over days: the value of a period is the sum of its parts' values.
BY_DAYS = WORKS | FIGURES.keys()
OF_ALL = WORKS | {"volunteers", "volunteer_hours", "volunteer_value"}  # whatever programme a report is of
VOLUNTEERS = "volunteer"  # how the names of their numbers begin
WAGES = frozenset({"gross_wages", "side_costs"})
# Numbers of persons beside a figure's value, but for the flow of answers.
FURTHER_NUMBERS = (*DIRECTIONS, "without_end", *LOSSES, "reliably_changed", "left_out")
NEAR = 1e-9
Compute = Callable[[Scope], Mapping[str, Figure]]


@dataclass(frozen=True, slots=True)
class Published:
    """A published report: of what it is, its figures (value; persons or pairs), and those of its pictures.

    `numbers`: all its numbers of persons and pieces, by the names of `relations`.
    `sums`: all its sums, those of its pictures and cells too.
    `parts`: persons of each shown part of a whole, by picture and name. `tables`: cells of its breakdowns, by
    table, class and code. `associations`: amounts of its picture of them, by name.
    """

    scope: Scope
    shown: Mapping[str, tuple[Decimal, int | None]]
    numbers: Mapping[str, int] = field(default_factory=dict)
    sums: Mapping[Key, Sum] = field(default_factory=dict)
    parts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Mapping[str, Decimal | None]]] = field(default_factory=dict)
    associations: Mapping[str, Decimal | None] = field(default_factory=dict)

    @classmethod
    def of(cls, scope: Scope, data: Mapping[str, Any]) -> "Published":
        found = {
            code: (Decimal(entry["value"]), entry["n"])
            for code, entry in data["indicators"].items()
            if entry["value"] is not None and code in CATALOGUE
        }
        figures = {
            code: figure_of(code, entry) for code, entry in data["indicators"].items() if code in CATALOGUE
        }
        pictures = data.get("pictures", {})
        parts = {
            (name, row["name"]): row["persons"]
            for name, table in pictures.items()
            for row in table.get("rows", ())
            if row.get("persons") is not None
        }
        associations = {
            row["name"]: _decimal(row["amount"]) for row in pictures.get("associations", {"rows": ()})["rows"]
        }
        tables = {
            f"{table['family']}:{table['by']}": {
                row["key"]: {code: _decimal(cell) for code, cell in row["cells"].items()}
                for row in table["rows"]
            }
            for table in data.get("breakdowns", ())
        }
        sums = shown_sums(scope, data).sums
        return cls(scope, found, dict(numbers_of(figures)), sums, parts, tables, associations)


def figure_of(code: str, entry: Mapping[str, Any]) -> Figure:
    """The figure that an entry of a data set was written from, as far as numbers are concerned."""
    value = entry["value"]
    further = {name: entry[name] for name in FURTHER_NUMBERS if entry.get(name) is not None}
    return Figure(
        code=code,
        value=None if value is None else Decimal(value),
        n=entry["n"],
        more=further | {name: n for name, n in entry.get("flow", {}).items() if n is not None},
    )


def numbers_beside(scope: Scope, earlier: Sequence[Published]) -> list[Mapping[str, int]]:
    """The numbers of reports whose people are all among the scope's, or the other way round.

    Volunteers belong to no programme: theirs are compared whatever programme a report is of.
    """
    found = []
    for report in earlier:
        if report.scope.municipality_id != scope.municipality_id:
            continue
        if is_comparable(report.scope, scope):
            found.append(report.numbers)
        elif is_comparable(replace(report.scope, programme_id=None), replace(scope, programme_id=None)):
            numbers = report.numbers.items()
            found.append({name: number for name, number in numbers if name.startswith(VOLUNTEERS)})
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """What a new report must not show for the sake of earlier ones: codes, parts of pictures."""

    codes: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()


def told_by_difference(
    scope: Scope,
    figures: Mapping[str, Figure],
    pictures: Mapping[str, Any],
    earlier: Sequence[Published],
    limits: Limits,
    compute: Compute,
) -> Told:
    """What of the figures and pictures would tell of too few beside the earlier reports, sums of people's
    hours, days and money apart (`ledger`)."""
    known = [report for report in earlier if report.scope.municipality_id == scope.municipality_id]
    if not known:
        return Told()
    codes = {code for code, figure in figures.items() if figure.value is not None}
    told = {code for code in codes for report in known if _tells(figures[code], scope, report, limits)}
    between = _Between(scope, compute, limits)
    for code in sorted(WORKS & codes - told):
        periods = [days_of(report.scope) for report in known if code in report.shown]
        if between.tells_small(periods, days_of(scope), code):
            told.add(code)
    if told & WAGES:  # each is a share of the other
        told |= WAGES & codes
    return Told(frozenset(told), frozenset(_parts_told(scope, pictures, known, limits)))


def _parts_told(
    scope: Scope, pictures: Mapping[str, Any], known: Sequence[Published], limits: Limits
) -> Iterator[tuple[str, str]]:
    for report in known:
        if not is_comparable(report.scope, scope):
            continue
        for picture, table in pictures.items():
            for row in table.get("rows", ()):
                before = report.parts.get((picture, row["name"]))
                if before is not None and limits.hides_count(abs((row.get("persons") or before) - before)):
                    yield picture, row["name"]


def _tells(figure: Figure, scope: Scope, report: Published, limits: Limits) -> bool:
    """Whether the difference to one report of the same, more or fewer people is of too few."""
    if figure.code not in report.shown or not is_comparable(report.scope, scope):
        return False
    value, n = report.shown[figure.code]
    by_days = figure.code in BY_DAYS and (figure.code in OF_ALL or _same_people(report.scope, scope))
    if figure.value == value or (by_days and days_of(report.scope) != days_of(scope)):
        return False
    rule = CATALOGUE[figure.code].rule
    if rule is Rule.COUNT:
        return limits.hides_count(abs((figure.value or Decimal(0)) - value))
    if n is None or figure.n is None:
        return False
    apart = abs(figure.n - n)
    return 0 < apart < (limits.pairs if rule is Rule.PAIRS else limits.count)


def _is_small(figure: Figure, limits: Limits) -> bool:
    if CATALOGUE[figure.code].rule is Rule.COUNT and limits.hides_count(figure.value):
        return True
    return limits.hides_count(figure.n)


def _same_people(first: Scope, second: Scope) -> bool:
    return first.programme_id == second.programme_id


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def is_comparable(first: Scope, second: Scope) -> bool:
    """Whether all people of one are surely among those of the other."""
    return _is_inside(first, second) or _is_inside(second, first)


def _is_inside(inner: Scope, outer: Scope) -> bool:
    in_time = outer.first <= inner.first and inner.last <= outer.last
    return in_time and outer.programme_id in (None, inner.programme_id)


def days_of(scope: Scope) -> Days:
    return scope.first, scope.last + ONE_DAY


def newly_known(periods: Sequence[Days], new: Days) -> Iterator[Days]:
    """Times whose sum follows from the periods' sums together with the new one's, and not without it."""
    borders = sorted({day for period in (*periods, new) for day in period})
    before, after = (_rows(part, borders) for part in (periods, (*periods, new)))
    if _follows(before, _rows([new], borders)[0]):
        return
    for at, first in enumerate(borders):
        for end in borders[at + 1 :]:
            wanted = _rows([(first, end)], borders)[0]
            if (first, end) != new and _follows(after, wanted) and not _follows(before, wanted):
                yield first, end


def _rows(periods: Sequence[Days], borders: Sequence[date]) -> np.ndarray:
    """For each period, which times between two borders it has."""
    found = [[float(first <= day < end) for day in borders[:-1]] for first, end in periods]
    return np.array(found).reshape(len(found), len(borders) - 1)


def _follows(rows: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether the wanted times are a combination of the rows."""
    if not len(rows):
        return False
    weights = np.linalg.lstsq(rows.T, wanted, rcond=None)[0]
    return bool(np.allclose(rows.T @ weights, wanted, atol=NEAR))


class _Between:
    """Figures of the times between reports, each counted once."""

    def __init__(self, scope: Scope, compute: Compute, limits: Limits) -> None:
        self._scope = scope
        self._compute = compute
        self._limits = limits
        self._found: dict[Days, Mapping[str, Figure]] = {}

    def tells_small(self, periods: Sequence[Days], new: Days, code: str) -> bool:
        """Whether the new period's sum, beside those of the periods, tells of too few people."""
        return any(_is_small(self._figure(days, code), self._limits) for days in newly_known(periods, new))

    def _figure(self, days: Days, code: str) -> Figure:
        if days not in self._found:
            first, end = days
            self._found[days] = self._compute(replace(self._scope, first=first, last=end - ONE_DAY))
        return self._found[days][code]


def without_parts(pictures: Mapping[str, Any], parts: Collection[tuple[str, str]]) -> dict[str, Any]:
    """The pictures' figures without these parts, which stand with the others."""
    result = dict(pictures)
    for picture in {picture for picture, _name in parts}:
        names = {name for drawn, name in parts if drawn == picture and name != OTHERS}
        result[picture] = {"rows": _pooled(result[picture]["rows"], names)}
    return result


def _pooled(rows: Sequence[dict[str, Any]], names: set[str]) -> list[dict[str, Any]]:
    """The rows without the named ones, which go to the others, with the smallest one if they were alone."""
    kept = [row for row in rows if row["name"] not in names and row["name"] != OTHERS]
    gone = len(names) + sum(row["pooled"] for row in rows if row["name"] == OTHERS)
    if gone == 1 and kept:
        kept.remove(min(kept, key=lambda row: (row["persons"], row["name"])))
        gone = 2
    return [*kept, {"name": OTHERS, "persons": None, "amount": None, "pooled": gone}]
