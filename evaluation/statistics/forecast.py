"""The clients of a day with their benefit and placements, for the forecast: four queries, however many."""

from collections import defaultdict
from datetime import date

from evaluation.economy.facts import Jobseeker, Placed
from evaluation.forecast.computing import Client
from evaluation.statistics.money import COUNTS, PLACED, SPELLS, WAGES, jobseekers, placed_of
from evaluation.statistics.scope import rows

CLIENTS = """
WITH counted AS (
    SELECT DISTINCT r.worker_id, 0::bigint AS id FROM workers_clientrelationship r
    WHERE r.municipality_id = %(municipality)s AND r.period @> %(today)s::date
)"""
KEYS = " SELECT worker_id FROM counted ORDER BY worker_id"


def clients_on(municipality_id: int, today: date) -> list[Client]:
    given = {"municipality": municipality_id, "today": today}
    people = [row["worker_id"] for row in rows(CLIENTS + KEYS, given)]
    known = jobseekers(rows(CLIENTS + SPELLS, given), rows(CLIENTS + COUNTS, given))
    placed: dict[int, list[Placed]] = defaultdict(list)
    found = rows(CLIENTS + PLACED, given)
    for one in placed_of(found, rows(CLIENTS + WAGES, given), counted="is_in_association"):
        placed[one.worker].append(one)
    return [Client(key, known.get(key, Jobseeker()), tuple(placed.get(key, ()))) for key in people]
