"""Breakdowns in a report: made safe beside its figures and earlier reports, and kept as plain JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.breakdown import FAMILIES, NOT_KNOWN, OTHERS, Family, Row, Table
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Dimension, Figure, Rule
from evaluation.indicators.differencing import Before, Beside
from evaluation.indicators.pooling import tables_beside
from evaluation.indicators.suppression import Figures, Limits
from evaluation.reports.earlier import BY_DAYS, Published, Told, days_of, is_comparable, newly_known
from evaluation.reports.table_ledger import Out, tells
from evaluation.statistics import breakdown
from evaluation.statistics.scope import Scope
from laavu.law.period import ONE_DAY
from workers.choices import FactValue

AGES = {"0-24": "–24", "25-34": "25–34", "35-44": "35–44", "45-54": "45–54", "55-": "55–"}
PICTURE = "associations"  # the picture that shows the same as the table
PICTURE_TABLE, PICTURE_CODE = "placements:association", "person_months"
ROUNDED = Decimal("0.005")  # of each cell
Data = Mapping[str, Any]
Count = Callable[[Scope, Family, Dimension], Table]
Rows = dict[str, dict[str, Decimal | None]]


def published_tables(
    scope: Scope,
    exact: Mapping[str, Figure],
    shown: Figures,
    limits: Limits,
    earlier: Sequence[Published],
    told: Told,
    count: Count = breakdown.table,
) -> list[Table]:
    """All breakdowns as a new report may have them. `count` gives the exact numbers of one of them."""
    tables = [count(scope, family, by) for family in FAMILIES for by in family.by]
    own = [one for one in earlier if one.scope.municipality_id == scope.municipality_id]
    known = _Known(scope, own, told, count)
    found = tables_beside(tables, exact, shown, limits, known.beside, told.codes)
    wholes = frozenset(code for code, figure in shown.items() if figure.value is not None)
    return [table for table in found if not known.tells(table, wholes, limits)]


class _Known:
    """What earlier reports say, table by table; each exact table is counted once."""

    def __init__(self, scope: Scope, earlier: Sequence[Published], told: Told, count: Count) -> None:
        self._count = count
        self._scope = scope
        self._earlier = earlier
        self._merged = frozenset(name for picture, name in told.parts if picture == PICTURE)
        self._found: dict[tuple[str, Scope], Table] = {}

    def beside(self, table: Table) -> Beside:
        new = _people_of(table.family, self._scope)
        found = [(_people_of(table.family, one.scope), self._told(table, one)) for one in self._earlier]
        there = [(scope, rows) for scope, rows in found if rows]
        before = [self._before(table, new, scope, rows) for scope, rows in there]
        same = [
            (scope, one) for (scope, _rows), one in zip(there, before, strict=True)
            if scope.programme_id == new.programme_id
        ]  # fmt: skip
        periods = list(dict.fromkeys(days_of(scope) for scope, _one in same))
        between = [
            self._exact(table, replace(new, first=first, last=end - ONE_DAY))
            for first, end in newly_known(periods, days_of(new))
        ]
        codes = BY_DAYS & set(table.family.codes)
        return Beside(
            before=before,
            between=dict.fromkeys(codes, between),
            alone=same[0][1] if len(same) == 1 else None,
            merged=self._merged if table.name == PICTURE_TABLE else frozenset(),
        )

    def tells(self, table: Table, wholes: frozenset[str], limits: Limits) -> bool:
        """Whether the table, as it would go out, tells of too few beside the earlier ones: it is left out."""
        cells = {row.key: {code: cell.value for code, cell in row.cells.items()} for row in table.rows}
        new = Out(_people_of(table.family, self._scope), cells, wholes)
        earlier = [
            Out(_people_of(table.family, one.scope), rows, frozenset(one.shown))
            for one in self._earlier
            for rows in (self._told(table, one),)
        ]
        codes = BY_DAYS & set(table.family.codes)
        exact = partial(self._exact, table)
        return any(one.rows for one in earlier) and any(
            tells(new, earlier, code, exact, limits) for code in sorted(codes)
        )

    def _before(self, table: Table, new: Scope, scope: Scope, rows: Rows) -> Before:
        by_days = scope.programme_id == new.programme_id and days_of(scope) != days_of(new)
        is_part = is_comparable(scope, new)
        exact = self._exact(table, scope) if is_part else replace(table, rows=())
        return Before(rows, exact, scope == new, is_part, BY_DAYS if by_days else frozenset())

    def _exact(self, table: Table, scope: Scope) -> Table:
        place = table.name, scope
        if place not in self._found:
            self._found[place] = self._count(scope, table.family, table.dimension)
        return self._found[place]

    def _told(self, table: Table, one: Published) -> Rows:
        """The published rows of the table by class; of a report that has only the picture, those of it."""
        if table.name in one.tables:
            return {key: dict(cells) for key, cells in one.tables[table.name].items()}
        if table.name != PICTURE_TABLE or not one.associations:
            return {}
        keys = {row.label: row.key for row in self._exact(table, one.scope).rows} | {OTHERS: OTHERS}
        return {
            keys[name]: {PICTURE_CODE: amount} for name, amount in one.associations.items() if name in keys
        }


def _people_of(family: Family, scope: Scope) -> Scope:
    """Unfinished work belongs to villages: it is the municipality's in a programme's report too."""
    return replace(scope, programme_id=None) if family.name == "works" else scope


def with_picture(pictures: Data, tables: Sequence[Table]) -> dict[str, Any]:
    """The picture of associations shows what the table shows: two ways of hiding would tell of each other."""
    if not pictures[PICTURE]["rows"]:
        return dict(pictures)
    table = next((one for one in tables if one.name == PICTURE_TABLE), None)
    cells = [(row, row.cells[PICTURE_CODE]) for row in table.rows] if table else []
    rows = [
        {"name": row.label, "persons": cell.n, "amount": format(cell.value, "f"), "pooled": 1}
        for row, cell in cells
        if row.key != OTHERS and cell.value is not None
    ]
    pooled = sum(row.pooled for row, cell in cells if row.key == OTHERS or cell.value is None)
    if rows and pooled:
        alone = [cell.value for row, cell in cells if row.key == OTHERS]
        hidden = any(cell.value is None for _row, cell in cells)
        amount = None if hidden or not alone or alone[0] is None else format(alone[0], "f")
        rows.append({"name": OTHERS, "persons": None, "amount": amount, "pooled": pooled})
    return dict(pictures) | {PICTURE: {"rows": rows}}


def frozen(table: Table) -> dict[str, Any]:
    """The table as plain JSON, its classes named in the active language. Persons behind sums stay inside."""
    return {
        "family": table.family.name,
        "by": table.dimension.value,
        "codes": list(table.family.codes),
        "rows": [
            {
                "key": row.key,
                "name": class_name(table, row),
                "pooled": row.pooled,
                "cells": {
                    code: None if cell.value is None else format(cell.value, "f")
                    for code, cell in row.cells.items()
                },
            }
            for row in table.rows
        ],
    }


def class_name(table: Table, row: Row) -> str:
    """The class as people call it."""
    if row.key == OTHERS:
        return _("Others together (%(classes)s)") % {"classes": row.pooled}
    if row.key == NOT_KNOWN:
        return _("not known")
    if table.dimension is Dimension.AGE:
        return AGES[row.key]
    if table.dimension is Dimension.GENDER:
        return str(FactValue(row.key).label)
    return row.label


def table_differences(data: Data) -> Iterator[str]:
    """Columns of breakdowns that do not fit the report's figure: all parts together are the whole."""
    for table in data.get("breakdowns", ()):
        for code in table["codes"]:
            entry = data["indicators"].get(code) or {"value": None}
            cells = [row["cells"][code] for row in table["rows"]]
            if entry["value"] is None:
                continue
            total = sum((Decimal(cell) for cell in cells if cell is not None), Decimal(0))
            apart = Decimal(entry["value"]) - total
            near = Decimal(0) if CATALOGUE[code].rule is Rule.COUNT else ROUNDED * (len(cells) + 1)
            if apart < -near or (None not in cells and apart > near):
                yield f"{code} by {table['by']}: the parts give {total}, the report says {entry['value']}"
