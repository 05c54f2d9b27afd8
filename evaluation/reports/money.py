"""Sums of money inside a report: exact sums and assumptions, from which every figure follows again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from evaluation.economy.assumptions import ENDS, Assumed, Assumptions
from evaluation.economy.result import DAYS_IN_MONTH, Economy
from evaluation.economy.totals import (
    Parts,
    avoided_range,
    cash_municipal,
    net_municipal,
    net_public,
    range_of,
)
from evaluation.indicators.definition import Figure
from evaluation.indicators.derived import MONEY
from evaluation.statistics.economy import economy_of
from evaluation.statistics.hours import hours
from evaluation.statistics.scope import Scope
from evaluation.statistics.work import in_associations
from laavu.law.rounding import round_money

Data = Mapping[str, Any]
Numbers = dict[str, Decimal | int | None]
ZERO = Decimal(0)
# Which part of the totals a figure's exact sum is.
PARTS = {
    "avoided_municipal_share": "avoided_share",
    "avoided_state_share": "avoided_rest",
    "municipal_tax_effect": "tax",
    "wage_subsidy_municipality": "subsidy_municipality",
    "wage_subsidy_state": "subsidy_state",
    "municipal_supplement": "supplements",
    "project_money": "projects",
}
TOTALS = {"net_municipal": net_municipal, "net_public": net_public}
LASTING = "cost_per_sustained_exit"
COSTS = ("cost_per_placement", "cost_per_person_month", LASTING)


def money_cells(scope: Scope, shown: Mapping[str, Figure]) -> dict[str, Any]:
    """Exact sums of the shown figures, what totals are multiplied with, and the assumptions. Empty: none."""
    there = {code for code in MONEY if code in shown and shown[code].value is not None}
    if not there:
        return {}
    placed = in_associations(scope)
    found = economy_of(scope, hours=hours(scope).worked, days=placed.days)
    cells: dict[str, Any] = {"sums": dict(_sums(found, there))}
    if there & (TOTALS.keys() | {"avoided_municipal_share"}):
        cells["assumptions"] = written(found.assumptions.values())
    cells["given"] = sorted(there & {*TOTALS, *COSTS})
    if there & TOTALS.keys():
        cells["hours"] = format(found.hours, "f")
    if there & {*TOTALS, "cost_per_person_month"}:
        cells["days"] = found.days
    if LASTING in there:
        cells["lasting_exits"] = shown[LASTING].n
    if "cost_per_placement" in there:
        cells["placements"] = placed.begun
    return cells


def _sums(found: Economy, there: set[str]) -> Iterator[tuple[str, str]]:
    parts = found.parts
    for code, name in PARTS.items():
        if code in there:
            yield code, format(getattr(parts, name), "f")
    if "wage_subsidy" in there:
        yield "wage_subsidy", format(found.subsidy.exact, "f")


def written(assumptions: Iterable[Assumed]) -> dict[str, dict[str, str]]:
    """Values, source and day of each assumption, by kind."""
    return {
        str(one.kind): {end: format(getattr(one, end), "f") for end in ENDS}
        | {"source": str(one.source), "stated_on": one.stated_on.isoformat()}
        for one in sorted(assumptions, key=lambda one: str(one.kind))
    }


def recomputed_money(cells: Data) -> dict[str, Numbers]:
    """The figures of money again, from the sums and the assumptions inside a report."""
    if "economy" not in cells or not cells["economy"]:
        return {}
    economy = cells["economy"]
    sums = {code: Decimal(text) for code, text in economy["sums"].items()}
    found: dict[str, Numbers] = {code: {"value": round_money(exact)} for code, exact in sums.items()}
    assumptions = assumptions_of(economy)
    if "avoided_municipal_share" in sums:
        width = avoided_range(sums["avoided_municipal_share"], assumptions)
        found["avoided_municipal_share"] |= {end: round_money(getattr(width, end)) for end in ENDS}
    parts = parts_of(economy)
    for code in economy.get("given", ()):
        found[code] = _total(code, parts, assumptions) if code in TOTALS else _cost(code, parts, economy)
    return found


def parts_of(economy: Data) -> Parts:
    """What the totals are made of, from the sums inside a report; what is not there is nothing."""
    sums = {code: Decimal(text) for code, text in economy["sums"].items()}
    return Parts(
        **{name: sums.get(code, ZERO) for code, name in PARTS.items()},
        hours=Decimal(economy.get("hours", 0)),
        months=economy.get("days", 0) / DAYS_IN_MONTH,
    )


def _total(code: str, parts: Parts, assumptions: Assumptions) -> Numbers:
    width = range_of(TOTALS[code], parts, assumptions)
    numbers: Numbers = {end: round_money(getattr(width, end)) for end in ENDS}
    if code == "net_municipal":
        numbers["cash"] = round_money(cash_municipal(parts, assumptions))
    return {"value": round_money(width.likely)} | numbers


def _cost(code: str, parts: Parts, economy: Data) -> Numbers:
    if code == LASTING:
        number = economy["lasting_exits"]
        return {"value": round_money(parts.public_money / number), "n": number}
    by = parts.months if code == "cost_per_person_month" else Decimal(economy["placements"])
    return {"value": round_money(parts.public_money / by)}


def assumptions_of(economy: Data) -> dict[str, Assumed]:
    return {
        kind: Assumed(
            kind,
            Decimal(row["low"]),
            Decimal(row["likely"]),
            Decimal(row["high"]),
            row["source"],
            date.fromisoformat(row["stated_on"]),
        )
        for kind, row in economy.get("assumptions", {}).items()
    }
