"""An evaluation as a file: of a published report as it went out, of the figures as they are now for the city.

Files of the figures as they are now can be of any period, and two of them can be subtracted from one
another. They are compared with what was published, but not with each other: so they say on every page and
inside that they are internal, and nobody signs them.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import DIMENSIONS, UNITS, Dimension
from evaluation.reports.dataset import Asked, data_set, head
from evaluation.reports.document import Edition, report_pdf
from evaluation.reports.entries import DataSet
from evaluation.reports.publishing import counted
from laavu.shared.sheets import Column, Kind, SheetToWrite, write_csv, write_xlsx

MARK = {"internal_use": True}
FORMATS = ("json", "pdf", "xlsx", "csv")


def content(asked: Asked, file_format: str, *, at: datetime, internal: bool = False) -> bytes:
    """The figures as they are now in one of FORMATS, marked as internal. A PDF always hides small numbers."""
    if file_format == "pdf":
        return report_pdf(counted(asked) | MARK, Edition(written_at=at))
    return from_data(live_data(asked, internal=internal), file_format)


def live_data(asked: Asked, *, internal: bool = False) -> DataSet:
    """The figures as they are now, small numbers hidden beside what was published. `internal`: nothing is."""
    if internal:
        return data_set(asked, internal=True) | MARK
    return head(asked) | {"indicators": counted(asked)["indicators"]} | MARK


def from_data(data: DataSet, file_format: str) -> bytes:
    """A data set as JSON, XLSX or CSV, with its figures in the catalogue's order."""
    known = {code: data["indicators"][code] for code in CATALOGUE if code in data["indicators"]}
    data = data | {"indicators": known | data["indicators"]}
    if file_format == "json":
        return json.dumps(data, ensure_ascii=False, indent=2).encode()
    target, is_internal = BytesIO(), bool(data.get("internal_use"))
    if file_format == "xlsx":
        sheets = [SheetToWrite(_("Indicators"), columns(is_internal=is_internal), _rows(data))]
        if data.get("breakdowns"):
            sheets.append(SheetToWrite(_("Breakdowns"), part_columns(), _parts(data)))
        write_xlsx(target, sheets, title=_("Evaluation"))
    else:
        write_csv(target, columns(is_internal=is_internal), _rows(data))
    return target.getvalue()


def columns(*, is_internal: bool = False) -> list[Column]:
    """The last one is in files for the city alone, with the same words in each row."""
    more = [Column(_("For whom"), width=48)] if is_internal else []
    return [
        Column(_("Code"), width=26),
        Column(_("Indicator"), width=48),
        Column(_("Value"), Kind.DECIMAL),
        Column(_("Unit")),
        Column(_("Persons or pairs behind it"), Kind.WHOLE),
        Column(_("95 % interval, from"), Kind.DECIMAL),
        Column(_("95 % interval, to"), Kind.DECIMAL),
        Column(_("Hidden"), Kind.YES_NO),
        Column(_("Why there is no value"), width=60),
        Column(_("How it is counted"), width=80),
        Column(_("Start value"), Kind.DECIMAL),
        Column(_("Day of the start value"), Kind.DAY),
        Column(_("Source of the start value"), width=30),
        Column(_("Target"), Kind.DECIMAL),
        Column(_("Reached, percent of the target"), Kind.WHOLE),
        Column(_("From"), Kind.DAY),
        Column(_("To"), Kind.DAY),
        *more,
    ]


def _rows(data: DataSet) -> Iterator[list[Any]]:
    first, last = (datetime.fromisoformat(data[name]).date() for name in ("from", "to"))
    targets = {row["code"]: row for row in (data.get("targets") or {}).get("rows", ())}
    mark = [_("Internal: for the city alone, not for publication")] if data.get("internal_use") else []
    for code, figure in data["indicators"].items():
        indicator = CATALOGUE.get(code)
        yield [
            code,
            str(indicator.name) if indicator else code,
            number(figure["value"]),
            str(UNITS[indicator.unit]) if indicator else figure["unit"],
            figure["n"],
            number(figure.get("ci_low")),
            number(figure.get("ci_high")),
            figure["suppressed"],
            figure.get("reason", ""),
            figure["method"],
            *_target(targets.get(code)),
            first,
            last,
            *mark,
        ]


def part_columns() -> list[Column]:
    return [
        Column(_("Broken down by"), width=20),
        Column(_("Class"), width=36),
        Column(_("Code"), width=26),
        Column(_("Indicator"), width=40),
        Column(_("Value"), Kind.DECIMAL),
        Column(_("Unit")),
        Column(_("Hidden"), Kind.YES_NO),
    ]


def _parts(data: DataSet) -> Iterator[list[Any]]:
    for table in data["breakdowns"]:
        dimension = str(DIMENSIONS[Dimension(table["by"])])
        for row in table["rows"]:
            for code, cell in row["cells"].items():
                indicator = CATALOGUE[code]
                yield [
                    dimension, row["name"], code, str(indicator.name), number(cell),
                    str(UNITS[indicator.unit]), cell is None,
                ]  # fmt: skip


def _target(row: dict[str, Any] | None) -> list[Any]:
    if row is None:
        return [None] * 5
    day = date.fromisoformat(row["baseline_on"]) if row["baseline_on"] else None
    return [
        number(row["baseline"]), day, row["baseline_source"], number(row["target"]), row["reached_percent"],
    ]  # fmt: skip


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
