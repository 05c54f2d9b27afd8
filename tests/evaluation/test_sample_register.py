"""The figures of the sample register, on the way that a coordinator goes: brought in, then evaluated."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from evaluation.statistics.hours import hours
from evaluation.statistics.scope import Scope
from laavu.law.period import Period
from tests.factories import make_municipality

NAME = "shared/data/laavu-register-2016.xlsx"
PERIOD = Period(date(2015, 1, 1), date(2016, 12, 31))
ASKED = ("--municipality", "615", "--from", "2015-01-01", "--to", "2016-12-31")
EXPECTED = {
    "participants": "109",
    "employed": "74",
    "employed_by_associations": "42",
    "placements_in_associations": "42",
    "employing_associations": "10",
    "group_employers": "5",
    "person_months": "266.68",
    "worked_hours": "28004.28",
    "paid_hours": "31331.58",
    "gross_wages": "288897.72",
    "unfinished_work_found": "60",
    "unfinished_work_chosen": "32",
    "unfinished_work_done": "24",
}
CHANGES = {
    "work_ability_change": ("0.51", "0.09", "0.94", 35),
    "life_satisfaction_change": ("0.46", "0.09", "0.82", 35),
}


def sample() -> Path:
    for folder in Path(__file__).resolve().parents:
        if (folder / NAME).is_file():
            return folder / NAME
    pytest.skip(f"{NAME} lies in no folder above this one")


@pytest.fixture
def municipality(db: Any) -> Any:
    path = sample()
    made = make_municipality(code="615", name="Pudasjärvi")
    call_command("import_register", str(path), municipality="615", skip_faulty=True, verbosity=0)
    return made


def test_the_figures_are_those_that_were_published(municipality: Any, tmp_path: Path) -> None:
    call_command("evaluate", *ASKED, "--output", str(tmp_path / "figures.json"))
    found = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["indicators"]
    assert {code: found[code]["value"] for code in EXPECTED} == EXPECTED
    for code, expected in CHANGES.items():
        figure = found[code]
        assert (figure["value"], figure["ci_low"], figure["ci_high"], figure["n"]) == expected
    assert not [code for code, figure in found.items() if figure["value"] == "0"]

    call_command("evaluate", *ASKED, "--output", str(tmp_path / "report.pdf"), "--language", "fi")
    document = PdfReader(tmp_path / "report.pdf")
    inside = json.loads(document.attachments["laavu-data.json"][0])["indicators"]
    assert {code: inside[code]["value"] for code in found} == {code: found[code]["value"] for code in found}
    text = " ".join(page.extract_text() for page in document.pages).replace("\xa0", " ")
    for value in (*EXPECTED.values(), *(change[0] for change in CHANGES.values())):
        whole, _point, decimals = value.partition(".")
        written = f"{int(whole):,}".replace(",", " ") + (f",{decimals}" if decimals else "")
        assert written in text
    assert 6 <= len(document.pages) <= 12

    # Any cut of the period adds up to the whole, also where it goes through the middle of months.
    whole_period = hours(Scope(municipality.pk, PERIOD.first, date(2016, 12, 31)))
    for cuts in (
        [p.first for p in PERIOD.months()],
        [date(2015, 3, 17), date(2015, 3, 20), date(2016, 8, 30)],
    ):
        parts = [
            hours(Scope(municipality.pk, part.first, part.last or part.first)) for part in PERIOD.split(cuts)
        ]
        for name in ("worked", "paid", "gross"):
            assert sum(getattr(part, name) for part in parts) == getattr(whole_period, name), name


def test_the_economy_part_names_each_assumption_and_what_it_lacks(municipality: Any, tmp_path: Path) -> None:
    call_command("evaluate", *ASKED, "--internal", "--output", str(tmp_path / "figures.json"))
    found = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["indicators"]
    avoided = found["avoided_municipal_share"]
    assert [avoided[end] is None for end in ("low", "likely", "high")] == [avoided["value"] is None] * 3
    if avoided["value"] is not None:
        gross = Decimal(avoided["value"])
        shares = (Decimal("0.1"), Decimal("0.4"), Decimal("0.7"))
        for end, share in zip(("low", "likely", "high"), shares, strict=True):
            assert abs(Decimal(avoided[end]) - gross * share) <= Decimal("0.01")
    anyway = avoided["assumptions"]["work_anyway"]
    assert (anyway["low"], anyway["likely"], anyway["high"]) == ("30", "60", "90")
    assert {"work_anyway", "displacement", "subsidy_share"} <= found["net_municipal"]["assumptions"].keys()
    assert all(one["source"] for one in found["net_municipal"]["assumptions"].values())
    # In 2015 and 2016 nobody's municipal tax is computed, so no total is given, and the figure says why.
    assert found["municipal_tax_effect"]["value"] is None
    assert "2023" in found["municipal_tax_effect"]["reason"]
    for code in ("net_municipal", "net_public"):
        assert found[code]["value"] is None
        assert found[code]["reason"]
    assert found["wage_subsidy_municipality"]["value"] == "0.00"
