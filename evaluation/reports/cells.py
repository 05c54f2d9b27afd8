"""What a report's figures are computed from, as far as it may leave the municipality: sums and numbers.

Each sum is of its own people: a month in which enough worked may have the wage of one. Months of too few
people in a column stand together in one row without a month; what a row lacks is in that one. Never a row of
one person, and nothing for a figure that is hidden.
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


def cells(scope: Scope, shown: Mapping[str, Figure], open_months: Mapping[str, Collection[str]]) -> Table:
    """By kind: `days` of placements, `months`, `changes` by instrument.

    `open_months`: by column, the months whose sum may stand by itself; the others stand together in the row
    without a month.
    """
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
        rows = _months(scope, columns, open_months)
        found["months"] = [_written(month, row) for month, row in rows.items()]
        if "own" in columns:
            found["rates"] = {month: _rates(month) for month, row in rows.items() if month and "own" in row}
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


def wage_months(scope: Scope, shown: Mapping[str, Figure]) -> Table:
    """Which sums of wages and costs the cells would show by month, if all may stand by themselves."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for wage in hours(scope).wages:
        row = sums[f"{wage.month:%Y-%m}"]
        if _is_shown(shown, "gross_wages"):
            row["gross"] += wage.gross
        if _is_shown(shown, "side_costs"):
            row["own"] += _own(wage)
    return {
        "months": [_written(month, sums[month]) for month in sorted(sums)],
        "community": community_cells(scope, shown),
    }


def _months(
    scope: Scope, columns: Collection[str], open_months: Mapping[str, Collection[str]]
) -> dict[str, dict[str, Decimal]]:
    """Exact sums by month and column; under the empty name those of all months that are not open."""
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))

    def add(column: str, month: date, amount: Decimal) -> bool:
        """Whether the month is open."""
        name = f"{month:%Y-%m}" if f"{month:%Y-%m}" in open_months[column] else ""
        if column in columns:
            found[name][column] += amount
        return bool(name)

    for month in series.hours_by_month(scope):
        add("worked", month.start, month.worked)
        add("paid", month.start, month.worked + month.paid_absence)
    for wage in hours(scope).wages:
        add("gross", wage.month, wage.gross)
        if not add("own", wage.month, _own(wage)):
            # Together with the law's part: rates of several months have no common row.
            law = wage.gross * sum(statutory_percents(wage.month).values()) / HUNDRED
            add("own", wage.month, law)
    if "" in found or not found:  # every column has its rest, and no hours are a sum too
        for column in columns:
            found[""][column] += 0
    return dict(sorted(found.items(), key=lambda one: (not one[0], one[0])))


def _own(wage: WageSum) -> Decimal:
    """What the employers' own insurances take."""
    accident, group_life = wage.accident_percent or Decimal(0), wage.group_life_percent
    if group_life is None:
        group_life = statutory_percents(wage.month, average=True)["group_life_average"]
    return wage.gross * (accident + group_life) / HUNDRED


def _written(month: str, row: Mapping[str, Decimal]) -> Table:
    return {"month": month or None} | {name: format(row[name], "f") for name in sorted(row)}


def _rates(month: str) -> dict[str, str]:
    percents = statutory_percents(date.fromisoformat(f"{month}-01"))
    return {name: format(percent, "f") for name, percent in percents.items()}


def _change(scope: Scope, figure: Figure, instrument: str) -> Table:
    """n and sum of the differences, and of their squares where the interval is shown; so of start and end."""
    found = change(scope, instrument)
    table: Table = {
        "n": found.pairs,
        "sum": format(found.sum, "f"),
        "start_sum": format(found.start_sum, "f"),
        "end_sum": format(found.end_sum, "f"),
        "start_squares": format(found.start_squares, "f"),
        "end_squares": format(found.end_squares, "f"),
    }
    if figure.more.get("ci_low") is not None:
        table["sum_of_squares"] = format(found.sum_of_squares, "f")
    if figure.more.get("without_end_mean") is not None:
        table |= {"without_end": found.without_end, "without_end_sum": format(found.without_end_sum, "f")}
    return table
