"""Run programs that refuse to run as root: as the user who starts them, or when that is root as nobody."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Account", "AccountError", "account_for"]

NOBODY = "nobody"
# With these the unprivileged user gets into a folder that only root may enter. `no_setuid_fixup` makes
# access(2) count them too, by which pg_ctl looks for the programs beside it.
CAPABILITIES = "+dac_override,+dac_read_search"


class AccountError(Exception):
    """No user was found under whom the program can run; the text tells people what to do."""


@dataclass(frozen=True)
class Account:
    """Under which user, and through which wrapper, programs are started; without ids as ourselves."""

    wrapper: tuple[str, ...] = ()
    user: int | None = None
    group: int | None = None

    def run(
        self, program: Path | str, *arguments: Path | str, text: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run to the end, with `text` on standard input; the exit status is for the caller to look at."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        switches = not self.wrapper and self.user is not None
        return subprocess.run(
            [*self.wrapper, str(program), *map(str, arguments)],
            check=False,
            cwd="/",  # the working folder may be closed to this user
            env=environment | {"LC_ALL": "C"},
            input=text,
            capture_output=True,
            text=True,
            start_new_session=True,  # an interrupt from the keyboard is not for the server
            user=self.user if switches else None,
            group=self.group if switches else None,
            extra_groups=[] if switches else None,
        )

    def own(self, path: Path) -> None:
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group)

    def reaches(self, folder: Path, program: Path) -> bool:
        """Whether this user can enter the folder and start the program."""
        try:
            entered = self.run("/bin/sh", "-c", 'cd "$1" && exec "$2" -V', "sh", folder, program)
        except (OSError, subprocess.SubprocessError):
            return False
        return entered.returncode == 0


def account_for(data: Path, program: Path) -> Account:
    """The account for a program whose data lie in `data` (which need not exist yet)."""
    owner = _owner(data)
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise AccountError(
                f"{data} belongs to another user (id {owner}): run as that user, or remove it."
            )
        return Account()
    entry = _unprivileged(data, owner)
    closed = data.parent
    plain = Account(user=entry.pw_uid, group=entry.pw_gid)
    if plain.reaches(closed, program):
        return plain
    capable = Account(wrapper=_wrapper(entry), user=entry.pw_uid, group=entry.pw_gid)
    if capable.wrapper and capable.reaches(closed, program):
        return capable
    raise AccountError(
        f"PostgreSQL does not run as root, and the user {entry.pw_name} cannot enter {closed} or start "
        f"{program}. Run as an ordinary user, move the project to a folder that all may enter, "
        "or set DATABASE_URL."
    )


def _unprivileged(data: Path, owner: int | None) -> pwd.struct_passwd:
    """Whose data they are already, else whose project it is, else nobody."""
    parents = [_owner(folder) for folder in data.parents[:2]]
    for candidate in (owner, *parents):
        if candidate:
            try:
                return pwd.getpwuid(candidate)
            except KeyError:  # a container's user without a name: PostgreSQL refuses it
                continue
    try:
        return pwd.getpwnam(NOBODY)
    except KeyError:
        raise AccountError(
            f"PostgreSQL does not run as root, and there is no user {NOBODY}: set DATABASE_URL."
        ) from None


def _owner(path: Path) -> int | None:
    try:
        return path.stat().st_uid
    except FileNotFoundError:
        return None


def _wrapper(entry: pwd.struct_passwd) -> tuple[str, ...]:
    """Begins a command that changes the user but keeps the right to pass closed folders; else empty."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return ()
    return (
        setpriv,
        f"--reuid={entry.pw_uid}",
        f"--regid={entry.pw_gid}",
        "--clear-groups",
        "--securebits=+no_setuid_fixup",
        f"--inh-caps={CAPABILITIES}",
        f"--ambient-caps={CAPABILITIES}",
    )
