"""An evaluation as a file."""

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import UNITS
from evaluation.reports.dataset import Asked, DataSet, data_set, report_data
from evaluation.reports.document import Edition, report_pdf
from evaluation.reports.signing import signed
from laavu.shared.sheets import Column, Kind, SheetToWrite, write_csv, write_xlsx

FORMATS = ("json", "pdf", "xlsx", "csv")


def content(asked: Asked, file_format: str, *, at: datetime, internal: bool = False) -> bytes:
    """The evaluation in one of FORMATS. A PDF is always as it may leave the city."""
    if file_format == "pdf":
        pdf = report_pdf(report_data(asked), Edition(written_at=at))
        return signed(pdf, asked.municipality, at=at)
    return from_data(data_set(asked, internal=internal), file_format)


def from_data(data: DataSet, file_format: str) -> bytes:
    """A data set as JSON, XLSX or CSV, with its figures in the catalogue's order."""
    known = {code: data["indicators"][code] for code in CATALOGUE if code in data["indicators"]}
    data = data | {"indicators": known | data["indicators"]}
    if file_format == "json":
        return json.dumps(data, ensure_ascii=False, indent=2).encode()
    target = BytesIO()
    if file_format == "xlsx":
        write_xlsx(target, [SheetToWrite(_("Indicators"), columns(), _rows(data))], title=_("Evaluation"))
    else:
        write_csv(target, columns(), _rows(data))
    return target.getvalue()


def columns() -> list[Column]:
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
        Column(_("From"), Kind.DAY),
        Column(_("To"), Kind.DAY),
    ]


def _rows(data: DataSet) -> Iterator[list[Any]]:
    first, last = (datetime.fromisoformat(data[name]).date() for name in ("from", "to"))
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
            first,
            last,
        ]


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
