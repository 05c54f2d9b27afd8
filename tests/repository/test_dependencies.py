"""Each dependency stands in pyproject.toml with its reason, and in the locked requirements."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.repository.files import PROJECT, write


def without_a_reason(root: Path) -> list[str]:
    """Dependencies whose line does not end in a comment."""
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    wanted = dependencies(root)
    return [
        name
        for name in wanted
        if not any(re.search(rf'"{re.escape(name)}[\[<>=~"].*",?\s*#\s*\S', line) for line in lines)
    ]


def dependencies(root: Path) -> list[str]:
    """The names of all dependencies, those of development too."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project.get("dependency-groups", {}).values()
    stated = [*project["project"]["dependencies"], *(entry for group in groups for entry in group)]
    return [re.split(r"[\[<>=~ ;]", entry)[0] for entry in stated]


def not_locked(root: Path) -> list[str]:
    locked = "".join(
        path.read_text(encoding="utf-8") for path in sorted((root / "requirements").glob("*.txt"))
    )
    names = {line.split("==")[0].lower() for line in locked.splitlines() if "==" in line}
    return [name for name in dependencies(root) if name.lower() not in names]


def test_each_dependency_stands_with_its_reason() -> None:
    assert without_a_reason(PROJECT) == []


def test_each_dependency_is_locked() -> None:
    assert not_locked(PROJECT) == []


def test_faults_are_seen(tmp_path: Path) -> None:
    text = (
        '[project]\ndependencies = [\n  "a>=1", # why\n  "b[x]>=1",\n]\n[dependency-groups]\ndev = ["c>=1"]\n'
    )
    write(tmp_path / "pyproject.toml", text)
    write(tmp_path / "requirements" / "base.txt", "a==1 \\\nb==2 \\\n")
    assert without_a_reason(tmp_path) == ["b", "c"]
    assert not_locked(tmp_path) == ["c"]
