"""Choices and columns as lines of a text, one text a language, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

MOST_OPTIONS = 30
LONGEST_OPTION = 200
NUMBER_MARK = "#"


def as_lines(options: Sequence[Mapping[str, Any]], language: str) -> str:
    """One line for each; a column for numbers begins with the mark."""
    return "\n".join(
        f"{NUMBER_MARK} {one.get(language, '')}" if one.get("kind") == "number" else one.get(language, "")
        for one in options
    )


def from_lines(
    lines: Mapping[str, str], *, before: Sequence[Mapping[str, Any]], with_kinds: bool = False
) -> list[dict[str, str]]:
    """Options from the texts. Those of before keep their codes. Raises ValueError with words."""
    texts = {
        language: [" ".join(line.split()) for line in text.strip().splitlines()]
        for language, text in lines.items()
        if text.strip()
    }
    lengths = {len(found) for found in texts.values()}
    if not texts or len(lengths) != 1:
        raise ValueError(
            _("Write as many lines in each language.") if texts else _("Write at least one choice.")
        )
    count = lengths.pop()
    if count > MOST_OPTIONS:
        raise ValueError(_("At most %(count)s choices.") % {"count": MOST_OPTIONS})
    found = [_option(texts, number, with_kinds=with_kinds) for number in range(count)]
    _check(found)
    return _with_codes(found, before)


def _option(texts: Mapping[str, list[str]], number: int, *, with_kinds: bool) -> dict[str, str]:
    written = {language: lines[number] for language, lines in texts.items()}
    if not with_kinds:
        return written
    is_number = any(text.startswith(NUMBER_MARK) for text in written.values())
    clean = {language: text.lstrip(NUMBER_MARK).strip() for language, text in written.items()}
    return {"kind": "number" if is_number else "text", **clean}


def _check(options: Sequence[Mapping[str, str]]) -> None:
    for language in ("fi", "sv", "en"):
        said = [one[language] for one in options if one.get(language)]
        if len(set(said)) != len(said):
            raise ValueError(_("The same choice stands twice."))
        if any(len(text) > LONGEST_OPTION for text in said):
            raise ValueError(_("A choice is at most %(count)s characters long.") % {"count": LONGEST_OPTION})
    if any(not any(one.get(language) for language in ("fi", "sv", "en")) for one in options):
        raise ValueError(_("A line is empty."))


def _with_codes(
    options: Sequence[dict[str, str]], before: Sequence[Mapping[str, Any]]
) -> list[dict[str, str]]:
    """The same text keeps its code; with as many as before, the one in the same place does."""
    used = {one["code"] for one in before}
    result: list[dict[str, str]] = []
    for number, one in enumerate(options):
        same = next((old for old in before if _is_same(one, old)), None)
        if same is None and len(before) == len(options):
            same = before[number]
        taken = {done["code"] for done in result}
        code = same["code"] if same is not None and same["code"] not in taken else _new_code(used | taken)
        result.append({"code": code, **one})
    return result


def _is_same(one: Mapping[str, str], old: Mapping[str, Any]) -> bool:
    return any(
        one.get(language) and one.get(language) == old.get(language) for language in ("fi", "sv", "en")
    )


def _new_code(used: set[str]) -> str:
    number = len(used) + 1
    while f"a{number}" in used:
        number += 1
    return f"a{number}"
