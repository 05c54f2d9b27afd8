"""The main pages and `evaluate` on a large municipality.

    .venv/bin/python -m benchmarks.pages [--scale 35] [--rounds 40]

Scale 35 is about 10,000 people and 1,000,000 hour entries. Each page is asked for through the whole
of Django (middleware, access, database, template) without a network between.
"""

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import scratch
from benchmarks.timing import timed


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=35)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    made = scratch.use(f"laavu_bench_{str(options.scale).replace('.', '_')}")
    from laavu.demo.management.commands.make_demo import make

    if made:
        sys.stdout.write(
            f"making the municipality: {make(scale=options.scale, seed=1, today=date(2026, 11, 2))}\n"
        )
        scratch.analyze()
    for name, address in addresses():
        page(name, address, options.rounds)
    evaluate(max(3, options.rounds // 8))


def addresses() -> list[tuple[str, str]]:
    """The five main pages, and the deep end of the two longest lists."""
    from django.urls import reverse

    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality
    from placements.models import Month

    with acting_for(Municipality.objects.get(code="999")):
        month = Month.objects.select_related("placement").filter(state="locked").latest("first_day")
    return [
        ("today", reverse("today")),
        ("people, first page", reverse("worker_list")),
        ("people, last page", reverse("worker_list") + "?end=1"),
        ("placements, first page", reverse("placement_list")),
        ("placements, last page", reverse("placement_list") + "?end=1"),
        ("hours of all", reverse("hours")),
        (
            "hours of one month",
            reverse(
                "hours_month", args=[month.placement.public_id, month.first_day.year, month.first_day.month]
            ),
        ),
    ]


def client() -> Any:
    """A signed-in coordinator."""
    from django.test import Client

    from laavu.accounts.models import User

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(
        User.objects.get(email="koordinaattori@laavu.example"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return browser


def page(name: str, address: str, rounds: int) -> None:
    """Print a page's times and its number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = client()
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
    count = len(queries)  # the next request empties the log
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    sys.stdout.write(f"{name:28} {timed(lambda: browser.get(address), rounds)}  {count} queries\n")


def evaluate(rounds: int) -> None:
    """Print the times of the command, data alone and as PDF."""
    from django.core.management import call_command

    for ending in ("json", "pdf"):
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / f"report.{ending}"

            def run(target: Path = target) -> None:
                call_command(
                    "evaluate", "--municipality", "999", "--from", "2024-11-01", "--to", "2026-10-31",
                    "--output", str(target), verbosity=0, stdout=sys.stderr,
                )  # fmt: skip

            sys.stdout.write(f"{'evaluate ' + ending:28} {timed(run, rounds, warm_up=1)}\n")


if __name__ == "__main__":
    main()
