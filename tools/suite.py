"""What `make test` runs: finds a browser, then the suite, part of it on an older PostgreSQL as well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from laavu.embedded import APP_ROLE, OWNER_ROLE, VAR, Server, ServerError, ensure_environment
from tools import catalogues
from tools.environment import install_system_packages, say

PROJECT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PDF_TOOLS = {"pdfinfo": "poppler-utils", "qpdf": "qpdf"}
OLD_BINARIES = Path("/usr/lib/postgresql/15/bin")
OLD_DATA = VAR / "postgres15"
# Whoever has nothing left takes over from the other: walks of whole roles take minutes each.
WORKERS = ("-n", "2", "--dist", "worksteal")
# What asks most of the database: constraints, triggers, walls, queries.
NEAR_THE_DATABASE = (
    *(
        "access",
        "actions",
        "audit",
        "constraints",
        "history",
        "imports",
        "indicators",
        "models",
        "statistics",
    ),
    *("rules", "tables", "tenant", "trigger", "walls"),
)


def pytest(*arguments: str) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=PROJECT, check=False, stdin=subprocess.DEVNULL).returncode


def find_browser() -> None:
    """CHROMIUM becomes the path of the machine's browser, or the system package's; else Playwright's."""
    if os.environ.get("CHROMIUM"):
        return
    found = _installed_browser()
    if found is None:
        say("No Chromium on this machine: installing it for the tests …")
        if install_system_packages(["chromium"]):
            found = _installed_browser()
    if found is not None:
        os.environ["CHROMIUM"] = found
        return
    install = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(install, cwd=PROJECT, check=False, stdin=subprocess.DEVNULL).returncode != 0:
        say("laavu: no browser for the tests that need one. Install Chromium, or set CHROMIUM to its path.")


def find_pdf_tools() -> None:
    """Programs of others that look into our PDFs; without them those tests are skipped, and say so."""
    lacking = [package for tool, package in PDF_TOOLS.items() if shutil.which(tool) is None]
    if lacking and not install_system_packages(lacking):
        say(f"laavu: tests that look into PDFs need {', '.join(lacking)}; without them they are skipped.")


def _installed_browser() -> str | None:
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def old_postgresql(arguments: list[str]) -> int:
    """The tests near the database, on PostgreSQL 15 where the machine has it; 0 where it has not."""
    if not (OLD_BINARIES / "initdb").is_file():
        say(f"No PostgreSQL 15 on this machine ({OLD_BINARIES}): the suite runs on the embedded one alone.")
        return 0
    files = sorted(
        str(path) for word in NEAR_THE_DATABASE for path in PROJECT.glob(f"tests/[!r]*/test_*{word}*.py")
    )
    if not files:
        return 0
    say("On PostgreSQL 15:")
    shutil.rmtree(OLD_DATA, ignore_errors=True)
    server = Server(data=OLD_DATA, binaries=OLD_BINARIES, settings={"fsync": "off"})
    before = dict(os.environ)
    try:
        with server.held():
            os.environ["DATABASE_URL"] = server.url(APP_ROLE)
            os.environ["DATABASE_OWNER_URL"] = server.url(OWNER_ROLE)
            return pytest(*WORKERS, "-q", "--no-header", "-m", "not browser", *(arguments or files))
    finally:
        os.environ.clear()
        os.environ.update(before)
        shutil.rmtree(OLD_DATA, ignore_errors=True)


def main() -> None:
    arguments = sys.argv[1:]
    only_old = "--postgresql15" in arguments
    arguments = [argument for argument in arguments if argument != "--postgresql15"]
    catalogues.compile_catalogues()
    try:
        status = old_postgresql(arguments if only_old else []) if only_old or not arguments else 0
        if only_old:
            sys.exit(status)
        ensure_environment()
    except ServerError as error:
        sys.exit(f"laavu: {error}")
    find_browser()
    find_pdf_tools()
    sys.exit(pytest(*WORKERS, *arguments) or status)


if __name__ == "__main__":
    main()
