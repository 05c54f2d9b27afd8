"""All indicators of one programme among many hour entries, beside the same figures by hand in DuckDB.

    .venv/bin/python -m pip install --no-deps --require-hashes -r requirements/benchmarks.txt
    nice -n 19 .venv/bin/python -m benchmarks.indicators [--entries 1000000] [--keep]

The entries are made in SQL inside a database of their own, with their totals of approved months as the
product keeps them; our own triggers are off while they are made, as nothing else writes there. Each side is
run three times over three years of one programme of a thousand people; the best time of each counts. DuckDB
reads copies of the same rows and counts from single entries. What needs the law (benefits, tax, subsidy)
has no counterpart there; its time is told apart.

What grows with history: entries, read only where a question begins or ends inside a month; totals of months,
some for each month of work, read through an index of municipality and month; and the months of the asked
placements, each with a few answers of the law. A programme's people and the asked days keep all of it down;
nothing reads the placements of other people. All work of a large municipality over ten years is the worst.
"""

import argparse
import importlib
import resource
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import scratch
from benchmarks.filling import fill

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
ROUNDS = 3
TABLES = {
    "entries": "SELECT placement_id, month_id, day, hours, kind FROM placements_hourentry",
    "months": "SELECT id, state FROM placements_month",
    "placements": "SELECT id, worker_id, association_id, group_id, kind, lower(period) AS first,"
    " upper(period) AS after FROM placements_placement",
    "terms": "SELECT placement_id, from_on, hourly_wage FROM placements_terms",
    "relationships": "SELECT worker_id, lower(period) AS first, upper(period) AS after"
    " FROM workers_clientrelationship",
    "participations": "SELECT programme_id, worker_id, lower(period) AS first, upper(period) AS after"
    " FROM evaluation_participation",
}
# The programme's people, placements and hours, written by hand for these tables alone.
BY_HAND = """
WITH asked AS (SELECT DATE '{first}' AS a, DATE '{after}' AS z),
taken AS (
    SELECT q.* FROM participations q, asked WHERE programme_id = {programme}
      AND q.first < z AND coalesce(q.after::DATE, DATE '9999-01-01') > a
), people AS (
    SELECT r.worker_id, bool_or(r.first >= a AND r.first < z) AS is_new
    FROM relationships r, asked
    WHERE r.first < z AND coalesce(r.after::DATE, DATE '9999-01-01') > a
      AND r.worker_id IN (SELECT worker_id FROM taken)
    GROUP BY 1
), placed AS (
    SELECT p.* FROM placements p, asked
    WHERE EXISTS (SELECT 1 FROM taken q WHERE q.worker_id = p.worker_id AND q.first < p.after
                  AND coalesce(q.after::DATE, DATE '9999-01-01') > p.first)
), mine AS (
    SELECT p.* FROM placed p, asked
    WHERE p.association_id IS NOT NULL AND p.first < z AND p.after > a
), paid AS (
    SELECT e.hours, e.kind, t.hourly_wage
    FROM entries e, asked, placed p, months m, terms t
    WHERE p.id = e.placement_id AND m.id = e.month_id AND t.placement_id = p.id
      AND m.state IN ('approved', 'locked') AND e.day >= a AND e.day < z
      AND e.kind IN ('work', 'sick', 'holiday', 'public_holiday')
)
SELECT (SELECT count(*) FROM people) AS participants,
       (SELECT count(*) FROM people WHERE is_new) AS new_participants,
       (SELECT count(DISTINCT worker_id) FROM placed, asked
        WHERE first >= a AND first < z AND worker_id IN (SELECT worker_id FROM people)) AS employed,
       (SELECT count(*) FROM mine, asked WHERE first >= a AND first < z) AS placements_in_associations,
       (SELECT count(DISTINCT association_id) FROM mine) AS employing_associations,
       (SELECT count(DISTINCT association_id) FROM mine WHERE group_id IS NOT NULL) AS group_employers,
       (SELECT sum(date_diff('day', greatest(first, a), least(after, z))) FROM mine, asked) AS days,
       (SELECT sum(hours) FROM paid WHERE kind = 'work') AS worked_hours,
       (SELECT sum(hours) FROM paid) AS paid_hours,
       (SELECT sum(hours * hourly_wage) FROM paid) AS gross_wages
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run")
    options = parser.parse_args()
    name = f"laavu_bench_indicators_{options.entries}"
    begin = perf_counter()
    if scratch.use(name):
        fill(options.entries)
        scratch.analyze()
        say(f"made {options.entries:,} entries in {perf_counter() - begin:.0f} s")
    try:
        compare()
    finally:
        if not options.keep:
            drop(name)


def compare() -> None:
    from evaluation.models import Programme
    from evaluation.statistics.scope import Scope
    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality

    municipality = Municipality.objects.get(code="998")
    with acting_for(municipality):
        programme = Programme.objects.get(municipality=municipality)
        scope = Scope(municipality.pk, FIRST, LAST, programme.pk)
        ours, figures = of_laavu(scope)
        part = Scope(municipality.pk, date(2024, 1, 15), LAST, programme.pk)
        say(f"Laavu, from the middle of a month: {best(lambda: everything(part))[0]:.2f} s")
    say(f"memory of this process at most: {peak():.0f} MB")
    theirs, numbers = of_duckdb(programme.pk)
    differ = {
        code: (figures[code].value, value) for code, value in numbers.items() if figures[code].value != value
    }
    say(f"memory with DuckDB in it: {peak():.0f} MB")
    say(f"ratio {ours / theirs:.1f} (Laavu, all indicators with the law, to DuckDB by hand without)")
    say(f"same figures: {len(numbers) - len(differ)} of {len(numbers)} {differ or ''}")
    if differ:
        sys.exit(1)


def of_laavu(scope: Any) -> tuple[float, Mapping[str, Any]]:
    from evaluation.statistics.economy import economy_of
    from evaluation.statistics.hours import hours
    from evaluation.statistics.money import money_facts

    ours, figures = best(lambda: everything(scope))
    counting = best(lambda: hours(scope))[0]
    reading = best(lambda: money_facts(scope))[0]
    money = best(lambda: economy_of(scope, hours=Decimal(0), days=0))[0]
    say(f"Laavu, all {len(figures)} indicators of the programme: {ours:.2f} s")
    say(f"  of that hours and wages {counting:.2f} s; money by law {money:.2f} s (reading {reading:.2f})")
    return ours, figures


def everything(scope: Any) -> Mapping[str, Any]:
    from evaluation.indicators.computing import compute

    return compute(scope)


def of_duckdb(programme: int) -> tuple[float, Mapping[str, Decimal]]:
    duckdb = importlib.import_module("duckdb")
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(str(Path(folder) / "bench.duckdb")) as base:
        begin = perf_counter()
        for name, query in TABLES.items():
            file = Path(folder) / f"{name}.csv"
            copy_out(query, file)
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{file}', header = true)")  # noqa: S608
            file.unlink()
        say(f"DuckDB: rows copied in {perf_counter() - begin:.1f} s")
        query = BY_HAND.format(first=FIRST, after=date(2027, 1, 1), programme=programme)

        def ask() -> dict[str, Any]:
            found = base.execute(query)
            names = [column[0] for column in found.description]
            return dict(zip(names, found.fetchone(), strict=True))

        taken, row = best(ask)
    say(f"DuckDB, {len(row)} figures by hand: {taken:.2f} s")
    days = Decimal(row.pop("days"))
    cent = Decimal("0.01")
    numbers = {code: Decimal(str(value)) for code, value in row.items()}
    wages = {code: numbers[code].quantize(cent) for code in ("worked_hours", "paid_hours", "gross_wages")}
    months = (days / Decimal("30.4")).quantize(cent, ROUND_HALF_UP)  # as the product rounds
    return taken, numbers | wages | {"person_months": months}


def copy_out(query: str, file: Path) -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor, file.open("wb") as out:
        raw = cursor.connection if hasattr(cursor, "connection") else connections["owner"].connection
        with raw.cursor().copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as copied:
            for block in copied:
                out.write(block)


def best(act: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of three runs, in seconds, and what came of it."""
    times, result = [], None
    for _round in range(ROUNDS):
        begin = perf_counter()
        result = act()
        times.append(perf_counter() - begin)
    return min(times), result


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def drop(name: str) -> None:
    import os

    import psycopg
    from django.db import connections
    from psycopg import sql

    connections.close_all()
    owner = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


if __name__ == "__main__":
    main()
