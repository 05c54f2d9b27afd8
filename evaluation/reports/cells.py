"""What a report's figures are computed from, as far as it may leave the municipality: sums and numbers.

Months of too few people stand together in one row without a name. Never a row of one person, and nothing
for a figure that is hidden.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from evaluation.indicators.definition import Figure
from evaluation.indicators.relations import INSTRUMENTS
from evaluation.indicators.side_costs import statutory_percents
from evaluation.reports.community_cells import community_cells
from evaluation.reports.money import money_cells
from evaluation.statistics import series
from evaluation.statistics.dosage import amounts
from evaluation.statistics.hours import WageSum, hours
from evaluation.statistics.scope import Scope
from evaluation.statistics.wellbeing import change
from evaluation.statistics.work import in_associations

Table = dict[str, Any]
# Which column of the months a figure is summed from.
COLUMNS = {"worked_hours": "worked", "paid_hours": "paid", "gross_wages": "gross", "side_costs": "own"}
# Figures that are one sum each: the hours as they are, the days of which months are made.
AMOUNTS = ("work_months", "group_activity_hours")
HUNDRED = Decimal(100)


def cells(scope: Scope, shown: Mapping[str, Figure], open_months: Collection[str]) -> Table:
    """By kind: `days` of placements, `months`, `changes` by instrument. `open_months`: of enough people."""
    found: Table = {}
    if shown["person_months"].value is not None:
        found["days"] = in_associations(scope).days
    found["amounts"] = {
        code: format(one.total, "f")
        for code, one in amounts(scope).items()
        if code in AMOUNTS and _is_shown(shown, code)
    }
    columns = {name for code, name in COLUMNS.items() if shown[code].value is not None}
    if "own" in columns:
        columns.add("gross")  # the law's part of the costs is a share of it
    if columns:
        rows = _months(scope, set(open_months)) or {"": {}}  # no hours are a sum too
        found["months"] = [_written(month, row, columns) for month, row in rows.items()]
        if "own" in columns:
            found["rates"] = {month: _rates(month) for month in rows if month}
    found["changes"] = {
        code: _change(scope, shown[code], code.removesuffix("_change"))
        for code in INSTRUMENTS
        if shown[code].value is not None
    }
    found["community"] = community_cells(scope, shown)
    found["economy"] = money_cells(scope, shown)
    return found


def _is_shown(shown: Mapping[str, Figure], code: str) -> bool:
    return code in shown and shown[code].value is not None


def _months(scope: Scope, open_months: set[str]) -> dict[str, dict[str, Decimal]]:
    """Exact sums by month; under the empty name those of all months that are not open."""
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for month in series.hours_by_month(scope):
        row = found[_name(month.start, open_months)]
        row["worked"] += month.worked
        row["paid"] += month.worked + month.paid_absence
    for wage in hours(scope).wages:
        name = _name(wage.month, open_months)
        found[name]["gross"] += wage.gross
        found[name]["own"] += _own(wage)
        if not name:  # together with the law's part: rates of several months have no common row
            found[name]["own"] += wage.gross * sum(statutory_percents(wage.month).values()) / HUNDRED
    return dict(found)


def _own(wage: WageSum) -> Decimal:
    """What the employers' own insurances take."""
    accident, group_life = wage.accident_percent or Decimal(0), wage.group_life_percent
    if group_life is None:
        group_life = statutory_percents(wage.month, average=True)["group_life_average"]
    return wage.gross * (accident + group_life) / HUNDRED


def _name(month: date, open_months: set[str]) -> str:
    name = f"{month:%Y-%m}"
    return name if name in open_months else ""


def _written(month: str, row: Mapping[str, Decimal], columns: set[str]) -> Table:
    return {"month": month or None} | {
        name: format(row.get(name, Decimal(0)), "f") for name in sorted(columns)
    }


def _rates(month: str) -> dict[str, str]:
    percents = statutory_percents(date.fromisoformat(f"{month}-01"))
    return {name: format(percent, "f") for name, percent in percents.items()}


def _change(scope: Scope, figure: Figure, instrument: str) -> Table:
    """n, sums and sum of squares of the differences; of the start and end values their sums."""
    found = change(scope, instrument)
    table: Table = {
        "n": found.pairs,
        "sum": format(found.sum, "f"),
        "sum_of_squares": format(found.sum_of_squares, "f"),
        "start_sum": format(found.start_sum, "f"),
        "end_sum": format(found.end_sum, "f"),
        "start_squares": format(found.start_squares, "f"),
        "end_squares": format(found.end_squares, "f"),
    }
    if figure.more.get("without_end_mean") is not None:
        table |= {"without_end": found.without_end, "without_end_sum": format(found.without_end_sum, "f")}
    return table
