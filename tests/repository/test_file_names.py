"""A thing has a name, or it lives in the file that uses it."""

from __future__ import annotations

from pathlib import Path

from tests.repository.files import PROJECT, name_of, ours, write

NAMELESS = frozenset(
    {
        "base",
        "common",
        "constants",
        "core",
        "helpers",
        "managers",
        "misc",
        "mixins",
        "services",
        "signals",
        "utils",
    }
)


def nameless(root: Path) -> list[str]:
    """Python files and folders whose name says nothing about what is in them."""
    return [
        name_of(path, root)
        for path in ours(root, ".py")
        if NAMELESS & {path.stem, *(part for part in path.relative_to(root).parts[:-1])}
    ]


def test_every_file_has_a_name_of_its_own() -> None:
    assert nameless(PROJECT) == []


def test_nameless_files_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "workers" / "utils.py", "")
    write(tmp_path / "workers" / "helpers" / "dates.py", "")
    write(tmp_path / "workers" / "plans.py", "")
    assert nameless(tmp_path) == ["workers/helpers/dates.py", "workers/utils.py"]
