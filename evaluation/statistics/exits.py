"""Who left for where, and where they were six months later."""

from dataclasses import dataclass

from evaluation.statistics.scope import PERSON_OF_PROGRAMME, Scope, one
from workers.choices import Destination

# What an end without an exit of its own tells of the destination.
BY_REASON = """
    CASE r.end_reason WHEN 'open_market' THEN 'open_market' WHEN 'education' THEN 'study'
         WHEN 'other_service' THEN 'service' WHEN 'unemployed' THEN 'unemployed'
         WHEN 'pension' THEN 'retirement' WHEN 'moved' THEN 'moved' ELSE 'unknown' END"""

# One row for each person whose client relationship ended in the period: the last end counts.
LEFT = f"""
WITH gone AS (
    SELECT DISTINCT ON (r.worker_id) r.worker_id, upper(r.period) - 1 AS left_on, x.id AS exit_id,
           coalesce(x.destination, {BY_REASON}) AS destination
    FROM workers_clientrelationship r LEFT JOIN workers_exit x ON x.relationship_id = r.id
    WHERE r.municipality_id = %(municipality)s
      AND upper(r.period) - 1 BETWEEN %(first)s AND %(last)s AND {PERSON_OF_PROGRAMME}
    ORDER BY r.worker_id, upper(r.period) DESC
), due AS (
    SELECT DISTINCT ON (r.worker_id) r.worker_id, f.situation, f.improved
    FROM workers_clientrelationship r
    JOIN workers_exit x ON x.relationship_id = r.id
    LEFT JOIN workers_followup f ON f.exit_id = x.id
    WHERE r.municipality_id = %(municipality)s
      AND (upper(r.period) - 1 + interval '6 months')::date BETWEEN %(first)s AND %(last)s
      AND (%(programme)s::bigint IS NULL OR EXISTS (
          SELECT 1 FROM evaluation_participation q
          WHERE q.programme_id = %(programme)s AND q.worker_id = r.worker_id AND q.period && r.period))
    ORDER BY r.worker_id, upper(r.period) DESC
)"""  # noqa: S608 - joined from our own constants; every value is a parameter

WORKS = "situation IN ('open_market', 'subsidised')"
LASTING = "situation IN ('open_market', 'study')"  # in work without subsidy, or in studies
REACHED = "situation IS NOT NULL AND situation NOT IN ('not_reached', 'refused')"
# By code: the table of LEFT and the condition over its rows.
CONDITIONS: dict[str, tuple[str, str]] = {
    "exits": ("gone", "true"),
    **{f"exits_{value}": ("gone", f"destination = '{value}'") for value in Destination.values},
    "follow_ups_due": ("due", "true"),
    "follow_ups_reached": ("due", REACHED),
    "follow_ups_in_work": ("due", WORKS),
    "follow_ups_in_study": ("due", "situation = 'study'"),
    "follow_ups_improved": ("due", f"{REACHED} AND improved = 'yes'"),
}
COUNTS = (
    LEFT  # noqa: S608 - joined from our own constants
    + "SELECT "
    + ", ".join(
        f"(SELECT count(*) FROM {table} WHERE {condition}) AS {code}"  # noqa: S608
        for code, (table, condition) in CONDITIONS.items()
    )
    + ", EXISTS (SELECT 1 FROM workers_exit x WHERE x.municipality_id = %(municipality)s) AS any_exit"
    + ", EXISTS (SELECT 1 FROM workers_followup f WHERE f.municipality_id = %(municipality)s)"
    + " AS any_follow_up"
    + f", (SELECT count(*) FROM due WHERE {LASTING}) AS lasting"  # noqa: S608
)


@dataclass(frozen=True, slots=True)
class ExitCounts:
    """Numbers of persons by code; whether anything of the kind is recorded at all in the municipality.

    `lasting`: in work without subsidy or in studies six months after leaving, of those who were reached.
    """

    counts: dict[str, int]
    any_exit: bool
    any_follow_up: bool
    lasting: int


def exit_counts(scope: Scope) -> ExitCounts:
    found = one(COUNTS, scope)
    counts = {code: found[code] for code in CONDITIONS}
    return ExitCounts(counts, found["any_exit"], found["any_follow_up"], found["lasting"])


def exits_query(code: str) -> str:
    """A query for the keys of the people whom a figure counts; KeyError for another figure."""
    table, condition = CONDITIONS[code]
    return f"{LEFT} SELECT worker_id AS key FROM {table} WHERE {condition}"  # noqa: S608
