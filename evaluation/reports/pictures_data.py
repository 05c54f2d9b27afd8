"""Figures of the report's pictures, after suppression: small parts pooled, small times hidden or widened."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from evaluation.indicators.suppression import Limits
from evaluation.statistics import series
from evaluation.statistics.scope import Scope
from evaluation.statistics.series import Begun, MonthOfHours, Part, WorksOfKind
from laavu.law.period import next_month
from laavu.law.rounding import round_money

OTHERS = "others"
WIDTHS = {"quarter": 3, "half": 6, "year": 12}
Table = dict[str, Any]


def pictures(scope: Scope, limits: Limits) -> dict[str, Table]:
    """Each picture's figures as JSON values; None is hidden."""
    return {
        "hours_by_month": hours_by_month(series.hours_by_month(scope), limits),
        "hours_by_kind": parts(series.hours_by_kind(scope), limits),
        "begun": begun(series.begun(scope), scope, limits),
        "associations": parts(series.by_association(scope), limits),
        "works": works(series.works_by_kind(scope), limits),
        "endings": parts(series.endings(scope), limits),
    }


def hours_by_month(months: Sequence[MonthOfHours], limits: Limits) -> Table:
    """Every month from the first to the last with hours. In each line months of few persons are hidden, and
    with them at least one month of more persons, so that the hidden hours cannot be taken from the total."""
    if not months:
        return {"categories": [], "worked": [], "paid_absence": []}
    by_start = {month.start: month for month in months}
    starts = [months[0].start]
    while starts[-1] < months[-1].start:
        starts.append(next_month(starts[-1]))
    lines = {"worked": "workers", "paid_absence": "absent"}
    hidden = {name: _hidden_months(months, people, limits) for name, people in lines.items()}
    return {"categories": [f"{start:%Y-%m}" for start in starts]} | {
        name: [_hours(by_start, start, hidden[name], name) for start in starts] for name in lines
    }


def _hidden_months(months: Sequence[MonthOfHours], people: str, limits: Limits) -> set[date]:
    persons = {month.start: int(getattr(month, people)) for month in months}
    hidden = {start for start, number in persons.items() if limits.hides_count(number)}
    open_ = [start for start, number in persons.items() if number and start not in hidden]
    if hidden and open_:
        hidden.add(min(open_, key=lambda start: (persons[start], start)))
    return hidden


def _hours(by_start: dict[date, MonthOfHours], start: date, hidden: set[date], name: str) -> str | None:
    if start in hidden:
        return None
    month = by_start.get(start)
    return _text(getattr(month, name) if month else Decimal(0))


def parts(found: Sequence[Part], limits: Limits) -> Table:
    """Parts of a whole with their persons; those of few persons are pooled as "others"."""
    pooled = [part for part in found if limits.hides_count(part.persons)]
    kept = sorted((part for part in found if part not in pooled), key=lambda part: (-part.amount, part.name))
    # The pool must hide its parts: it takes the smallest shown part too when it is of too few itself.
    while kept and pooled and _at_most(pooled) < limits.count:
        smallest = min(kept, key=lambda part: part.persons)
        kept.remove(smallest)
        pooled.append(smallest)
    rows: list[Table] = [
        {"name": part.name, "persons": part.persons, "amount": _text(part.amount), "pooled": 1}
        for part in kept
    ]
    if pooled:
        amount = series.total_of(pooled) if _at_most(pooled) >= limits.count else None
        rows.append(
            {
                "name": OTHERS,
                "persons": None,
                "amount": None if amount is None else _text(amount),
                "pooled": len(pooled),
            }
        )
    return {"rows": rows}


def _at_most(pooled: Iterable[Part]) -> int:
    """A number that the pool's persons surely reach: one person may stand in several parts."""
    return max(part.persons for part in pooled)


def begun(found: Sequence[Begun], scope: Scope, limits: Limits) -> Table:
    """Placements begun by the finest of quarter, half-year and year that shows no small number."""
    for grain in WIDTHS:
        counts = {row.start: row for row in found if row.grain == grain}
        if not any(
            limits.hides_count(row.placements) or limits.hides_count(row.persons) for row in counts.values()
        ):
            return _begun_by(grain, counts, scope)
    return {"grain": "year", "categories": [], "placements": []}


def _begun_by(grain: str, counts: dict[date, Begun], scope: Scope) -> Table:
    width = WIDTHS[grain]
    start = scope.first.replace(month=(scope.first.month - 1) // width * width + 1, day=1)
    starts = []
    while start <= scope.last:
        starts.append(start)
        for _month in range(width):
            start = next_month(start)
    return {
        "grain": grain,
        "categories": [day.isoformat() for day in starts],
        "placements": [counts[day].placements if day in counts else 0 for day in starts],
    }


def works(found: Sequence[WorksOfKind], limits: Limits) -> Table:
    """Unfinished work by kind; kinds with a small number in any step are pooled as "others"."""
    kept = [row for row in found if row.found or row.chosen or row.done]
    pooled: list[WorksOfKind] = []
    while kept and (_small(kept, limits) or (pooled and _small([_pool(pooled)], limits))):
        smallest = next(iter(_small(kept, limits)), kept[-1])
        kept.remove(smallest)
        pooled.append(smallest)
    rows = [*kept, *([_pool(pooled)] if pooled else [])]
    if _small(rows, limits):
        return {"rows": []}
    return {
        "rows": [
            {"name": row.name, "found": row.found, "chosen": row.chosen, "done": row.done} for row in rows
        ]
    }


def _small(rows: Iterable[WorksOfKind], limits: Limits) -> list[WorksOfKind]:
    return [row for row in rows if any(map(limits.hides_count, (row.found, row.chosen, row.done)))]


def _pool(rows: Sequence[WorksOfKind]) -> WorksOfKind:
    return WorksOfKind(
        OTHERS, sum(r.found for r in rows), sum(r.chosen for r in rows), sum(r.done for r in rows)
    )


def _text(amount: Decimal) -> str:
    return format(round_money(amount), "f")
