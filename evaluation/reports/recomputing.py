"""Computes a report's figures again from nothing but what lies inside it, and says what differs.

Needs no database: whoever has the file and this program can do it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Rule
from evaluation.indicators.interval import paired_change
from evaluation.indicators.relations import RELATIONS
from evaluation.reports.cells import COLUMNS
from evaluation.reports.community_cells import recomputed_community
from evaluation.reports.money import recomputed_money
from evaluation.reports.tables import table_differences
from evaluation.reports.targets import target_differences
from laavu.law.rounding import round_money, round_to

Data = Mapping[str, Any]
DAYS_IN_MONTH = Decimal("30.4")
HUNDRED = Decimal(100)


def differences(data: Data) -> list[str]:
    """One line for each figure that does not follow from the data set; empty where all do."""
    try:
        checks = (_of_figures, _of_counts, _of_hidden, target_differences, table_differences)
        return [line for check in checks for line in check(data)]
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        return [f"the data set cannot be read: {type(error).__name__} {error}"]


def recomputed(data: Data) -> dict[str, dict[str, Decimal | int | None]]:
    """The figures that have cells, by code and name of the number (`value`, `ci_low`, …)."""
    cells = data["cells"]
    found: dict[str, dict[str, Decimal | int | None]] = {}
    if "days" in cells:
        found["person_months"] = {"value": round_money(Decimal(cells["days"]) / DAYS_IN_MONTH)}
    for code, column in COLUMNS.items():
        rows = cells.get("months", [])
        parts = [Decimal(row[column]) for row in rows if column in row]  # a month may lack what is hidden
        if parts:
            total = sum(parts, Decimal(0))
            if code == "side_costs":
                total += _statutory(cells)
            found[code] = {"value": round_money(total)}
    for code, total in cells.get("amounts", {}).items():
        by = DAYS_IN_MONTH if code == "work_months" else Decimal(1)
        found[code] = {"value": round_money(Decimal(total) / by)}
    for code, table in cells["changes"].items():
        found[code] = _change(table)
    return found | recomputed_money(cells) | recomputed_community(cells)


def _statutory(cells: Data) -> Decimal:
    """The law's part of the side costs of the months that have a row of their own."""
    total = Decimal(0)
    for row in cells["months"]:
        if row["month"] is not None and "own" in row:
            percent = sum((Decimal(rate) for rate in cells["rates"][row["month"]].values()), Decimal(0))
            total += Decimal(row["gross"]) * percent / HUNDRED
    return total


def _change(table: Data) -> dict[str, Decimal | int | None]:
    n, total = table["n"], Decimal(table["sum"])
    mean = total / n
    found: dict[str, Decimal | int | None] = {
        "value": round_to(mean, 2),
        "n": n,
        "start_mean": round_to(Decimal(table["start_sum"]) / n, 2),
        "end_mean": round_to(Decimal(table["end_sum"]) / n, 2),
    }
    if "sum_of_squares" in table:
        result = paired_change(n, mean, _spread(n, total, Decimal(table["sum_of_squares"])))
        found |= {
            "ci_low": _two(result.low),
            "ci_high": _two(result.high),
            "effect_size": _two(result.effect_size),
        }
        if "start_squares" in table:
            found |= _of_spreads(table, mean)
    if "without_end" in table:
        left_out = table["without_end"]
        found["without_end"] = left_out
        found["without_end_mean"] = round_to(Decimal(table["without_end_sum"]) / left_out, 2)
        if "start_squares" in table:
            found["if_unchanged"] = round_to(total / (n + left_out), 2)
    return found


def _spread(n: int, total: Decimal, squares: Decimal) -> Decimal | None:
    return ((squares - total * total / n) / (n - 1)).sqrt() if n > 1 else None


def _of_spreads(table: Data, mean: Decimal) -> dict[str, Decimal | int | None]:
    """What also needs the spreads at start and end: reports of before have none of it."""
    n, total, squares = table["n"], Decimal(table["sum"]), Decimal(table["sum_of_squares"])
    ends = [
        _spread(n, Decimal(table[f"{end}_sum"]), Decimal(table[f"{end}_squares"])) for end in ("start", "end")
    ]
    result = paired_change(n, mean, _spread(n, total, squares), *ends)
    return {
        "effect_low": _two(result.effect_low),
        "effect_high": _two(result.effect_high),
        "average_size": _two(result.average_size),
    }


def _two(number: float | None) -> Decimal | None:
    return None if number is None else round_to(Decimal(str(number)), 2)


def _of_figures(data: Data) -> Iterator[str]:
    again = recomputed(data)
    for code, entry in data["indicators"].items():
        if code in again:
            for name, number in again[code].items():
                if _decimal(entry[name]) != _decimal(number):
                    yield f"{code}, {name}: the report says {entry[name]}, its data give {number}"
        elif entry["value"] is not None and CATALOGUE[code].rule is not Rule.COUNT:
            yield f"{code}: the report says {entry['value']}, and no data that it follows from"
    yield from (f"{code}: data without a figure" for code in again.keys() - data["indicators"].keys())


def _of_counts(data: Data) -> Iterator[str]:
    """Counts against the numbers inside the report, and parts against their wholes."""
    counts: Mapping[str, int] = data["counts"]
    shown = {
        code: Decimal(entry["value"])  # months and hours that are counted whole are written with decimals
        for code, entry in data["indicators"].items()
        if entry["value"] is not None and CATALOGUE[code].rule is Rule.COUNT
    }
    for code in sorted(shown.keys() | counts.keys()):
        if shown.get(code) != counts.get(code):
            yield f"{code}: the report says {shown.get(code)}, its data give {counts.get(code)}"
    for relation in RELATIONS:
        parts = [part for part in relation.parts if part in shown]
        if relation.sure and relation.whole in shown and parts:
            left = shown[relation.whole] - sum(shown[part] for part in parts)
            exact = not relation.rest and len(parts) == len(relation.parts)
            if left < 0 or (exact and left):
                yield f"{relation.whole}: does not fit {', '.join(parts)}"


def _of_hidden(data: Data) -> Iterator[str]:
    for code, entry in data["indicators"].items():
        if entry["value"] is None and not entry.get("reason"):
            yield f"{code}: no value, and no reason why"


def _decimal(number: object) -> Decimal | None:
    return None if number is None else Decimal(str(number))
