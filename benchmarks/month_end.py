"""Month's end: many treasurers save the hours of a month at the same time, against two web processes.

    .venv/bin/python -m benchmarks.month_end [--treasurers 200] [--people 3] [--processes 2]

Each treasurer is a client with a session of their own, over HTTP: opens the facts, then sends each person's
month in one message, all treasurers within the same few seconds. An answer that is late is sent again, as a
device does. Afterwards every acknowledged entry has to stand in the database, once.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from benchmarks import scratch

PROJECT = Path(__file__).resolve().parent.parent
WITHIN = 5.0  # seconds in which all begin
PATIENCE = 60  # seconds for one answer
TOKEN = "t" * 32  # of the made-up sessions: cookie and header are the same
START_SECONDS = 60


@dataclass
class Treasurer:
    """One client: its cookie, its people, what it was answered, and how long each answer took."""

    user: str
    session: str
    placements: list[str]
    kept: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def work(self, port: int, days: Sequence[date]) -> None:
        time.sleep(random.uniform(0, WITHIN))  # noqa: S311 - no secret hangs on it
        self.ask(port, "GET", "/tunnit/ilman-verkkoa/tiedot/", None)
        for placement in self.placements:
            entries = [
                {
                    "key": str(uuid4()), "placement": placement, "day": day.isoformat(), "hours": "5,00",
                    "kind": "work", "entry": "", "seen": "",
                }
                for day in days
            ]  # fmt: skip
            answer = self.ask(port, "POST", "/tunnit/laheta/", {"user": self.user, "entries": entries})
            if answer is not None:
                told = {one["key"] for one in answer["answers"] if one["state"] == "kept"}
                self.kept |= told
                self.errors += [str(one) for one in answer["answers"] if one["state"] != "kept"]

    def ask(self, port: int, method: str, path: str, body: Any) -> Any:
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "Content-Type": "application/json",
            "X-CSRFToken": TOKEN,
        }
        begin = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            with connection.getresponse() as answer:
                content = answer.read()
                if answer.status != 200:
                    self.errors.append(f"{method} {path}: {answer.status}")
                    return None
            if method == "POST":
                self.times.append(time.perf_counter() - begin)
            return json.loads(content)
        except (OSError, http.client.HTTPException) as error:
            self.errors.append(f"{method} {path}: {type(error).__name__}")
            return None
        finally:
            connection.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--treasurers", type=int, default=200)
    parser.add_argument("--people", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    scratch.use(f"laavu_bench_month_end_{options.treasurers}_{options.people}")
    first = date(2026, 10, 1)
    days = [first + timedelta(days=step) for step in range(31)]
    days = [day for day in days if day.weekday() < 5]
    treasurers = prepared(options.treasurers, options.people)
    process, port = started(options.processes)
    try:
        begin = time.perf_counter()
        with ThreadPoolExecutor(len(treasurers)) as pool:
            list(pool.map(lambda one: one.work(port, days), treasurers))
        whole = time.perf_counter() - begin
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)
    tell(treasurers, whole, len(days))


def tell(treasurers: Sequence[Treasurer], whole: float, days: int) -> None:
    times = sorted(taken for one in treasurers for taken in one.times)
    kept = set[str]().union(*(one.kept for one in treasurers))
    errors = [text for one in treasurers for text in one.errors]
    written = keys()
    sys.stdout.write(
        f"treasurers {len(treasurers)}, messages {len(times)} of {days} entries, {whole:.1f} s\n"
    )
    sys.stdout.write(f"errors {len(errors)} {sorted(set(errors))[:3] if errors else ''}\n")
    lost, twice = len(kept - set(written)), len(written) - len(set(written))
    sys.stdout.write(f"acknowledged {len(kept)}, written {len(written)}, lost {lost}, twice {twice}\n")
    if len(times) > 1:
        p95 = quantiles(times, n=20)[-1]
        sys.stdout.write(f"a message: {median(times) * 1000:.0f} ms median, {p95 * 1000:.0f} ms p95\n")
    if errors or lost or twice:
        sys.exit(1)


def keys() -> list[str]:
    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality
    from placements.models import HourEntry

    with acting_for(*Municipality.objects.all()):
        found = HourEntry.objects.filter(client_key__isnull=False).values_list("client_key", flat=True)
        return [str(key) for key in found]


def prepared(count: int, people: int) -> list[Treasurer]:
    """Associations with their people and treasurers, signed in; nobody has hours."""
    from django.db import transaction

    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality
    from placements.models import HourEntry, Month, Sending
    from tests import factories as make
    from villages.models import AssociationMember

    with transaction.atomic():
        municipality = Municipality.objects.filter(code="998").first()
        if municipality is None:
            municipality = make.make_municipality(code="998", name="Kuunvaihde", is_demo=True)
            with acting_for(municipality):
                for number in range(count):
                    association = make.make_association(municipality, name=f"Yhdistys {number}")
                    make.make_member(association)
                    for _person in range(people):
                        make.make_placement(
                            make.make_worker(municipality), association, first=date(2026, 1, 1), last=None
                        )
    with acting_for(municipality):
        HourEntry.objects.all().delete()
        Sending.objects.all().delete()
        Month.objects.all().delete()
        members = list(AssociationMember.objects.select_related("user").order_by("id"))
        return [_signed_in(member) for member in members]


def _signed_in(member: Any) -> Treasurer:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from placements.models import Placement

    session = SessionStore()
    session[SESSION_KEY] = str(member.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session.save()
    own = Placement.objects.filter(association=member.association_id).values_list("public_id", flat=True)
    return Treasurer(str(member.user.public_id), str(session.session_key), [str(one) for one in own])


def started(processes: int) -> tuple[subprocess.Popen[bytes], int]:
    """The web server over the scratch database, when it answers."""
    from django.conf import settings
    from django.db import connections

    from tests.browser.site import address_of

    name = settings.DATABASES["default"]["NAME"]
    environment = {
        **os.environ,
        "DATABASE_URL": address_of(os.environ["DATABASE_URL"], name),
        "DATABASE_OWNER_URL": address_of(os.environ["DATABASE_OWNER_URL"], name),
        "DJANGO_SETTINGS_MODULE": "laavu.settings",
    }
    connections.close_all()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable, "-m", "gunicorn", "laavu.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", str(processes), "--threads", "2", "--log-level", "error", "--no-control-socket",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=PROJECT, env=environment, start_new_session=True)
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/laavu.webmanifest")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return process, port
        finally:
            connection.close()
    os.killpg(process.pid, signal.SIGTERM)
    raise SystemExit("the web server did not answer")


if __name__ == "__main__":
    main()
