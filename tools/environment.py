"""Makes what everything else runs in: Python packages in .venv, front-end packages in node_modules.

Runs before either exists, so with nothing but the standard library. What is up to date already is left
alone: the sum of what it was made from lies inside it.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = PROJECT / "requirements" / "dev.txt"
NODE_REQUIREMENTS = PROJECT / "requirements" / "node.txt"
NODE_MODULES = PROJECT / "node_modules"
OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
PDF_LIBRARIES = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz-subset")
PDF_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")


class SetupError(Exception):
    """Something that only the person at the machine can put right; the text says how."""


def make() -> None:
    var = PROJECT / "var"
    var.mkdir(exist_ok=True)
    with (var / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _make_pdf_libraries()
        _make_python()
        _make_node()


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(*command: str | Path) -> None:
    """Run a step in the project's folder with its output shown; a failed step ends the set-up."""
    ended = subprocess.run(
        [str(part) for part in command], cwd=PROJECT, check=False, stdin=subprocess.DEVNULL
    )
    if ended.returncode != 0:
        raise SetupError(f"This step failed (exit status {ended.returncode}): {' '.join(map(str, command))}")


def install_system_packages(names: Iterable[str]) -> bool:
    """True if they were installed: only root on a Debian-like system can."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q")
    for command in ((*apt, "update"), (*apt, "install", "-y", "--no-install-recommends", *names)):
        quiet = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if quiet.returncode != 0:
            say(quiet.stderr.strip())
            return False
    return True


def _make_pdf_libraries() -> None:
    if not sys.platform.startswith("linux") or _has_pdf_libraries():
        return
    say("Pango is missing, which makes the PDF documents: installing it …")
    if not install_system_packages(PDF_PACKAGES):
        raise SetupError(
            "Pango is missing, which makes the PDF documents. Install it and start again: on Debian or "
            f"Ubuntu 'apt-get install {' '.join(PDF_PACKAGES)}', on Fedora 'dnf install pango'."
        )


def _has_pdf_libraries() -> bool:
    try:
        for name in PDF_LIBRARIES:
            ctypes.CDLL(f"{name}.so.0")
    except OSError:
        return False
    return True


def _make_python() -> None:
    if VENV.is_symlink():
        return  # another clone's environment, which that clone keeps up to date
    place, packages = _sum(str(PROJECT)), _sum(REQUIREMENTS.read_bytes())
    made_from = _stamp(VENV).read_text().split() if _works(PYTHON) and _stamp(VENV).is_file() else []
    if made_from == [place, packages]:
        return
    say("Installing the Python packages into .venv (a minute or two) …")
    if made_from[:1] != [place]:  # the scripts in it name their own folder: a moved one is of no use
        run(_interpreter(), "-m", "venv", "--clear", VENV)
    _stamp(VENV).write_text(place)
    _pip_install(REQUIREMENTS)
    _stamp(VENV).write_text(f"{place}\n{packages}\n")


def _works(python: Path) -> bool:
    """Whether it starts: the Python that an environment was made from may have gone."""
    try:
        return subprocess.run([python, "-c", ""], check=False, stdin=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _interpreter() -> str:
    """This Python, or a newer one of the machine where this one is too old."""
    if sys.version_info >= OLDEST:
        interpreter = getattr(sys, "_base_executable", None) or sys.executable
    else:
        found = [path for path in map(shutil.which, NEWER_PYTHONS) if path]
        if not found:
            raise SetupError(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        interpreter = found[0]
    lacking = subprocess.run([interpreter, "-c", "import ensurepip, venv"], check=False, capture_output=True)
    if lacking.returncode == 0:
        return str(interpreter)
    package = f"python3.{sys.version_info.minor}-venv"
    if install_system_packages([package]):
        return str(interpreter)
    raise SetupError(f"Python's 'venv' is missing. Install it and start again: 'apt-get install {package}'.")


def _make_node() -> None:
    if NODE_MODULES.is_symlink():
        return
    made_from = _sum((PROJECT / "package-lock.json").read_bytes())
    if _stamp(NODE_MODULES).is_file() and _stamp(NODE_MODULES).read_text() == made_from:
        return
    say("Installing the front-end packages into node_modules …")
    settings = [f"PATH={VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"]
    authorities = next((path for path in CERTIFICATES if Path(path).is_file()), None)
    if authorities and "NODE_EXTRA_CA_CERTS" not in os.environ:
        # A closed network's own authority is known to the system, not to a Node.js from a package.
        settings.append(f"NODE_EXTRA_CA_CERTS={authorities}")
    run("env", *settings, _npm(), "ci", "--no-progress")
    _stamp(NODE_MODULES).write_text(made_from)


def _npm() -> str | Path:
    own = VENV / "bin" / "npm"
    if not own.exists():
        found = shutil.which("npm")
        if found and shutil.which("node"):
            return found
        say("No Node.js on this machine: installing it into .venv …")
        _pip_install(NODE_REQUIREMENTS)
    return own


def _pip_install(requirements: Path) -> None:
    quietly = ("-qq", "--no-input", "--disable-pip-version-check", "--progress-bar", "off")
    # The lock names every package, so pip need not look for what they ask for: for an extra
    # (coverage[toml]) it would take a release newer than the lock, and refuse it for want of a hash.
    run(PYTHON, "-m", "pip", "install", *quietly, "--no-deps", "--require-hashes", "-r", requirements)


def _stamp(folder: Path) -> Path:
    return folder / ".made-from"


def _sum(*parts: str | bytes) -> str:
    sums = (hashlib.sha256(part.encode() if isinstance(part, str) else part).hexdigest() for part in parts)
    return hashlib.sha256("".join(sums).encode()).hexdigest()


def main() -> None:
    try:
        make()
    except SetupError as error:
        sys.exit(f"laavu: {error}")
    except PermissionError as error:
        sys.exit(f"laavu: {error.filename} belongs to another user: work as that user, or remove it.")


if __name__ == "__main__":
    main()
