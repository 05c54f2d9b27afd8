"""What the figures of villages follow from, as a report's data set has it, and computing them from it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from evaluation.indicators.community import GOOD_PLACE, added, open_parts
from evaluation.indicators.definition import Figure
from evaluation.statistics.community import counts, views, volunteering
from evaluation.statistics.scope import Scope
from laavu.law.rounding import round_money, round_to

VIEWS = "village_good_place_change"
Table = dict[str, Any]


def community_cells(scope: Scope, shown: Mapping[str, Figure]) -> Table:
    """By code: rows of an amount and its factor; of the views the two groups. Nothing of what is hidden.

    The value of volunteers' hours has a row for each rate, and is hidden when few have hours of one of them.
    """
    volunteers = volunteering(scope)
    parts = {
        **open_parts(counts(scope)),
        "volunteer_hours": [(volunteers.hours, Decimal(1))] if volunteers else (),
        "volunteer_value": (volunteers and volunteers.value) or (),
    }
    found: Table = {
        code: [[format(amount, "f"), format(factor, "f")] for amount, factor in rows]
        for code, rows in parts.items()
        if shown[code].value is not None
    }
    groups = views(scope, GOOD_PLACE)
    if shown[VIEWS].value is not None and groups is not None:
        found[VIEWS] = {
            "start": [groups.before, format(groups.before_sum, "f")],
            "end": [groups.after, format(groups.after_sum, "f")],
        }
    return found


def recomputed_community(cells: Mapping[str, Any]) -> dict[str, dict[str, Decimal | int | None]]:
    found: dict[str, dict[str, Decimal | int | None]] = {}
    for code, table in cells.get("community", {}).items():
        if code == VIEWS:
            found[code] = _views(table)
        else:
            rows = [(Decimal(amount), Decimal(factor)) for amount, factor in table]
            found[code] = {"value": round_money(added(rows))}
    return found


def _views(table: Mapping[str, Any]) -> dict[str, Decimal | int | None]:
    (before, before_sum), (after, after_sum) = table["start"], table["end"]
    start, end = Decimal(before_sum) / before, Decimal(after_sum) / after
    return {
        "value": round_to(end - start, 2),
        "n": min(before, after),
        "start_mean": round_to(start, 2),
        "end_mean": round_to(end, 2),
    }
