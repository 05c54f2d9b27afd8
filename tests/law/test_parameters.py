"""The parameter files: what they must hold, how faults are told, and which rows are in force."""

import ast
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from laavu.law import parameters
from laavu.law.answers import Blocked
from laavu.law.parameters.schema import ParameterError, check_overlaps, read_rows

ROW: dict[str, Any] = {
    "key": "moon_tax",
    "first_day": date(2016, 1, 1),
    "last_day": date(2016, 12, 31),
    "values": {"percent": "10.5", "whole": 3, "unit": "day", "applies": True},
    "statute": "1/2016 §1",
    "source": "the statute book",
    "confidence": "A",
    "confidence_of": {"percent": "B"},
    "checked_by": "a reader",
    "checked_on": date(2026, 11, 22),
    "note": "a note",
}
FILE = """
[[row]]
key = "moon_tax"
first_day = {first}
values = {{ percent = "10.5" }}
statute = "1/2016 §1"
source = "the statute book"
confidence = "A"
checked_by = "a reader"
checked_on = 2026-11-22
"""


def row(**changes: Any) -> dict[str, Any]:
    """A good row with some fields changed; a field that is None is left out."""
    return {key: value for key, value in (ROW | changes).items() if value is not None}


def test_a_row_keeps_its_numbers_words_and_marks() -> None:
    read = read_rows("sky", {"row": [row()]})[0]
    assert str(read.number("percent")) == "10.5"
    assert (read.whole("whole"), read.text("unit"), read.flag("applies")) == (3, "day", True)
    assert (read.sureness("percent"), read.sureness("whole")) == ("B", "A")
    assert not read.flag("percent")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"statute": None}, "'statute' is missing"),
        ({"checked_by": None}, "'checked_by' is missing"),
        ({"source": ""}, "'source' must be a text"),
        ({"first_day": "2016"}, "'first_day' must be a day"),
        ({"values": {}}, "'values' must be a table"),
        ({"values": 3}, "'values' must be a table"),
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"confidence": "E"}, "confidence 'E' is none of A, B, C, D"),
        ({"confidence_of": {"percent": "E"}}, "confidence 'E' is none of A, B, C, D"),
        ({"confidence_of": {"other": "A"}}, "confidence_of 'other' has no such value"),
        ({"values": {"list": [1]}, "confidence_of": None}, "value 'list' must be a number, a day or true or"),
        ({"values": {"percent": "ten"}, "confidence_of": None}, "value 'percent' must be a number, a day or"),
        ({"values": {"basis": 3}, "confidence_of": None}, "value 'basis' must be a word"),
        ({"values": {"unit": "week"}, "confidence_of": None}, "value 'unit' must be one of day, month"),
        ({"last_day": date(2015, 1, 1)}, "last_day 2015-01-01 is before first_day 2016-01-01"),
    ],
)
def test_a_fault_is_told_with_file_row_and_field(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ParameterError) as error:
        read_rows("sky", {"row": [row(), row(**changes)]})
    assert f"sky, row 2 (moon_tax): {told}" in str(error.value)


@pytest.mark.parametrize("document", [{}, {"row": []}, {"row": [row()], "title": "x"}])
def test_a_file_without_rows_or_with_more_than_rows_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(ParameterError):
        read_rows("sky", document)


def test_two_rows_of_one_key_on_one_day_are_refused() -> None:
    rows = read_rows("sky", {"row": [row(), row(first_day=date(2016, 12, 31), last_day=None)]})
    with pytest.raises(ParameterError, match="two rows of 'moon_tax' are in force on 2016-12-31"):
        check_overlaps(rows)


def test_a_row_without_an_end_leaves_no_room_for_a_later_one() -> None:
    rows = read_rows("sky", {"row": [row(last_day=None), row(first_day=date(2017, 1, 1), last_day=None)]})
    with pytest.raises(ParameterError):
        check_overlaps(rows)


def test_a_folder_is_read_with_a_version_that_changes_with_its_content(tmp_path: Path) -> None:
    (tmp_path / "sky.toml").write_text(FILE.format(first="2016-01-01"), encoding="utf-8")
    one = parameters.load(tmp_path)
    (tmp_path / "sky.toml").write_text(FILE.format(first="2016-01-02"), encoding="utf-8")
    other = parameters.load(tmp_path)
    assert one.version.startswith("2026-11-22-")
    assert one.version != other.version
    assert one.row("moon_tax", date(2015, 12, 31)) is None


def test_an_empty_folder_and_an_unreadable_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="no parameter files"):
        parameters.load(tmp_path)
    (tmp_path / "sky.toml").write_text("[[row", encoding="utf-8")
    with pytest.raises(ParameterError, match=r"sky\.toml: not readable"):
        parameters.load(tmp_path)


def test_the_files_name_a_version_to_freeze() -> None:
    assert parameters.version() == parameters.book().version


def test_rules_of_a_day_give_rows_by_key_and_by_prefix() -> None:
    rules = parameters.at(date(2016, 3, 1))
    assert str(rules.get("daily_amount").number("per_day")) == "32.68"
    assert rules.find("benefit.general_support") is None
    assert [row.key for row in rules.under("municipal_share.step.")] == [
        "municipal_share.step.1",
        "municipal_share.step.2",
    ]


@pytest.mark.parametrize(
    ("key", "day", "allowed"),
    [
        ("benefit.general_support", date(2016, 3, 1), "2026-05-01 or later"),
        ("employer_rates", date(2027, 1, 1), "from 2015-01-01 to 2026-12-31"),
    ],
)
def test_what_is_not_in_force_names_its_time(key: str, day: date, allowed: str) -> None:
    with pytest.raises(Blocked) as error:
        parameters.at(day, "decided_on").get(key)
    problem = error.value.problems[0]
    assert (str(problem.code), problem.fact, problem.allowed) == ("not_in_force", "decided_on", allowed)


def test_what_is_not_in_the_files_is_told_as_a_fault_of_theirs() -> None:
    rules = parameters.at(date(2016, 3, 1))
    with pytest.raises(ParameterError, match="no rule 'moon_tax'"):
        rules.get("moon_tax")
    with pytest.raises(ParameterError, match="daily_amount from 2016-01-01 has no value 'per_night'"):
        rules.get("daily_amount").number("per_night")


def test_every_row_was_checked_by_somebody_on_a_day() -> None:
    rows = [row for rows in parameters.book().rows.values() for row in rows]
    assert len(rows) > 200
    assert all(row.checked_by and row.checked_on and row.source and row.statute for row in rows)


def test_the_law_imports_the_standard_library_alone_and_knows_no_float_and_no_clock() -> None:
    for path in sorted(parameters.FOLDER.parent.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            strange = [
                name
                for name in names
                if not name.startswith("laavu.law") and name.split(".")[0] not in sys.stdlib_module_names
            ]
            assert strange == [], path.name
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path.name
            assert not (isinstance(node, ast.Attribute) and node.attr in ("today", "now")), path.name
