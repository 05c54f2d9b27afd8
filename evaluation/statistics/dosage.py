"""What participants had: group sessions, counselling, months in work and with a wage, and so on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluation.statistics.scope import OF_PROGRAMME, PERSON_OF_PROGRAMME, Scope, rows

PARTICIPANTS = f"""
WITH people AS (
    SELECT DISTINCT r.worker_id FROM workers_clientrelationship r
    WHERE r.municipality_id = %(municipality)s
      AND r.period && daterange(%(first)s, %(last)s, '[]') AND {PERSON_OF_PROGRAMME}
)"""  # noqa: S608 - joined from our own constants; every value is a parameter

DAYS = """least(coalesce(upper(p.period), %(last)s::date + 1), %(last)s::date + 1)
           - greatest(lower(p.period), %(first)s)"""

# By code: amounts for each participant who had any. One query over one table each.
AMOUNTS: dict[str, str] = {
    "group_activity_hours": """
        SELECT a.worker_id, sum(s.hours) AS amount
        FROM placements_session s JOIN placements_attendance a ON a.session_id = s.id AND a.present
        JOIN people USING (worker_id)
        WHERE s.municipality_id = %(municipality)s AND s.held_on BETWEEN %(first)s AND %(last)s
        GROUP BY a.worker_id""",
    "counselling_sessions": """
        SELECT m.worker_id, count(*) AS amount
        FROM workers_meeting m JOIN people USING (worker_id)
        WHERE m.municipality_id = %(municipality)s AND m.held_on BETWEEN %(first)s AND %(last)s
        GROUP BY m.worker_id""",
    "work_months": f"""
        SELECT p.worker_id, sum({DAYS}) AS amount
        FROM placements_placement p JOIN people USING (worker_id)
        WHERE p.municipality_id = %(municipality)s AND p.kind IN ('subsidised', 'employment')
          AND p.period && daterange(%(first)s, %(last)s, '[]') AND {OF_PROGRAMME}
        GROUP BY p.worker_id""",  # noqa: S608
    "wage_months": f"""
        SELECT p.worker_id, count(DISTINCT t.first_day) AS amount
        FROM placements_monthlytotal t JOIN placements_placement p ON p.id = t.placement_id
        JOIN people USING (worker_id)
        WHERE t.municipality_id = %(municipality)s AND t.first_day BETWEEN %(first)s AND %(last)s
          AND t.hourly_wage > 0 AND t.hours > 0 AND {OF_PROGRAMME}
        GROUP BY p.worker_id""",  # noqa: S608
    "competences": """
        SELECT c.worker_id, count(*) AS amount
        FROM workers_competence c JOIN people USING (worker_id)
        WHERE c.municipality_id = %(municipality)s AND c.gained_on BETWEEN %(first)s AND %(last)s
        GROUP BY c.worker_id""",
    "asked": """
        SELECT a.worker_id, count(*) AS amount
        FROM workers_asking a JOIN people USING (worker_id)
        WHERE a.municipality_id = %(municipality)s AND a.ended_on BETWEEN %(first)s AND %(last)s
        GROUP BY a.worker_id""",
    "refusals": """
        SELECT a.worker_id, count(*) AS amount
        FROM workers_asking a JOIN people USING (worker_id)
        WHERE a.municipality_id = %(municipality)s AND a.ended_on BETWEEN %(first)s AND %(last)s
          AND a.outcome = 'refused'
        GROUP BY a.worker_id""",
}
# Without a row of the table the municipality does not record it: no figure, and not 0.
TABLES = {
    "group_activity_hours": "placements_session",
    "counselling_sessions": "workers_meeting",
    "work_months": "placements_placement",
    "wage_months": "placements_monthlytotal",
    "competences": "workers_competence",
    "asked": "workers_asking",
    "refusals": "workers_asking",
}
SPREAD = """
SELECT coalesce(sum(amount), 0) AS total, count(*) AS persons,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS median, min(amount) AS lowest,
       max(amount) AS highest,
       EXISTS (SELECT 1 FROM {table} k WHERE k.municipality_id = %(municipality)s) AS is_recorded
FROM amounts"""


@dataclass(frozen=True, slots=True)
class Amount:
    """A total over persons who had any, and how it is spread among them; None of nobody."""

    total: Decimal
    persons: int
    median: float | None
    lowest: Decimal | None
    highest: Decimal | None
    is_recorded: bool


def amounts(scope: Scope) -> dict[str, Amount]:
    """By code, a query each."""
    found = {}
    for code in AMOUNTS:
        (row,) = rows(f"{_query(code)} {SPREAD.format(table=TABLES[code])}", scope.parameters())
        found[code] = Amount(**row)
    return found


def reached(scope: Scope) -> int:
    """Persons who were met, or at a session, or a client, on some day of the period."""
    query = f"SELECT count(*) AS persons FROM ({REACHED}) met"  # noqa: S608 - our own constants
    (row,) = rows(query, scope.parameters())
    return int(row["persons"])


def amounts_query(code: str) -> str:
    """A query for the keys of the people whom a figure counts; KeyError for another figure."""
    if code == "reached":
        return f"SELECT worker_id AS key FROM ({REACHED}) met"  # noqa: S608
    return f"{_query(code)} SELECT worker_id AS key FROM amounts"  # noqa: S608


def _query(code: str) -> str:
    return f"{PARTICIPANTS}, amounts AS ({AMOUNTS[code]})"


REACHED = f"""
    SELECT r.worker_id FROM workers_clientrelationship r
    WHERE r.municipality_id = %(municipality)s AND r.period && daterange(%(first)s, %(last)s, '[]')
      AND {PERSON_OF_PROGRAMME}
    UNION
    SELECT r.worker_id FROM workers_meeting r
    WHERE r.municipality_id = %(municipality)s AND r.held_on BETWEEN %(first)s AND %(last)s
      AND {PERSON_OF_PROGRAMME}
    UNION
    SELECT r.worker_id FROM placements_attendance r JOIN placements_session s ON s.id = r.session_id
    WHERE r.municipality_id = %(municipality)s AND r.present AND s.held_on BETWEEN %(first)s AND %(last)s
      AND {PERSON_OF_PROGRAMME}"""  # noqa: S608 - joined from our own constants; every value is a parameter

CODES: Sequence[str] = ("reached", *AMOUNTS)
