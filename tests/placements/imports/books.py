"""Small registers written for tests, and the sample register where it lies beside the project."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from placements.imports import layout

SAMPLE = "laavu-register-2016.xlsx"
CODE = "131052-308T"
OTHER_CODE = "041187-923N"  # temporary

CLIENT = {
    "Asiakasnro": "A-1", "Henkilötunnus": CODE, "Nimi": "Virtanen Veikko", "Kotikylä": "Ylikylä",
    "Työttömyys alkoi": date(2014, 3, 1), "Etuus": "työmarkkinatuki", "Maksetut päivät": 559,
    "Aloitti": date(2015, 8, 3), "Päättyi": None, "Päättymissyy": None, "Tutkinto": "k",
    "Alentunut työkyky": "e",
}  # fmt: skip
ASSOCIATION = {
    "Nimi": "Ylikylän kyläyhdistys ry", "Kylä": "Ylikylä", "Työnantajana alkaen": date(2010, 1, 1),
    "Kokoaikainen viikkotyöaika": 40, "Tapaturmavakuutus %": 1.2,
}  # fmt: skip
PLACEMENT = {
    "Asiakasnro": "A-1", "Työnantaja": "Ylikylän kyläyhdistys ry", "Työnantajan tyyppi": "yhdistys",
    "Ryhmä": "Ylikylän ryhmä", "Alkoi": date(2015, 9, 1), "Päättyi": date(2016, 2, 29), "Palkkatuki %": 40,
    "Viikkotunnit": 30, "Tuntipalkka": 9.6, "Palkkatukipäätös": date(2015, 8, 20),
}  # fmt: skip
HOURS = {
    "Asiakasnro": "A-1", "Työnantaja": "Ylikylän kyläyhdistys ry", "Pvm": date(2015, 9, 1), "Tunnit": 6,
    "Laji": "työ", "Kohde": "polttopuut",
}  # fmt: skip
WORK = {
    "Kylä": "Ylikylä", "Työ": "katon korjaus", "Arvio h": 40, "Laji": "kylätalo",
    "Löydetty": date(2015, 5, 7), "Valittu": date(2015, 6, 1), "Tehty": None,
}  # fmt: skip
MEASUREMENT = {
    "Asiakasnro": "A-1", "Mittari": "työkyky", "Vaihe": "alku", "Pvm": date(2015, 8, 3), "Arvo": 4,
}  # fmt: skip

Rows = Sequence[dict[str, Any]]


def register(**changed: Rows) -> dict[str, Rows]:
    """A sound register of one row a sheet; `clients=[...]` and so on put other rows in a sheet's place."""
    sheets = {
        "associations": [ASSOCIATION],
        "clients": [CLIENT],
        "placements": [PLACEMENT],
        "hours": [HOURS],
        "works": [WORK],
        "measurements": [MEASUREMENT],
    }
    return dict(zip(layout.SHEETS, {**sheets, **changed}.values(), strict=True))


def content_of(sheets: dict[str, Rows], *, title_rows: int = 0) -> bytes:
    """An XLSX workbook with real days; headings are the keys of each sheet's rows."""
    target = BytesIO()
    workbook = Workbook(target, {"strings_to_formulas": False})
    workbook.set_properties({"created": datetime(2026, 3, 7)})  # noqa: DTZ001 - the same bytes each time
    day = workbook.add_format({"num_format": "d.m.yyyy"})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        headings = [column.heading for column in layout.COLUMNS[name]]
        for number, values in enumerate(
            [dict(zip(headings, headings, strict=True)), *rows], start=title_rows
        ):
            for index, heading in enumerate(headings):
                value = values.get(heading)
                if isinstance(value, date):
                    sheet.write_datetime(number, index, value, day)
                elif value is not None:
                    sheet.write(number, index, value)
    workbook.close()
    return target.getvalue()


def write_book(folder: Path, sheets: dict[str, Rows], name: str = "register.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content_of(sheets))
    return path


def sample() -> Path:
    """The sample register; the test is skipped where it is not."""
    for folder in Path(__file__).resolve().parents:
        found = folder / "shared" / "data" / SAMPLE
        if found.is_file():
            return found
    pytest.skip(f"the sample register {SAMPLE} does not lie beside the project")
