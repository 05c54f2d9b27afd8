"""Which files the rules are about: ours, not what is installed or made beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
NOT_OURS = frozenset({".hypothesis", ".venv", "node_modules", "var", "static_root", ".git", "__pycache__"})


def ours(root: Path, *kinds: str) -> Iterator[Path]:
    """Every file of ours whose name ends in one of the kinds ('.py'), in order of their names."""
    for path in sorted(root.iterdir()):
        if path.name in NOT_OURS or path.name.endswith("_cache"):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from ours(path, *kinds)
        elif path.is_file() and (not kinds or path.suffix in kinds):
            yield path


def name_of(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def write(path: Path, text: str) -> Path:
    """Plant a file for a test, with the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
