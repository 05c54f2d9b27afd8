"""The evaluation in the shell: what it writes, and how it refuses."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from evaluation.indicators.catalogue import CATALOGUE
from tests.factories import make_municipality, make_relationship, make_worker

pytestmark = pytest.mark.django_db
PERIOD = {"first": "2026-01-01", "last": "2026-12-31"}


def evaluate(output: Path, *more: str, code: str = "977") -> Any:
    words = ["--municipality", code, "--from", PERIOD["first"], "--to", PERIOD["last"], *more]
    call_command("evaluate", *words, "--output", str(output))
    return json.loads(output.read_text(encoding="utf-8")) if output.suffix == ".json" else None


def test_json_has_every_code_and_values_as_text(tmp_path: Path) -> None:
    municipality = make_municipality(code="977")
    for _number in range(6):
        make_relationship(make_worker(municipality), date(2026, 2, 1))
    found = evaluate(tmp_path / "figures.json")
    assert set(found["indicators"]) == set(CATALOGUE)
    assert (found["municipality"], found["from"], found["to"]) == ("977", "2026-01-01", "2026-12-31")
    assert date.fromisoformat(found["law_checked_on"]) >= date(2026, 11, 22)
    figure = found["indicators"]["participants"]
    assert (figure["value"], figure["n"], figure["suppressed"], figure["unit"]) == ("6", 6, False, "person")
    assert figure["method"]


def test_whatever_has_no_value_says_why_and_has_no_number(tmp_path: Path) -> None:
    make_municipality(code="977")
    for code, figure in evaluate(tmp_path / "figures.json")["indicators"].items():
        if figure["value"] is None:
            assert figure["reason"], code
            assert figure["n"] is None, code


def test_small_numbers_stay_in_only_when_asked_for_inside_the_city(tmp_path: Path) -> None:
    make_relationship(make_worker(make_municipality(code="977")), date(2026, 2, 1))
    outside = evaluate(tmp_path / "out.json")["indicators"]["participants"]
    assert (outside["value"], outside["n"], outside["suppressed"]) == (None, None, True)
    inside = evaluate(tmp_path / "in.json", "--internal")["indicators"]["participants"]
    assert (inside["value"], inside["n"], inside["suppressed"]) == ("1", 1, False)


def test_spreadsheets_have_a_row_for_every_code(tmp_path: Path) -> None:
    make_municipality(code="977")
    evaluate(tmp_path / "figures.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "figures.xlsx").get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == list(CATALOGUE)
    evaluate(tmp_path / "figures.csv")
    lines = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines[1:]] == list(CATALOGUE)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--from", "2026-13-01"], 2, "2026-13-01"),
        (["--to", "2025-12-31"], 2, "before"),
        (["--output", "figures.docx"], 2, "figures.docx"),
        (["--municipality", "978"], 1, "add_municipality"),
        (["--programme", "S1"], 1, "S1"),
        (["--output", "nowhere/figures.json"], 1, "nowhere"),
    ],
)
def test_refusals_say_what_is_wrong(tmp_path: Path, words: list[str], status: int, said: str) -> None:
    make_municipality(code="977")
    asked = {"--municipality": "977", "--from": PERIOD["first"], "--to": PERIOD["last"], "--output": "a.json"}
    asked |= dict([words])
    asked["--output"] = str(tmp_path / asked["--output"])
    with pytest.raises(CommandError, match=said) as refused:
        call_command("evaluate", *(word for pair in asked.items() for word in pair))
    assert refused.value.returncode == status
    assert list(tmp_path.iterdir()) == []
