"""Nothing of the machine that it was written on: no package registry's host, no path of somebody's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.repository.files import PROJECT, name_of, ours, write

BINARY = frozenset({".mo", ".png", ".ico", ".woff2", ".xlsx", ".ods", ".pdf", ".icc", ".jpg"})
# Brackets, so that this file does not find itself.
REGISTRIES = re.compile(
    r"pypi[.]org|pythonhosted[.]org|npmjs[.]org|deb[.]debian[.]org|unpkg[.]com|jsdelivr[.]net"
)
OWN_PATHS = re.compile(r"(?<![\w.])/(?:[w]ork|[r]oot|[h]ome/\w+|[U]sers/\w+)/[\w.]")
LOCKS = ("requirements/base.txt", "requirements/dev.txt", "requirements/node.txt")


def strange_addresses(root: Path) -> list[str]:
    """Lines that name a package registry or a folder outside the project."""
    found = []
    for path in ours(root):
        if path.suffix in BINARY:
            continue
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        found += [
            f"{name_of(path, root)}:{number}: {line.strip()[:80]}"
            for number, line in lines
            if REGISTRIES.search(line) or OWN_PATHS.search(line)
        ]
    return found


def unlocked(root: Path) -> list[str]:
    """Locked requirements without a hash, or with an address."""
    return [
        f"{name}: {line.split(' ')[0]}"
        for name in LOCKS
        for line in (root / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        if "://" in line or line.startswith("-") or "--hash=sha256:" not in line
    ]


def unlocked_packages(root: Path) -> list[str]:
    """Front-end packages without a checksum, with an address, or with a range for a version."""
    wanted = json.loads((root / "package.json").read_text(encoding="utf-8"))
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    ranges = {**wanted.get("dependencies", {}), **wanted.get("devDependencies", {})}
    return [
        *(name for name, version in ranges.items() if not re.fullmatch(r"[\d.]+", version)),
        *(
            name
            for name, entry in packages.items()
            if name and ("resolved" in entry or "integrity" not in entry)
        ),
    ]


def test_no_file_names_a_registry_or_a_folder_of_its_own_machine() -> None:
    assert strange_addresses(PROJECT) == []


def test_every_locked_requirement_has_a_hash_and_no_address() -> None:
    assert unlocked(PROJECT) == []


def test_every_front_end_package_is_pinned_without_an_address() -> None:
    assert unlocked_packages(PROJECT) == []


def test_strange_addresses_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", "index = 'https://pypi{}/simple'\n".format(".org"))
    write(tmp_path / "b.py", 'PATH = "/{}/aino/laavu"\n'.format("home"))
    write(tmp_path / "c.py", 'PATH = "/work"\nother = "/workers/1/"\n')
    assert [line.split(":")[0] for line in strange_addresses(tmp_path)] == ["a.toml", "b.py"]


def test_unlocked_requirements_are_seen(tmp_path: Path) -> None:
    for name in LOCKS:
        write(tmp_path / name, "django==5.2 \\\n    --hash=sha256:ab\nunhashed==1.0\n")
    assert unlocked(tmp_path) == [f"{name}: unhashed==1.0" for name in LOCKS]


def test_unlocked_packages_are_seen(tmp_path: Path) -> None:
    write(tmp_path / "package.json", '{"dependencies": {"a": "^1.0.0", "b": "1.0.0"}}')
    entries = {"": {}, "b": {"resolved": "somewhere", "integrity": "x"}, "a": {"integrity": "x"}}
    write(tmp_path / "package-lock.json", json.dumps({"packages": entries}))
    assert unlocked_packages(tmp_path) == ["a", "b"]
