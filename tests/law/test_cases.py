"""The case files, each case a test of its own."""

from typing import Any

import pytest

from laavu.law.cases import run_case
from tests.law.planting import all_cases

CASES = all_cases()


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file}: {case['name']}" for file, case in CASES])
def test_the_case_comes_out_as_expected(file: str, case: dict[str, Any]) -> None:
    result = run_case(file, case)
    assert result.ok, result.line()


def test_there_are_cases_enough_and_each_is_named_once_in_its_file() -> None:
    names = [(file, case["name"]) for file, case in CASES]
    assert len(names) >= 250
    assert len(names) == len(set(names))


def test_every_case_says_what_it_is_taken_from() -> None:
    assert [case["name"] for _, case in CASES if not case.get("source")] == []
