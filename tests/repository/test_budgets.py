"""No file and no function grows without bound."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.repository.files import PROJECT, name_of, ours, write

MODULE, TEST_FILE, TEMPLATE, FUNCTION = 400, 500, 150, 40

# What may be longer, and why.
LONGER_FILES: dict[str, str] = {}
LONGER_FUNCTIONS: dict[str, str] = {}


def budget_of(name: str) -> int | None:
    if "/migrations/" in name:
        return None  # written by Django
    if name.endswith(".html"):
        return TEMPLATE if name.startswith("templates/") else None
    return TEST_FILE if name.startswith("tests/") else MODULE


def long_files(root: Path) -> list[str]:
    """Files over their budget, each with its length."""
    found = []
    for path in ours(root, ".py", ".html"):
        name = name_of(path, root)
        budget, lines = budget_of(name), len(path.read_text(encoding="utf-8").splitlines())
        if budget is not None and lines > budget and name not in LONGER_FILES:
            found.append(f"{name}: {lines} lines, {budget} allowed")
    return found


def long_functions(root: Path) -> list[str]:
    """Functions over their budget, each with its length."""
    found = []
    for path in ours(root, ".py"):
        name = name_of(path, root)
        if budget_of(name) is None:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION and f"{name}:{node.name}" not in LONGER_FUNCTIONS:
                found.append(f"{name}:{node.name}: {lines} lines, {FUNCTION} allowed")
    return found


def test_no_file_is_longer_than_its_budget() -> None:
    assert long_files(PROJECT) == []


def test_no_function_is_longer_than_its_budget() -> None:
    assert long_functions(PROJECT) == []


def test_named_exceptions_exist_still() -> None:
    names = {*LONGER_FILES, *(name.rpartition(":")[0] for name in LONGER_FUNCTIONS)}
    assert [name for name in names if not (PROJECT / name).is_file()] == []


def test_long_files_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "workers" / "models.py", "x = 1\n" * 401)
    write(tmp_path / "workers" / "views.py", "x = 1\n" * 400)
    write(tmp_path / "workers" / "migrations" / "0001.py", "x = 1\n" * 900)
    write(tmp_path / "tests" / "test_worker.py", "x = 1\n" * 501)
    write(tmp_path / "templates" / "workers" / "list.html", "<p>\n" * 151)
    write(tmp_path / "node_modules" / "package.py", "x = 1\n" * 900)
    assert long_files(tmp_path) == [
        "templates/workers/list.html: 151 lines, 150 allowed",
        "tests/test_worker.py: 501 lines, 500 allowed",
        "workers/models.py: 401 lines, 400 allowed",
    ]


def test_long_functions_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "a.py", "class A:\n    def long(self):\n" + "        x = 1\n" * 40)
    write(tmp_path / "b.py", "def short():\n" + "    x = 1\n" * 39)
    assert long_functions(tmp_path) == ["a.py:long: 41 lines, 40 allowed"]
