"""The product as it runs: a web server over a demo municipality, and browsers that have signed in."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

import psycopg
from playwright.sync_api import Browser, BrowserContext, Page

from laavu.demo.users import PASSWORD

PROJECT = Path(__file__).resolve().parent.parent.parent
EMAILS = {
    "coordinator": "koordinaattori@laavu.example",
    "evaluator": "arvioija@laavu.example",
    "administrator": "paakayttaja@laavu.example",
    "treasurer": "rahastonhoitaja@laavu.example",
    "supervisor": "ohjaaja@laavu.example",
    "funder": "rahoittaja@laavu.example",
}
START_SECONDS = 60
PORTS = range(20_000, 32_000)


def address_of(url: str, database: str) -> str:
    """The same server's address, of another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def free_port(wanted: int = 0) -> int:
    """A port of loopback that can be listened on: any, or the wanted one as soon as it is free again.

    Killing a group does not wait for it: a worker of a killed server holds its port until the kernel has
    taken the worker apart. Ports are below those that systems give to outgoing connections, so that no
    connection of another test takes the number while a server is down.
    """
    end = time.monotonic() + START_SECONDS
    while True:
        port = wanted or secrets.choice(PORTS)
        try:
            with socket.socket() as free:
                free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                free.bind(("127.0.0.1", port))
                return port
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@dataclass
class Site:
    """A server process over one database; `states` are the browsers' cookies by role."""

    database: str
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    states: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        owner = os.environ.get("DATABASE_OWNER_URL", "")
        return {
            **os.environ,
            "DATABASE_URL": address_of(os.environ["DATABASE_URL"], self.database),
            "DATABASE_OWNER_URL": address_of(owner, self.database) if owner else "",
            "DJANGO_SETTINGS_MODULE": "laavu.settings",
        }

    def manage(self, *words: str) -> str:
        """Output of a command; an error when it fails."""
        return self.python("manage.py", *words)

    def add(self, module: str) -> None:
        """Add what a module of these tests makes."""
        self.python("-m", module)

    def python(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=PROJECT, env=self.environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def start(self) -> None:
        """Start the web server on a free port of loopback and wait for its first answer."""
        self.port = free_port(self.port)
        command = [
            sys.executable, "-m", "gunicorn", "laavu.wsgi", "--bind", f"127.0.0.1:{self.port}",
            "--workers", "1", "--threads", "4", "--log-level", "error", "--no-control-socket",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=PROJECT, env=self.environment, start_new_session=True)
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/tili/kirjaudu/", timeout=5):  # noqa: S310 - our own
                    return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        self.stop()
        raise AssertionError("the web server did not answer")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the server and its workers."""
        if self.process is not None:
            os.killpg(self.process.pid, how)
            self.process.wait(timeout=30)
            self.process = None

    def sign_in(self, browser: Browser, role: str) -> BrowserContext:
        """A context in which the role's demo user has signed in."""
        if role not in self.states:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{self.url}/tili/kirjaudu/")
            page.fill("input[name=login]", EMAILS[role])
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda address: "kirjaudu" not in address)
            self.states[role] = context.storage_state()
            context.close()
        return browser.new_context(storage_state=self.states[role], base_url=self.url)

    def rows(self, role: str, statement: str) -> list[Any]:
        """Rows that the role's user may see: asked as the application, under the database's own walls."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            if not os.environ.get("DATABASE_OWNER_URL"):
                connection.execute("SET ROLE laavu_app")
            found = connection.execute(
                "SELECT id FROM accounts_user WHERE email = %s", [EMAILS[role]]
            ).fetchone()
            assert found is not None
            connection.execute("SELECT set_config('laavu.user_id', %s, true)", [str(found[0])])
            return connection.execute(statement).fetchall()


def watch(page: Page) -> list[str]:
    """Collects what the browser complains about: errors of scripts and of the content security policy."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints
