"""Breakdowns as people read them: from the data inside a report alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.breakdown import FAMILIES
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import DIMENSIONS, UNITS, Dimension
from evaluation.reports.shown import amount_text


@dataclass(frozen=True, slots=True)
class ReportTable:
    """`first`: whether it begins its dimension. Cells are texts; a hidden one says so.

    `without`: names of figures of which every part is hidden; they have no column.
    """

    dimension: str
    label: str
    first: bool
    headings: list[str]
    rows: list[tuple[str, list[str]]]
    without: str

    @property
    def caption(self) -> str:
        return f"{self.label}: {self.dimension.lower()}"


def report_tables(data: Mapping[str, Any], by: Sequence[str]) -> list[ReportTable]:
    """In the order of the dimensions that the section names."""
    labels = {family.name: str(family.label) for family in FAMILIES}
    found: list[ReportTable] = []
    for name in by:
        dimension = str(DIMENSIONS[Dimension(name)])
        for table in data.get("breakdowns", ()):
            if table["by"] == name:
                is_first = not found or found[-1].dimension != dimension
                found.append(_table(table, dimension, labels[table["family"]], first=is_first))
    return found


def _table(table: Mapping[str, Any], dimension: str, label: str, *, first: bool) -> ReportTable:
    hidden = [code for code in table["codes"] if all(row["cells"][code] is None for row in table["rows"])]
    codes = [code for code in table["codes"] if code not in hidden]
    return ReportTable(
        dimension,
        label,
        first,
        [f"{CATALOGUE[code].name} ({UNITS[CATALOGUE[code].unit]})" for code in codes],
        [(row["name"], [_text(code, row["cells"][code]) for code in codes]) for row in table["rows"]],
        ", ".join(str(CATALOGUE[code].name) for code in hidden),
    )


def _text(code: str, cell: str | None) -> str:
    return _("hidden") if cell is None else amount_text(cell, CATALOGUE[code].decimals)
