"""Finnish and Swedish say everything that the program says, with the same blanks to fill in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.repository.files import PROJECT, write
from tools.catalogues import gaps, misfits, strings_left_out
from tools.messages import LANGUAGES, catalogue, out_of_date

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_catalogue(language: str) -> None:
    assert catalogue(language).is_file()


def test_everything_is_translated_and_nothing_in_doubt() -> None:
    assert gaps(PROJECT) == []
    assert strings_left_out(PROJECT) == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="the package gettext is missing")
def test_catalogues_have_the_strings_of_the_program_and_no_others() -> None:
    assert out_of_date(PROJECT) == [], "make messages renews the catalogues"


def test_translations_fill_in_what_the_string_fills_in() -> None:
    assert misfits(PROJECT) == []


def test_other_blanks_are_seen(tmp_path: Path) -> None:
    entries = """msgid "%(name)s was saved."
msgstr "%(nimi)s tallennettiin."

msgid "%(count)s row"
msgid_plural "%(count)s rows"
msgstr[0] "yksi rivi"
msgstr[1] "%(n)s riviä"

msgid "65 %% of {total}"
msgstr "65 %% / {total}"
"""
    write(catalogue("fi", tmp_path), HEAD + entries)
    place = "laavu/locale/fi/LC_MESSAGES/django.po"
    assert misfits(tmp_path) == [
        f"{place}:4: %(name)s instead of %(nimi)s: '%(nimi)s tallennettiin.'",
        f"{place}:7: %(count)s instead of %(n)s: '%(n)s riviä'",
    ]
