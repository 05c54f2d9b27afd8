"""What `make messages` runs: puts the program's strings into every catalogue, for translators.

New strings come in empty, those that are gone leave, translations stay. The same strings give the same
file whoever runs it: sorted, without places and dates. Wants xgettext (the package gettext).

Django's own makemessages writes its working files among the templates, where others who read the
project at the same time find them; here they lie in a folder of their own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("laavu", "villages", "workers", "placements", "evaluation")
LANGUAGES = ("fi", "sv")
# As Django calls them, but for `_` and `gettext`, which xgettext knows.
KEYWORDS = (
    *("gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3"),
    *("pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3"),
)
Key = tuple[str | None, str]


class MessagesError(Exception):
    """The strings could not be read; the text says why."""


def catalogue(language: str, project: Path = PROJECT) -> Path:
    return project / "laavu" / "locale" / language / "LC_MESSAGES" / "django.po"


def extracted(project: Path = PROJECT) -> polib.POFile:
    """Every string of the Python files and templates, untranslated."""
    if shutil.which("xgettext") is None:
        raise MessagesError("xgettext is missing: install the package gettext and start again.")
    with tempfile.TemporaryDirectory() as folder:
        names = [_copied(path, project, Path(folder)) for path in _sources(project)]
        command = [
            *("xgettext", "--default-domain=django", "--language=Python", "--from-code=UTF-8"),
            *(f"--keyword={keyword}" for keyword in KEYWORDS),
            *("--add-comments=Translators", "--no-location", "--no-wrap", "--output=-", *names),
        ]
        ended = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if ended.returncode != 0:
        raise MessagesError(ended.stderr.strip())
    return polib.pofile(ended.stdout)


def _sources(project: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted(p for p in (project / package).rglob("*.py") if "migrations" not in p.parts)
    for kind in ("html", "txt"):
        yield from sorted((project / "templates").rglob(f"*.{kind}"))


def _copied(path: Path, project: Path, folder: Path) -> str:
    """The name of the file's working copy: a template as the Python calls that its tags stand for."""
    name = path.relative_to(project).as_posix()
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        name, text = f"{name}.py", templatize(text, origin=name)
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return name


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def merged(fresh: polib.POFile, old: polib.POFile, language: str) -> polib.POFile:
    """The fresh strings in their order of the alphabet, with the translations that there were."""
    # A string may stand twice after two people's lines were joined: the translated one holds.
    joined = sorted((entry for entry in old if not entry.obsolete), key=polib.POEntry.translated)
    known = {key(entry): entry for entry in joined}
    new = polib.POFile(wrapwidth=0)
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in sorted(fresh, key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        before = known.get(key(entry))
        if entry.msgid_plural:
            entry.msgstr_plural = before.msgstr_plural if before and before.msgid_plural else {0: "", 1: ""}
        elif before and not before.msgid_plural:
            entry.msgstr = before.msgstr
        if before:
            entry.tcomment = before.tcomment
            entry.flags += ["fuzzy"] if before.fuzzy and not entry.fuzzy else []
        new.append(entry)
    return new


def renew(project: Path = PROJECT) -> dict[str, int]:
    """Write both catalogues; for each language, how many strings wait for a translation."""
    waiting = {}
    for language in LANGUAGES:
        path = catalogue(language, project)
        old = polib.pofile(str(path)) if path.is_file() else polib.POFile()
        new = merged(extracted(project), old, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        new.save(str(path))
        waiting[language] = sum(not entry.translated() for entry in new)
    return waiting


def out_of_date(project: Path = PROJECT) -> list[str]:
    """Strings that a catalogue lacks, and those that it keeps though the program has them no more."""
    wanted = {key(entry): bool(entry.msgid_plural) for entry in extracted(project)}
    found = []
    for language in LANGUAGES:
        path = catalogue(language, project)
        entries = polib.pofile(str(path)) if path.is_file() else []
        held = {key(entry): bool(entry.msgid_plural) for entry in entries if not entry.obsolete}
        found += [f"{language}: lacks {wanted_key[1]!r}" for wanted_key in wanted if wanted_key not in held]
        found += [
            f"{language}: not in the program: {held_key[1]!r}" for held_key in held if held_key not in wanted
        ]
        found += [
            f"{language}: one number or two: {shared[1]!r}"
            for shared in wanted.keys() & held.keys()
            if wanted[shared] != held[shared]
        ]
        found += [f"{language}: obsolete: {entry.msgid!r}" for entry in entries if entry.obsolete]
    return sorted(found)


def main() -> None:
    try:
        for language, waiting in renew().items():
            sys.stdout.write(f"{catalogue(language).relative_to(PROJECT)}: {waiting} to translate\n")
    except MessagesError as error:
        sys.exit(f"laavu: {error}")


if __name__ == "__main__":
    main()
