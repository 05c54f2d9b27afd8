"""Figures, pictures and cells of a report as they may stand beside each other and all that is published."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from evaluation.indicators.breakdown import Table
from evaluation.indicators.computing import compute
from evaluation.indicators.definition import Figure
from evaluation.indicators.suppression import Figures, Limits, numbers_of, suppressed
from evaluation.reports.cells import cells, wage_months
from evaluation.reports.covers import told_by_covers
from evaluation.reports.earlier import (
    WAGES,
    Published,
    Told,
    numbers_beside,
    told_by_difference,
    without_parts,
)
from evaluation.reports.entries import entries
from evaluation.reports.ledger import Key, Shown, shown_sums, told_sums
from evaluation.reports.pictures_data import pictures
from evaluation.reports.tables import published_tables, with_picture
from evaluation.statistics.scope import Scope

# Which figures a picture's lines and bars add up to: without them it is not shown.
WHOLES = {
    "hours_by_kind": ("worked_hours", "paid_hours"),
    "begun": ("placements_in_associations",),
    "associations": ("person_months",),
}
LINES = {"worked": ("worked_hours",), "paid_absence": ("worked_hours", "paid_hours")}
EMPTY: Mapping[str, dict[str, Any]] = {
    "hours_by_kind": {"rows": []},
    "begun": {"categories": [], "placements": []},
    "associations": {"rows": []},
}


@dataclass(frozen=True, slots=True)
class Safe:
    figures: Figures
    pictures: dict[str, Any]
    cells: dict[str, Any]
    tables: list[Table]


def safe(scope: Scope, earlier: Sequence[Published], limits: Limits) -> Safe:
    figures = compute(scope)
    drawn = pictures(scope, limits)
    told = told_by_difference(scope, figures, drawn, earlier, limits, compute)
    drawn = without_parts(drawn, told.parts)
    apart = told_by_covers(scope, dict(numbers_of(figures)), earlier, within=limits.count)
    hide = partial(suppressed, figures, limits, beside=[*numbers_beside(scope, earlier), *apart])
    shown = hide(also=told.codes)
    data = {"indicators": entries(shown), "pictures": drawn, "cells": wage_months(scope, shown)}
    known = [
        Shown(report.scope, report.sums)
        for report in earlier
        if report.scope.municipality_id == scope.municipality_id
    ]
    asked = shown_sums(scope, data)
    hidden = told_sums(asked, known, limit=limits.count)
    if codes := _codes(hidden):
        shown = hide(also={*told.codes, *codes})
    drawn = without_sums(drawn, hidden, shown)
    open_months = _open_months(drawn, asked.sums.keys() - hidden)
    bars = {("associations", key[1]) for key in hidden if key[0] == "associations"}
    gone = Told(told.codes | codes, told.parts | bars)
    tables = published_tables(scope, figures, shown, limits, earlier, gone)
    return Safe(shown, with_picture(drawn, tables), cells(scope, shown, open_months), tables)


def _codes(hidden: Collection[Key]) -> set[str]:
    """The figures among the hidden sums, with those that follow from their cells."""
    codes = {key[0] for key in hidden if len(key) == 1 or key[0] == "volunteer_value"}
    return codes | WAGES if codes & WAGES else codes


def without_sums(
    drawn: Mapping[str, Any], hidden: Collection[Key], shown: Mapping[str, Figure]
) -> dict[str, Any]:
    """The pictures' figures without the hidden sums and those that would add up to a hidden figure."""
    bars = {key[1] for key in hidden if key[0] == "associations"}
    result = without_parts(drawn, {("associations", name) for name in bars})
    for picture, codes in WHOLES.items():
        is_told = picture != "associations" and any(key[0] == picture for key in hidden if len(key) > 1)
        if is_told or any(shown[code].is_suppressed for code in codes):
            result[picture] = result[picture] | EMPTY[picture]
    hours = result["hours_by_month"]
    for name, codes in LINES.items():
        is_gone = any(shown[code].is_suppressed for code in codes)
        values = zip(hours["categories"], hours[name], strict=True)
        gone = {key[2] for key in hidden if key[:2] == ("hours_by_month", name)}
        hours = hours | {name: [None if is_gone or month in gone else value for month, value in values]}
    return result | {"hours_by_month": hours}


def _open_months(drawn: Mapping[str, Any], keys: Collection[Key]) -> dict[str, set[str]]:
    """By column of the cells, the months that may stand by themselves."""
    hours = drawn["hours_by_month"]
    lines = {
        name: {m for m, value in zip(hours["categories"], hours[name], strict=True) if value is not None}
        for name in LINES
    }
    gross, own = ({key[2] for key in keys if key[:2] == ("months", name)} for name in ("gross", "own"))
    return {
        "worked": lines["worked"],
        "paid": lines["worked"] & lines["paid_absence"],
        "gross": gross,
        "own": own & gross,  # the law's part is a share of the month's wages
    }
