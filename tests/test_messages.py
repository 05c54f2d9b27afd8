"""Catalogues are renewed from the program's strings: what was translated stays, what is gone leaves."""

from __future__ import annotations

import shutil
from pathlib import Path

import polib
import pytest

from tests.repository.files import write
from tools.messages import MessagesError, catalogue, extracted, out_of_date, renew

needs_gettext = pytest.mark.skipif(shutil.which("xgettext") is None, reason="the package gettext is missing")

PROGRAM = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
a = _("Worker")
b = pgettext_lazy("month", "open")
c = ngettext("%(n)s hour", "%(n)s hours", 2)
"""
PAGE = """{% load i18n %}<p>{% translate "Village" %}</p>{# no string #}
{% blocktranslate trimmed %}
  One
  line
{% endblocktranslate %}"""


def plant(root: Path) -> None:
    write(root / "workers/models.py", PROGRAM)
    write(root / "templates/villages/list.html", PAGE)


@needs_gettext
def test_strings_come_from_python_and_templates_in_order(tmp_path: Path) -> None:
    plant(tmp_path)
    assert renew(tmp_path) == {"fi": 5, "sv": 5}
    entries = polib.pofile(str(catalogue("sv", tmp_path)))
    assert [entry.msgid for entry in entries] == ["%(n)s hour", "One line", "Village", "Worker", "open"]
    assert entries[0].msgid_plural == "%(n)s hours"
    assert entries[4].msgctxt == "month"
    assert "python-format" in entries[0].flags
    assert [path.name for path in tmp_path.rglob("*.html*")] == ["list.html"]


@needs_gettext
def test_renewing_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    plant(tmp_path)
    renew(tmp_path)
    before = catalogue("fi", tmp_path).read_text(encoding="utf-8")
    assert renew(tmp_path)["fi"] == 5
    assert catalogue("fi", tmp_path).read_text(encoding="utf-8") == before
    write(
        catalogue("fi", tmp_path),
        before.replace('msgid "Worker"\nmsgstr ""', 'msgid "Worker"\nmsgstr "Työntekijä"'),
    )
    write(tmp_path / "templates/villages/list.html", "")
    assert renew(tmp_path)["fi"] == 2
    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue("fi", tmp_path)))}
    assert entries == {"%(n)s hour": "", "Worker": "Työntekijä", "open": ""}


@needs_gettext
def test_catalogues_out_of_date_are_seen(tmp_path: Path) -> None:
    plant(tmp_path)
    renew(tmp_path)
    assert out_of_date(tmp_path) == []
    write(tmp_path / "workers/models.py", PROGRAM.replace("Worker", "Person"))
    catalogue("sv", tmp_path).unlink()
    assert out_of_date(tmp_path) == [
        "fi: lacks 'Person'",
        "fi: not in the program: 'Worker'",
        *(f"sv: lacks {text!r}" for text in ("%(n)s hour", "One line", "Person", "Village", "open")),
    ]


def test_a_machine_without_gettext_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.messages.shutil.which", lambda name: None)
    with pytest.raises(MessagesError, match="gettext"):
        extracted(tmp_path)
