"""Compiles the translation catalogues without gettext; or says what is missing from them (--check)."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fi", "sv")  # English is the language of the source
PACKAGES = ("laavu", "villages", "workers", "placements", "evaluation")
# Which arguments of a call are to be translated: the first alone, or after the context, or both numbers.
SINGULAR = {"_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "ngettext": 0, "ngettext_lazy": 0}
IN_CONTEXT = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 1, "npgettext_lazy": 1}
STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
IN_TEMPLATE = re.compile(
    rf"\b(n?)(p?)gettext\(\s*({STRING})(?:\s*,\s*({STRING}))?|(?<![\w.])_\(({STRING})\)", re.S
)


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


def missing_catalogues(project: Path = PROJECT) -> list[str]:
    places = (f"laavu/locale/{language}/LC_MESSAGES/django.po" for language in LANGUAGES)
    return [f"{place}: missing" for place in places if not (project / place).is_file()]


def misfits(project: Path = PROJECT) -> list[str]:
    """Translations that fill in other things than their string: a wrong name fails the whole page."""
    found = []
    for source in _sources(project):
        for entry in polib.pofile(str(source)):
            wanted = _blanks(entry.msgid_plural or entry.msgid)
            # One of something may be said in words: "one row".
            singular = [entry.msgstr_plural[0]] if entry.msgid_plural else []
            whole = [entry.msgstr_plural[1]] if entry.msgid_plural else [entry.msgstr]
            wrong = [text for text in whole if text and _blanks(text) != wanted]
            wrong += [text for text in singular if not _blanks(text) <= wanted]
            place = f"{source.relative_to(project)}:{entry.linenum}"
            found += [
                f"{place}: {_words(wanted)} instead of {_words(_blanks(text))}: {text!r}" for text in wrong
            ]
    return found


def _blanks(text: str) -> set[str]:
    return set(BLANK.findall(text.replace("%%", "")))


def _words(blanks: set[str]) -> str:
    return " ".join(sorted(blanks)) or "nothing"


def strings_left_out(project: Path = PROJECT) -> list[str]:
    """Strings of the program that a catalogue does not have at all."""
    wanted = sorted({*_python_strings(project), *_template_strings(project)})
    found = []
    for source in _sources(project):
        known = {entry.msgid for entry in polib.pofile(str(source)) if not entry.obsolete}
        found += [f"{source.relative_to(project)}: {text!r}" for text in wanted if text not in known]
    return found


def _sources(project: Path) -> list[Path]:
    return sorted(project.glob("laavu/locale/*/LC_MESSAGES/*.po"))


def _python_strings(project: Path) -> Iterator[str]:
    for path in (path for package in PACKAGES for path in (project / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = {**SINGULAR, **IN_CONTEXT}.get(name)
            argument = node.args[place] if place is not None and place < len(node.args) else None
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
                yield argument.value


def _template_strings(project: Path) -> Iterator[str]:
    for path in (path for kind in ("html", "txt") for path in (project / "templates").rglob(f"*.{kind}")):
        for match in IN_TEMPLATE.finditer(templatize(path.read_text(encoding="utf-8"))):
            _plural, context, first, second, short = match.groups()
            text = ast.literal_eval((second if context else first) or short)
            if text:
                yield text


def main() -> None:
    if sys.argv[1:] == ["--check"]:
        found = [*missing_catalogues(), *gaps(), *misfits(), *strings_left_out()]
        sys.exit("\n".join(found) if found else 0)
    compile_catalogues()


if __name__ == "__main__":
    main()
