"""Lists from Kela for tests: files as a city gets them, and rows as an applied list leaves them."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

from laavu.accounts.models import Municipality
from laavu.shared.sheets import Column, SheetToWrite, write_xlsx
from workers.models import BenefitMonth, KelaList, Worker

# The headings of a made-up city's list, by what they tell.
HEADINGS = {
    "identity_code": "Henkilötunnus",
    "month": "Maksukuukausi",
    "benefit": "Etuuslaji",
    "days": "Maksetut päivät",
    "days_total": "Päivät yhteensä",
    "paid": "Maksettu etuus €",
    "invoiced": "Kunnan osuus €",
}
CODES = ("131052-308T", "010181-900C", "120464-126J", "030575-903E")


def list_row(code: str = CODES[0], **changes: Any) -> dict[str, Any]:
    """A row by what its cells tell: 22 days of October 2026, the last of them number 122."""
    row = {
        "identity_code": code, "month": "10/2026", "benefit": "Yleistuki", "days": "22", "days_total": "122",
        "paid": "818,62", "invoiced": "81,86",
    }  # fmt: skip
    return {**row, **changes}


def as_csv(*rows: dict[str, Any], encoding: str = "cp1252", before: str = "") -> bytes:
    """The rows as a semicolon file, in the encoding of old Windows programs."""
    lines = [";".join(HEADINGS.values())]
    lines += [";".join(str(row[name]) for name in HEADINGS) for row in rows]
    return (before + "\r\n".join(lines) + "\r\n").encode(encoding)


def as_xlsx(*rows: dict[str, Any], sheet: str = "Lasku") -> bytes:
    """The rows as a workbook of texts."""
    target = io.BytesIO()
    columns = [Column(heading) for heading in HEADINGS.values()]
    cells = [[str(row[name]) for name in HEADINGS] for row in rows]
    write_xlsx(target, [SheetToWrite(sheet, columns, cells)], title=sheet)
    return target.getvalue()


def make_kela_list(
    municipality: Municipality, *, name: str = "lista.csv", month: date = date(2026, 3, 1), **fields: Any
) -> KelaList:
    """A list that was uploaded, with a file that has headings alone."""
    row = KelaList(
        municipality=municipality, file_name=name, month=month, **{"uploaded_by": "Tuoja", **fields}
    )
    row.seal(as_csv())
    row.save()
    return row


def make_benefit_month(
    worker: Worker, kela_list: KelaList | None = None, *, first_day: date = date(2026, 10, 1), **fields: Any
) -> BenefitMonth:
    """What a list says of the person's month: 22 days after 100, as the law has it."""
    told: dict[str, Any] = {
        "benefit": "general_support", "days": 22, "days_before": 100,
        "paid": Decimal("818.62"), "invoiced": Decimal("81.86"),
    }  # fmt: skip
    return BenefitMonth.objects.create(
        municipality=worker.municipality,
        worker=worker,
        kela_list=kela_list or make_kela_list(worker.municipality),
        first_day=first_day,
        **{**told, **fields},
    )
