"""What `make run` runs: the database, the web server and one background worker, until Ctrl-C or SIGTERM.

Whatever of it dies meanwhile is reported and started again; what dies at every start ends the run.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import psycopg

from laavu.embedded import APP_ROLE, OWNER_ROLE, Server, ServerError
from tools import prepare

PROJECT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
BIN = Path(sys.executable).parent
TICK = 0.5
STOP_SECONDS = 20
QUICK_END = 10
QUICK_ENDS = 3


class RunError(Exception):
    """The program cannot be run, or ran into something that starting again does not cure."""


@dataclass
class Child:
    """A process that is kept running, in a session of its own: Ctrl-C is for this process alone."""

    name: str
    command: tuple[str | Path, ...]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0
    quick_ends: int = 0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [str(part) for part in self.command],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def keep(self) -> None:
        """Report an ended process and start it again."""
        status = self.process.poll() if self.process else None
        if status is None:
            return
        how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
        self.quick_ends = self.quick_ends + 1 if time.monotonic() - self.started < QUICK_END else 0
        if self.quick_ends >= QUICK_ENDS:
            raise RunError(f"The {self.name} {how}, again and again. Its own words are above.")
        say(f"The {self.name} {how}: starting it again.")
        self._signal(signal.SIGKILL)  # what it left behind
        self.start()

    def ask_to_stop(self) -> None:
        self._signal(signal.SIGTERM)

    def stop(self) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            say(f"The {self.name} did not stop in {STOP_SECONDS} s: killing it.")
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def database() -> Iterator[Server | None]:
    """The embedded server, held, its addresses in the environment; None where DATABASE_URL is set."""
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    with Server().held() as server:
        os.environ["DATABASE_URL"] = server.url(APP_ROLE)
        os.environ["DATABASE_OWNER_URL"] = server.url(OWNER_ROLE)
        yield server


def require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise RunError(
                f"Port {port} is taken ({error.strerror}): choose another, 'make run PORT=8001'."
            ) from error


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def children(port: int) -> tuple[Child, ...]:
    web = (BIN / "gunicorn", "laavu.wsgi", "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "2")
    return (
        Child("web server", (*web, "--log-level", "warning")),
        Child("background worker", (sys.executable, "manage.py", "db_worker")),
    )


def municipalities() -> list[bool]:
    """Of each municipality whether it is the demo."""
    with psycopg.connect(os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]) as connection:
        return [bool(row[0]) for row in connection.execute("SELECT is_demo FROM accounts_municipality")]


def announce(port: int) -> None:
    say(f"\nLaavu answers at http://localhost:{port}/ (Ctrl-C stops it)")
    if any(municipalities()):
        say("\nUsers of the demo municipality, with their password and role:")
        prepare.manage("make_demo", "--users")


def serve(port: int, server: Server | None) -> None:
    """Keep everything running; comes back only by an exception."""
    kept = children(port)
    try:
        for child in kept:
            child.start()
        while not answers(port):
            watch(kept, server)
        announce(port)
        while True:
            watch(kept, server)
    finally:
        stop(kept)


def watch(kept: tuple[Child, ...], server: Server | None) -> None:
    time.sleep(TICK)
    if server is not None and server.revive():
        say("The database server was gone: started it again.")
    for child in kept:
        child.keep()


def stop(kept: tuple[Child, ...]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in kept:
        child.ask_to_stop()
    for child in kept:
        child.stop()


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    signal.signal(signal.SIGINT, _interrupt)  # a shell starts background jobs with it ignored
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    port = int(os.environ.get("PORT") or "8000")
    try:
        require_free(port)
        os.environ.setdefault("SITE_ADDRESS", f"http://localhost:{port}")
        with database() as server:
            prepare.prepare()
            if not municipalities():
                say("Making the demo municipality …")
                prepare.manage("make_demo")
            serve(port, server)
    except KeyboardInterrupt:
        say("\nStopped.")
    except (RunError, ServerError, prepare.PrepareError) as error:
        sys.exit(f"laavu: {error}")


if __name__ == "__main__":
    main()
