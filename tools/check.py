"""What `make check` runs: all that can be said about the code without running it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from laavu.embedded import ServerError, ensure_environment

PROJECT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DJANGO = "5.2"


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str | Path, ...]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    check: Check
    passed: bool
    output: str
    seconds: float


def files(*patterns: str) -> list[str]:
    """The project's own files, also those not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],  # noqa: S607
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [name for name in listed.stdout.splitlines() if (PROJECT / name).is_file()]


def checks() -> list[Check]:
    templates = files("templates/*.html")
    manage = (sys.executable, "manage.py")
    return [
        Check("types", (BIN / "mypy", ".")),
        Check("format", (BIN / "ruff", "format", "--check", "--output-format", "concise", ".")),
        Check("lint", (BIN / "ruff", "check", "--output-format", "concise", ".")),
        Check("import arrows", (BIN / "lint-imports",)),
        Check("template format", (BIN / "djade", "--check", "--target-version", DJANGO, *templates)),
        Check("template lint", (BIN / "djlint", "--lint", "--quiet", *templates)),
        Check("old idioms", (BIN / "django-upgrade", "--check", "--target-version", DJANGO, *files("*.py"))),
        Check("dependencies", (BIN / "deptry", ".")),
        Check("migrations", (*manage, "makemigrations", "--check", "--dry-run")),
        Check("translations", (sys.executable, "-m", "tools.catalogues", "--check")),
        Check("deployment", (*manage, "check", "--deploy", "--fail-level", "WARNING"), production()),
    ]


def production() -> dict[str, str]:
    """Settings as strict as a city's own."""
    key = f"1:{secrets.token_hex(32)}"
    return {
        "LAAVU_PRODUCTION": "true",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "IDENTITY_KEYS": key,
        "IDENTITY_INDEX_KEY": key,
        "ALLOWED_HOSTS": "laavu.example",
    }


def outcome(check: Check) -> Outcome:
    begun = time.monotonic()
    ended = subprocess.run(
        [str(part) for part in check.command],
        cwd=PROJECT,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | check.environment,
    )
    return Outcome(check, ended.returncode == 0, ended.stdout, time.monotonic() - begun)


def main() -> None:
    try:
        ensure_environment()
    except ServerError as error:
        sys.exit(f"laavu: {error}")
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for found in pool.map(outcome, checks()):
            sys.stdout.write(
                f"{'ok  ' if found.passed else 'FAIL'} {found.check.name} ({found.seconds:.1f} s)\n"
            )
            if not found.passed:
                failed.append(found.check.name)
                sys.stdout.write(found.output)
            sys.stdout.flush()
    sys.exit(f"laavu: failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
