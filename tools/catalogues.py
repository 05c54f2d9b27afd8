"""Compiles the translation catalogues without gettext; or says what is missing from them (--check)."""

from __future__ import annotations

import sys
from pathlib import Path

import polib

PROJECT = Path(__file__).resolve().parent.parent


def compile_catalogues(project: Path = PROJECT) -> None:
    """Write each catalogue's .mo beside it, unless it is newer already."""
    for source in _sources(project):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        beside = compiled.with_suffix(".new")
        polib.pofile(str(source)).save_as_mofile(str(beside))
        beside.replace(compiled)


def gaps(project: Path = PROJECT) -> list[str]:
    """What a reader of another language would see untranslated or in doubt."""
    return [
        f"{source.relative_to(project)}:{entry.linenum}: "
        f"{'in doubt' if entry.fuzzy else 'not translated'}: {entry.msgid!r}"
        for source in _sources(project)
        for entry in polib.pofile(str(source))
        if not entry.obsolete and not entry.translated()
    ]


def _sources(project: Path) -> list[Path]:
    return sorted(project.glob("laavu/locale/*/LC_MESSAGES/*.po"))


def main() -> None:
    if sys.argv[1:] == ["--check"]:
        found = gaps()
        sys.exit("\n".join(found) if found else 0)
    compile_catalogues()


if __name__ == "__main__":
    main()
