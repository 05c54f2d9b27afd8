"""What a kept import says of itself, for its page and for the list of faults that is taken along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.shared.sheets import Column, Kind, SheetError
from placements.imports import layout
from placements.imports.findings import Finding, LeftOut
from placements.imports.plan import Difference, Outcome
from placements.models import ImportRun

FAULT_COLUMNS = (
    Column(gettext_lazy("Sheet"), width=20),
    Column(gettext_lazy("Row"), Kind.WHOLE, width=8),
    Column(gettext_lazy("Column"), width=24),
    Column(gettext_lazy("Value"), width=24),
    Column(gettext_lazy("What is wrong"), width=60),
    Column(gettext_lazy("Kind"), width=14),
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet's rows by what becomes of them."""

    sheet: str
    imported: int
    changed: int
    unchanged: int
    faulty: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Report:
    """`totals` counts whole lists; the lists hold at most what was kept of them."""

    lines: list[SheetLine]
    faulty: list[Finding]
    left_out: list[LeftOut]
    warnings: list[Finding]
    differences: list[Difference]
    totals: dict[str, int]
    faulty_rows: int

    @property
    def would_do(self) -> int:
        """How many rows come in or change something."""
        return sum(line.imported + line.changed for line in self.lines)

    @property
    def imported(self) -> int:
        return sum(line.imported for line in self.lines)

    @property
    def changed(self) -> int:
        return sum(line.changed for line in self.lines)

    @property
    def unchanged(self) -> int:
        return sum(line.unchanged for line in self.lines)

    def fault_rows(self) -> Iterator[tuple[str, int, str, str, str, str]]:
        """Faults, then rows left out, then warnings, as rows of a list."""
        for one in self.faulty:
            yield one.sheet, one.row, one.column, one.value, one.reason, _("faulty")
        for left in self.left_out:
            yield left.sheet, left.row, "", "", left.because, _("left out")
        for one in self.warnings:
            yield one.sheet, one.row, one.column, one.value, one.reason, _("warning")


def report_of(run: ImportRun) -> Report | None:
    """None before the file has been looked at, and when it could not be read."""
    kept: dict[str, Any] = run.report
    if "totals" not in kept:
        return None
    faulty = [Finding(**one) for one in kept["faulty"]]
    left_out = [LeftOut(**one) for one in kept["left_out"]]
    rows = Counter(sheet for sheet, _row in {(one.sheet, one.row) for one in faulty})
    left = Counter(one.sheet for one in left_out)
    return Report(
        lines=[
            SheetLine(
                sheet,
                kept[Outcome.IMPORTED][sheet],
                kept[Outcome.CHANGED][sheet],
                kept[Outcome.UNCHANGED][sheet],
                rows[sheet],
                left[sheet],
            )
            for sheet in layout.SHEETS
        ],
        faulty=faulty,
        left_out=left_out,
        warnings=[Finding(**one) for one in kept["warnings"]],
        differences=[Difference(**one) for one in kept["differences"]],
        totals=kept["totals"],
        faulty_rows=kept["faulty_rows"],
    )


def refusal_of(run: ImportRun) -> str:
    """Why the file could not be read; empty if it could."""
    code = run.report.get("refused")
    return SheetError(code, **run.report["params"]).reason if code else ""
