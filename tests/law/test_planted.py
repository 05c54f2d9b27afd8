"""A wrong number or day in any file makes a case fail."""

import shutil
from pathlib import Path

import pytest

from laavu.law import parameters
from laavu.law.cases import run_case
from tests.law.planting import BOOK, all_cases, is_seen, readers, use, wrong_days, wrong_values


def test_every_value_is_held_by_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = readers(monkeypatch)
    planted = [wrong for rows in BOOK.rows.values() for row in rows for wrong in wrong_values(row)]
    unseen = [str(wrong) for wrong in planted if not is_seen(monkeypatch, wrong, cases[wrong.row.key])]
    assert len(planted) > 600
    assert unseen == []


def test_every_first_and_last_day_is_held_by_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = readers(monkeypatch)
    planted = [wrong for rows in BOOK.rows.values() for row in rows for wrong in wrong_days(row)]
    unseen = [str(wrong) for wrong in planted if not is_seen(monkeypatch, wrong, cases[wrong.row.key])]
    assert len(planted) > 200
    assert unseen == []


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("benefits.toml", 'per_day = "37.21"', 'per_day = "37.22"'),
        ("municipal_share.toml", "full_days = 1000", "full_days = 999"),
        ("wage_subsidy.toml", 'ceiling = "1770.00"', 'ceiling = "2770.00"'),
        ("claims.toml", "months = 2,", "months = 3,"),
    ],
)
def test_a_wrong_number_in_a_file_makes_a_case_fail(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, right: str, wrong: str
) -> None:
    folder = tmp_path / "parameters"
    shutil.copytree(parameters.FOLDER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    use(monkeypatch, parameters.load(folder))
    assert not all(run_case(name, case).ok for name, case in all_cases())
