"""Documents that name code, settings or each other name what exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import polib
from django.apps import apps
from django.db import models
from django.utils import translation

from tests.repository.files import NOT_OURS, PROJECT, name_of, ours, write
from tools.messages import catalogue

DECISION = re.compile(r"^(\d{4})-[a-z0-9-]+\.md$")
SETTING = re.compile(r"""env(?:\.\w+)?\(\s*["']([A-Z][A-Z0-9_]+)["']""")
KEY = re.compile(r"""key_from\(\s*["']([A-Z][A-Z0-9_]+)["']""")
OWN = ("laavu.", "villages.", "workers.", "placements.", "evaluation.")
PATH = re.compile(r"^[\w.-]+(?:/[\w.-]+)+/?$")
NAMED = re.compile(r"`([^`]+)`")


def decision_faults(root: Path) -> list[str]:
    """Decision records that the index leaves out, whose number is taken or missing, or that it invents."""
    folder = root / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")
    records = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    numbers = [match[1] for name in records if (match := DECISION.match(name))]
    return [
        *(f"{name}: no number and name" for name in records if not DECISION.match(name)),
        *(f"{name}: not in the index" for name in records if name not in index),
        *(
            f"{name}: in the index only"
            for name in re.findall(r"\((\d{4}-[^)]+\.md)\)", index)
            if name not in records
        ),
        *(f"{n:04}: missing or twice" for n in range(1, len(records) + 1) if numbers.count(f"{n:04}") != 1),
    ]


def glossary_faults(root: Path, tables: Iterable[str] = ()) -> list[str]:
    """Rows without all their words, places that the code does not have, and tables without a row."""
    lines = (root / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    rows = [cells for cells in rows if cells[0] != "Finnish"]
    named = [place for cells in rows for place in NAMED.findall(cells[-1])]
    return [
        *(f"{cells[0]}: not four columns with words" for cells in rows if len(cells) != 4 or "" in cells),
        *(f"{cells[0]}: no place in the code" for cells in rows if not NAMED.search(cells[-1])),
        *(f"{place}: not in the code" for place in named if not exists(place, root)),
        *(f"{table}: not in the glossary" for table in tables if table not in named),
    ]


def other_words(root: Path, words: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Choices that the screen calls otherwise than the glossary does. `words`: catalogues by language."""
    found = []
    for line in (root / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines():
        cells = dict(zip(("fi", "sv", "en", "places"), line.strip("|").split("|"), strict=False))
        members = (resolved(place) for place in NAMED.findall(cells.get("places", "")))
        with translation.override(None):  # as the source has it
            labels = [str(one.label) for one in members if isinstance(one, models.Choices)]
        found += [
            f"{language}: {words[language][label]}"
            for label in labels
            for language in words
            if label in words[language] and not _says(cells[language], words[language][label])
        ]
    return found


def _says(cell: str, word: str) -> bool:
    """Scales stand behind a word in the catalogues alone."""
    return re.sub(r" [\d–]+$", "", word).lower() in cell.lower()


def decisions_without_code(root: Path) -> list[str]:
    """What the last paragraph of a decision names and the code does not have, or that it names none."""
    found = []
    for path in sorted((root / "docs" / "adr").glob("[0-9]*.md")):
        _before, _mark, places = path.read_text(encoding="utf-8").rpartition("In the code: ")
        named = NAMED.findall(places)
        found += [f"{path.name}: names no code"] if not _mark or not named else []
        found += [f"{path.name}: {place}" for place in named if not exists(place, root)]
    return found


def exists(place: str, root: Path) -> bool:
    """Whether a path lies in the folder, or a dotted name leads to a module, class, field or function."""
    if "/" in place or (root / place).exists():
        return (root / place).exists()
    return resolved(place) is not None


def resolved(place: str) -> Any:
    """What a dotted name leads to; None when nothing."""
    modules = place.split(".")
    rest: list[str] = []
    while modules:
        try:
            found: Any = import_module(".".join(modules))
        except (ModuleNotFoundError, ValueError):
            rest.insert(0, modules.pop())
            continue
        for name in rest:
            found = getattr(found, name, None)
        return found
    return None


def undocumented_settings(root: Path) -> list[str]:
    """Settings from the environment that docs/deployment.md leaves out, and those that it invents."""
    text = "".join(path.read_text(encoding="utf-8") for path in ours(root / "laavu", ".py"))
    read = {*SETTING.findall(text), *KEY.findall(text)}
    told = set(
        re.findall(r"^\| `([A-Z][A-Z0-9_]+)`", (root / "docs" / "deployment.md").read_text("utf-8"), re.M)
    )
    return [
        *(f"{name}: not in docs/deployment.md" for name in sorted(read - told)),
        *(f"{name}: read nowhere" for name in sorted(told - read)),
    ]


def dead_links(root: Path) -> list[str]:
    """Links from one of our documents to a file that is not there."""
    return [
        f"{name_of(path, root)}: {target}"
        for path in ours(root, ".md")
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]


def paths_gone(root: Path) -> list[str]:
    """Files and folders of ours that a document names and that are not there."""
    ours_at_top = {path.name for path in root.iterdir() if path.is_dir()} - NOT_OURS
    return [
        f"{name_of(path, root)}: {named}"
        for path in ours(root, ".md")
        for named in NAMED.findall(path.read_text(encoding="utf-8"))
        if PATH.match(named) and named.split("/")[0] in ours_at_top and not (root / named).exists()
    ]


def own_tables() -> list[str]:
    """Every model of ours, histories left out, by the name under which its app's `models` gives it."""
    return [
        f"{model.__module__.split('.models')[0]}.models.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith(OWN) and not hasattr(model, "pgh_tracked_model")
    ]


def test_the_index_lists_every_decision_once() -> None:
    assert decision_faults(PROJECT) == []


def test_the_glossary_names_code_that_exists_and_every_table() -> None:
    assert glossary_faults(PROJECT, own_tables()) == []


def test_the_glossary_says_it_as_the_screen_does() -> None:
    words = {
        language: {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue(language)))}
        for language in ("fi", "sv")
    }
    assert other_words(PROJECT, words) == []


def test_other_words_are_seen(tmp_path: Path) -> None:
    write(
        tmp_path / "docs/glossary.md",
        "| koordinaattori | samordnare | coordinator | `laavu.accounts.choices.RoleKind.COORDINATOR` |\n"
        "| työkyky | arbetsförmåga | work ability | `workers.choices.Instrument.WORK_ABILITY` |\n",
    )
    words = {
        "fi": {"coordinator": "Koordinaattori", "Work Ability Score 0–10": "työkyky 0–10"},
        "sv": {"coordinator": "koordinator"},
    }
    assert other_words(tmp_path, words) == ["sv: koordinator"]


def test_decisions_name_code_that_exists() -> None:
    assert decisions_without_code(PROJECT) == []


def test_every_setting_is_explained() -> None:
    assert undocumented_settings(PROJECT) == []


def test_links_between_documents_lead_somewhere() -> None:
    assert dead_links(PROJECT) == []


def test_documents_name_files_that_exist() -> None:
    assert paths_gone(PROJECT) == []


def test_named_files_that_are_gone_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "laavu/walls.py", "")
    write(tmp_path / "README.md", "`laavu/walls.py`, `laavu/<name>.py`, `parts/form.html`, `laavu/gone.py`")
    assert paths_gone(tmp_path) == ["README.md: laavu/gone.py"]


def test_decision_faults_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "docs/adr/README.md", "- [One](0001-one.md)\n- [Gone](0009-gone.md)\n")
    write(tmp_path / "docs/adr/0001-one.md", "")
    write(tmp_path / "docs/adr/0003-three.md", "")
    assert decision_faults(tmp_path) == [
        "0003-three.md: not in the index",
        "0009-gone.md: in the index only",
        "0002: missing or twice",
    ]


def test_glossary_faults_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "workers/models.py", "")
    table = (
        "| Finnish | Swedish | English | in the code |\n"
        "|---|---|---|---|\n"
        "| kylä | by | village | `villages.models.Village`, `villages.models.Village.name` |\n"
        "| kylän nimi | | name | `villages.models.Village.nickname`, `villages.moduls` |\n"
        "| mallit | modeller | models | `workers/models.py`, `workers/forms.py`, `gone.models.Worker` |\n"
        "| hyvinvointialue | välfärdsområde | wellbeing services county | not yet |\n"
    )
    write(tmp_path / "docs/glossary.md", table)
    assert glossary_faults(tmp_path, ["villages.models.Village", "workers.models.Worker"]) == [
        "kylän nimi: not four columns with words",
        "hyvinvointialue: no place in the code",
        "villages.models.Village.nickname: not in the code",
        "villages.moduls: not in the code",
        "workers/forms.py: not in the code",
        "gone.models.Worker: not in the code",
        "workers.models.Worker: not in the glossary",
    ]


def test_decisions_without_code_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "laavu/walls.py", "")
    write(tmp_path / "docs/adr/0001-walls.md", "In the code: `laavu/walls.py`, `laavu/gone.py`.\n")
    write(tmp_path / "docs/adr/0002-words.md", "Words alone, and `laavu/walls.py`.\n")
    write(tmp_path / "docs/adr/README.md", "`laavu/index.py`")
    assert decisions_without_code(tmp_path) == [
        "0001-walls.md: laavu/gone.py",
        "0002-words.md: names no code",
    ]


def test_undocumented_settings_are_seen(tmp_path: Path) -> None:
    write(
        tmp_path / "laavu/settings.py", 'A = env.bool("DEBUG", False)\nB = key_from("SECRET_KEY", "file")\n'
    )
    write(tmp_path / "docs/deployment.md", "| `DEBUG` | off |\n| `VERBOSE` | on |\n")
    assert undocumented_settings(tmp_path) == [
        "SECRET_KEY: not in docs/deployment.md",
        "VERBOSE: read nowhere",
    ]


def test_dead_links_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "README.md", "[a](docs/a.md#part) [b](docs/b.md) [c](https://example.org/c.md)")
    write(tmp_path / "docs/a.md", "")
    assert dead_links(tmp_path) == ["README.md: docs/b.md"]
