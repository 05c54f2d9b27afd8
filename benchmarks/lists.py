"""Lists from 1,000 to 100,000 rows: what the first and a deep page cost as the list grows.

.venv/bin/python -m benchmarks.lists [--rounds 40]
"""

import argparse
import sys
from datetime import date
from random import Random

from benchmarks import scratch
from benchmarks.pages import page

SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--size", type=int, help="measure one size, in this process")
    options = parser.parse_args()
    if options.size:
        measure(options.size, options.rounds)
        return
    import subprocess

    for size in SIZES:  # each in a process of its own: settings name one database
        command = [
            sys.executable,
            "-m",
            "benchmarks.lists",
            "--size",
            str(size),
            "--rounds",
            str(options.rounds),
        ]
        subprocess.run(command, check=True)


def measure(size: int, rounds: int) -> None:
    """Print the times of one size, made first where it is missing."""
    if scratch.use(f"laavu_bench_list_{size}"):
        fill(size)
        scratch.analyze()
    from django.urls import reverse

    for name in ("worker_list", "placement_list"):
        address = reverse(name)
        page(f"{size:7} {name}, first", address, rounds)
        page(f"{size:7} {name}, deep", deep(address), rounds)


def deep(address: str) -> str:
    """Address of the page in the middle of a list: found by its own links from the far end."""
    import re

    from benchmarks.pages import client

    browser = client()
    text = browser.get(address + "?end=1").content.decode()
    found = re.search(r'href="(\?[^"]*before=[^"]+)"', text)
    return address + (found[1].replace("&amp;", "&") if found else "?end=1")


def fill(size: int) -> None:
    """People and placements without hours."""
    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality
    from laavu.demo import making, users

    municipality = Municipality.objects.create(code=making.CODE, name=making.NAME, is_demo=True)
    with acting_for(municipality):
        chance = Random(1)  # noqa: S311 - no secret hangs on it
        demo = making.Demo(municipality, chance, date(2024, 11, 1), date(2026, 11, 2))
        making.make_places(demo, 1)
        making.make_people(demo, size)
        making.make_placements(demo)
        users.make_users(demo)


if __name__ == "__main__":
    main()
