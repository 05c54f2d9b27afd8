"""Templates: each is used, none brings script or style of its own, none loads anything from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from django.template.utils import get_app_template_dirs

from tests.repository.files import PROJECT, name_of, ours, write

# Django looks for these by name.
BY_NAME = frozenset({"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"})
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|\bhref\s*=\s*[\"']\s*javascript:",
    re.I,
)
# A PDF is one file with its style inside: no browser and no policy reads it.
PRINTED = re.compile(r"(^|/)(pdf/|base_pdf\.html$)")
FROM_ELSEWHERE = re.compile(
    r"<(?:script|img|iframe|source|link)\b[^>]*\b(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.I
)


def unused(root: Path, overridden: Iterable[Path] = ()) -> list[str]:
    """Templates that no Python file and no other template names, and that replace no package's own."""
    folder = root / "templates"
    sources = {
        path: path.read_text(encoding="utf-8")
        for path in ours(root, ".py", ".html")
        if not name_of(path, root).startswith("tests/repository/")
    }
    found = []
    for path in (path for path in sources if path.is_relative_to(folder)):
        name = name_of(path, folder)
        replaces = name in BY_NAME or any((other / name).is_file() for other in overridden)
        named = any(name in text for other, text in sources.items() if other != path)
        if not replaces and not named:
            found.append(name)
    return found


def with_inline_code(root: Path) -> list[str]:
    """Script, style or event handlers written into a page."""
    return [place for place in _matches(root, INLINE) if not PRINTED.search(place.split(":")[0])]


def loading_from_elsewhere(root: Path) -> list[str]:
    return _matches(root, FROM_ELSEWHERE)


def _matches(root: Path, pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in ours(root / "templates", ".html", ".svg", ".txt"):
        text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"))
        found += [
            f"{name_of(path, root / 'templates')}:{text.count(chr(10), 0, match.start()) + 1}"
            for match in pattern.finditer(text)
        ]
    return found


def test_every_template_is_used() -> None:
    assert unused(PROJECT, get_app_template_dirs("templates")) == []


def test_no_template_has_script_or_style_of_its_own() -> None:
    assert with_inline_code(PROJECT) == []


def test_no_template_loads_anything_from_elsewhere() -> None:
    assert loading_from_elsewhere(PROJECT) == []


def test_unused_templates_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "workers" / "views.py", 'render(request, "workers/list.html")')
    write(tmp_path / "templates" / "workers" / "list.html", '{% include "workers/row.html" %}')
    write(tmp_path / "templates" / "workers" / "row.html", "")
    write(tmp_path / "templates" / "workers" / "forgotten.html", '"workers/forgotten.html"')
    write(tmp_path / "templates" / "account" / "login.html", "")
    write(tmp_path / "package" / "account" / "login.html", "")
    assert unused(tmp_path, [tmp_path / "package"]) == ["workers/forgotten.html"]


def test_inline_code_is_seen(tmp_path: Path) -> None:
    pages = tmp_path / "templates"
    write(pages / "a.html", "<p>\n<script>alert(1)</script>")
    write(pages / "b.html", '<p style="color: red">')
    write(pages / "c.html", '<button type="button" onclick="go()">')
    write(pages / "d.html", "<style>p {}</style>")
    write(pages / "e.html", '<a href="javascript:go()">')
    write(
        pages / "good.html", '<script src="{% static "a.js" %}" defer></script><p class="once">on = "x"</p>'
    )
    write(pages / "workers" / "pdf" / "contract.html", "<style>p {}</style>")
    assert with_inline_code(tmp_path) == ["a.html:2", "b.html:1", "c.html:1", "d.html:1", "e.html:1"]


def test_files_from_elsewhere_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "templates" / "a.html", '<link rel="stylesheet" href="https://cdn.example/b.css">')
    write(tmp_path / "templates" / "b.html", '<a href="https://vero.example/">Tax</a>')
    assert loading_from_elsewhere(tmp_path) == ["a.html:1"]
