"""Catalogues: compiled without gettext, and without gaps."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from tests.repository.files import PROJECT, write
from tools.catalogues import compile_catalogues, gaps, missing_catalogues, strings_left_out

HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

"""
PLACE = "laavu/locale/fi/LC_MESSAGES/django.po"


def test_every_language_has_a_catalogue() -> None:
    assert missing_catalogues(PROJECT) == []


def test_no_catalogue_has_a_gap() -> None:
    assert gaps(PROJECT) == []


def test_every_string_of_the_program_is_in_every_catalogue() -> None:
    assert strings_left_out(PROJECT) == []


def test_gaps_are_seen(tmp_path: Path) -> None:
    text = f"""{HEAD}msgid "Worker"
msgstr "Asiakas"

#, fuzzy
msgid "Village"
msgstr "Kunta"

msgid "Hour"
msgstr ""

msgid "%(n)s hour"
msgid_plural "%(n)s hours"
msgstr[0] "%(n)s tunti"
msgstr[1] ""
"""
    write(tmp_path / PLACE, text)
    assert gaps(tmp_path) == [
        f"{PLACE}:9: in doubt: 'Village'",
        f"{PLACE}:13: not translated: 'Hour'",
        f"{PLACE}:16: not translated: '%(n)s hour'",
    ]


def test_missing_catalogues_are_seen(tmp_path: Path) -> None:
    write(tmp_path / PLACE, HEAD)
    assert missing_catalogues(tmp_path) == ["laavu/locale/sv/LC_MESSAGES/django.po: missing"]


def test_strings_left_out_are_seen(tmp_path: Path) -> None:
    write(tmp_path / PLACE, HEAD + 'msgid "Worker"\nmsgstr "Asiakas"\n')
    write(tmp_path / "workers/models.py", 'a = _("Worker")\nb = _("Village")\n')
    write(tmp_path / "templates/a.html", '{% load i18n %}{% translate "Hours of the week" %}')
    assert strings_left_out(tmp_path) == [f"{PLACE}: 'Hours of the week'", f"{PLACE}: 'Village'"]


def test_compiled_catalogues_are_read_by_gettext_and_renewed(tmp_path: Path) -> None:
    source = write(tmp_path / PLACE, HEAD + 'msgid "Worker"\nmsgstr "Asiakas"\n')
    compile_catalogues(tmp_path)
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Worker") == "Asiakas"
    write(source, HEAD + 'msgid "Worker"\nmsgstr "Työtön"\n')
    later = source.with_suffix(".mo").stat().st_mtime + 2
    os.utime(source, (later, later))
    compile_catalogues(tmp_path)
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Worker") == "Työtön"
