"""What lies between installed packages and a program that can be started: catalogues and migrations.

Each is left alone while nothing that it is made from has changed, so a second start takes seconds.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from laavu.embedded import VAR, ServerError, ensure_environment
from tools import catalogues

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("laavu", "villages", "workers", "placements", "evaluation")
STAMPS = VAR / "stamps"


class PrepareError(Exception):
    """A step failed; it has said why."""


def prepare() -> None:
    """Wants the addresses of the database in the environment."""
    catalogues.compile_catalogues()
    (PROJECT / "static_root").mkdir(exist_ok=True)  # empty until collectstatic; the web server misses it else
    _once("migrations", _migrations(), "migrate", "--verbosity", "0")


def manage(*arguments: str) -> None:
    """Run one management command to its end, with its output shown."""
    ended = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=PROJECT, check=False, stdin=subprocess.DEVNULL
    )
    if ended.returncode != 0:
        raise PrepareError(f"'manage.py {' '.join(arguments)}' failed: see above.")


def _once(name: str, made_from: str, *arguments: str) -> None:
    stamp = STAMPS / name
    if stamp.is_file() and stamp.read_text() == made_from:
        return
    manage(*arguments)
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)


def _migrations() -> str:
    """What `migrate` goes by, and where it went: the database's address, the birth of the embedded one.

    The access rules that it builds stand in the apps' code, so any change of that counts.
    """
    summed = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode())
    cluster = VAR / "postgres" / "PG_VERSION"
    summed.update(str(cluster.stat().st_ctime_ns if cluster.is_file() else "").encode())
    summed.update((PROJECT / "requirements" / "base.txt").read_bytes())  # packages bring migrations too
    sources = (
        path for package in PACKAGES for kind in ("*.py", "*.sql") for path in (PROJECT / package).rglob(kind)
    )
    for path in sorted(sources):
        summed.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return summed.hexdigest()


def main() -> None:
    try:
        ensure_environment()
        prepare()
    except (PrepareError, ServerError) as error:
        sys.exit(f"laavu: {error}")


if __name__ == "__main__":
    main()
