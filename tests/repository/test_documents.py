"""Documents that name code, settings or each other name what exists."""

from __future__ import annotations

import re
from pathlib import Path

from tests.repository.files import PROJECT, name_of, ours, write

DECISION = re.compile(r"^(\d{4})-[a-z0-9-]+\.md$")
SETTING = re.compile(r"""env(?:\.\w+)?\(\s*["']([A-Z][A-Z0-9_]+)["']""")
KEY = re.compile(r"""key_from\(\s*["']([A-Z][A-Z0-9_]+)["']""")
DEFINED = r"(?m)^\s*(?:class|def|async def)\s+{name}\b|^\s*{name}\s*(?::[^=\n]+)?=|[\"']{name}[\"']"


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


def words_without_code(root: Path) -> list[str]:
    """What the glossary's last column says about the code and the code does not have."""
    sources = (path for path in ours(root, ".py", ".toml") if "tests" not in path.parts)
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    rows = (root / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    columns = (row.rstrip().rstrip("|").rpartition("|")[2] for row in rows if row.startswith("|"))
    words = (word for column in columns for word in re.findall(r"`([^`]+)`", column))
    return [word for word in words if not _in_code(word, root, code)]


def _in_code(word: str, root: Path, code: str) -> bool:
    if "/" in word or (root / word).exists():
        return (root / word).exists()
    last = re.escape(re.split(r"[.(\s]", word.removesuffix("()"))[-1])
    return re.search(DEFINED.format(name=last), code) is not None


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


def test_the_index_lists_every_decision_once() -> None:
    assert decision_faults(PROJECT) == []


def test_the_glossary_names_code_that_exists() -> None:
    assert words_without_code(PROJECT) == []


def test_every_setting_is_explained() -> None:
    assert undocumented_settings(PROJECT) == []


def test_links_between_documents_lead_somewhere() -> None:
    assert dead_links(PROJECT) == []


def test_decision_faults_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "docs/adr/README.md", "- [One](0001-one.md)\n- [Gone](0009-gone.md)\n")
    write(tmp_path / "docs/adr/0001-one.md", "")
    write(tmp_path / "docs/adr/0003-three.md", "")
    assert decision_faults(tmp_path) == [
        "0003-three.md: not in the index",
        "0009-gone.md: in the index only",
        "0002: missing or twice",
    ]


def test_words_without_code_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "workers/models.py", "class Worker:\n    started_on = 1\n")
    table = (
        "| Finnish | English | in the code |\n"
        "|---|---|---|\n"
        "| asiakas | worker | `workers.models.Worker`, `started_on` |\n"
        "| mallit | models | `workers/models.py`, `workers/forms.py` |\n"
        "| ryhmä | group | `placements.models.Group` |\n"
    )
    write(tmp_path / "docs/glossary.md", table)
    assert words_without_code(tmp_path) == ["workers/forms.py", "placements.models.Group"]


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
