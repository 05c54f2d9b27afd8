"""The runner of case files: what it accepts, what it refuses, and how it tells."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from laavu.law import parameters
from laavu.law.cases import matches, run_case, run_paths
from laavu.law.parameters.schema import ParameterError

DAY = date(2016, 3, 1)
GOOD = """
[[case]]
name = "A month"
source = "by hand"
rule = "benefit_amount"
[case.facts]
benefit = "labour_market_subsidy"
on = 2016-03-01
[case.expected]
per_day = "32.68"
"""


def case(**changes: Any) -> dict[str, Any]:
    """A good case with some parts changed; a part that is None is left out."""
    whole = {
        "name": "A month",
        "source": "by hand",
        "rule": "benefit_amount",
        "facts": facts(),
        "expected": {"per_day": "32.68"},
    } | changes
    return {key: value for key, value in whole.items() if value is not None}


def facts(**changes: Any) -> dict[str, Any]:
    return {"benefit": "labour_market_subsidy", "on": DAY} | changes


def test_a_good_case_is_ok() -> None:
    result = run_case("file.toml", case())
    assert result.ok
    assert result.line() == "ok    file.toml: A month"


def test_a_wrong_expectation_fails_and_tells_both() -> None:
    result = run_case("file.toml", case(expected={"per_day": "32.69"}))
    assert not result.ok
    assert result.line() == "FAIL  file.toml: A month: expected per_day = 32.69; got per_day = 32.68"


def test_an_expected_problem_that_does_not_come_fails() -> None:
    result = run_case("file.toml", case(expected={"problem": "not_in_force"}))
    assert not result.ok
    assert result.line().endswith("expected problem = not_in_force; got problem = null")


def test_a_problem_that_was_not_expected_fails_and_names_the_fact() -> None:
    result = run_case("file.toml", case(facts=facts(children=-1)))
    assert not result.ok
    assert "problem = out_of_range, fact = children" in result.line()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": None}, "missing name"),
        ({"rule": None}, "missing rule"),
        ({"facts": None}, "missing facts"),
        ({"expected": None}, "missing expected"),
        ({"note": "x"}, "unknown key note"),
        ({"rule": "moon_tax"}, "unknown rule 'moon_tax'"),
        ({"facts": {}}, "'facts' must be a table that is not empty"),
        ({"expected": []}, "'expected' must be a table that is not empty"),
        ({"expected": {"per_day": "1.00", "per_week": "7.00"}}, "unknown key in expected per_week"),
        ({"facts": {"benefit": "labour_market_subsidy"}}, "missing fact on"),
        ({"facts": facts(colour="red")}, "unknown fact colour"),
        ({"facts": facts(on="2016-03-01")}, "fact on must be a day"),
        ({"facts": facts(children=True)}, "fact children must be a whole number"),
        ({"facts": facts(benefit=7)}, "fact benefit must be a word"),
        ({"rule": "volunteer_value", "facts": {"on": DAY, "hours": "many"}}, "fact hours must be a number"),
        ({"rule": "volunteer_value", "facts": {"on": DAY, "hours": "NaN"}}, "fact hours must be a number"),
        ({"rule": "state_aid_room", "facts": {"on": DAY, "aids": "none"}}, "fact aids must be a list"),
        ({"rule": "state_aid_room", "facts": {"on": DAY, "aids": ["none"]}}, "fact aids must be a table"),
    ],
)
def test_a_case_that_is_not_as_it_must_be_is_told(changes: dict[str, Any], told: str) -> None:
    whole = case(**changes)
    if "rule" in changes and "facts" in changes:
        whole["expected"] = {"problem": "none"}
    result = run_case("file.toml", whole)
    assert not result.ok
    assert told in result.error


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ("526.15", 526.15, False),
        ("one", "one", True),
        ("one", "two", False),
        ("null", None, True),
        ("", None, False),
        (True, True, True),
        (1, True, False),
        (True, 1, False),
        (70, 70, True),
        ("70.0", 70, True),
        ("seventy", 70, False),
        ([1], (1,), True),
        ([1], (1, 2), False),
        ([1], 1, False),
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1, "c": 1}, {"a": 1}, False),
        ({"a": 1}, 1, False),
    ],
)
def test_values_are_compared_by_kind(expected: Any, got: Any, same: bool) -> None:
    assert matches(expected, got) is same


def test_folders_files_and_broken_files_are_run_in_order(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "b.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.toml").write_text("[[case]\n", encoding="utf-8")
    (tmp_path / "c.toml").write_text("title = 'x'\n" + GOOD, encoding="utf-8")
    (tmp_path / "d.toml").write_text("", encoding="utf-8")
    (tmp_path / "e.toml").write_text("case = 3\n", encoding="utf-8")
    results = run_paths([tmp_path])
    assert [(result.file, result.ok) for result in results] == [
        ("a.toml", False),
        ("c.toml", False),
        ("d.toml", False),
        ("b.toml", True),
        ("e.toml", False),
    ]
    assert "cannot be read" in results[0].error
    assert results[1].line() == "FAIL  c.toml: the file: unknown heading title"
    assert results[2].error == "no [[case]] in it"


def test_numbers_may_stand_as_numbers() -> None:
    given = {"on": DAY, "hours": Decimal("7.5")}
    assert run_case("file.toml", case(rule="volunteer_value", facts=given, expected={"value": "112.50"})).ok
    given["hours"] = 2
    assert run_case("file.toml", case(rule="volunteer_value", facts=given, expected={"value": 30})).ok


def test_lists_and_tables_are_told_in_one_line() -> None:
    given = {
        "decided_on": DAY, "employer": "business", "age": 40, "unemployed_months": 13,
        "unemployed_months_in_28": 13, "months_without_work": 13, "monthly_wage": "1000.00",
    }  # fmt: skip
    expected = {"options": [{"rule": "PT15-50"}]}
    result = run_case("file.toml", case(rule="wage_subsidy", facts=given, expected=expected))
    assert (
        "expected options = [{rule = PT15-50}]; got options = [{rule = PT15-40, percent = 40,"
        in result.line()
    )


def test_a_folder_without_cases_fails(tmp_path: Path) -> None:
    assert [result.ok for result in run_paths([tmp_path])] == [False]


def test_the_command_prints_a_line_a_case(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    out = StringIO()
    call_command("law_cases", str(tmp_path), stdout=out)
    assert out.getvalue() == "ok    a.toml: A month\n"


def test_the_command_prints_json_alone_and_ends_with_1_when_a_case_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(GOOD + GOOD.replace("32.68", "32.67"), encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("law_cases", str(path), "--json", stdout=out)
    assert error.value.returncode == 1
    document = json.loads(out.getvalue())
    assert (document["total"], document["failed"]) == (2, 1)
    assert document["cases"][1]["expected"] == {"per_day": "32.67"}
    assert document["cases"][1]["got"] == {"per_day": "32.68"}


def test_the_command_ends_with_2_where_there_is_no_such_path() -> None:
    with pytest.raises(CommandError) as error:
        call_command("law_cases", "no/such/place")
    assert error.value.returncode == 2


def test_the_command_tells_a_broken_parameter_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ParameterError("benefits, row 1 (x): 'statute' is missing")

    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(parameters, "book", broken)
    with pytest.raises(CommandError, match="'statute' is missing") as error:
        call_command("law_cases", str(tmp_path))
    assert error.value.returncode == 1
