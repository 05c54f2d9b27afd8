"""The keys of the rows behind a figure, by the same conditions by which it was counted."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from evaluation.statistics.dosage import CODES as AMOUNT_CODES
from evaluation.statistics.dosage import amounts_query
from evaluation.statistics.exits import CONDITIONS as EXIT_CODES
from evaluation.statistics.exits import exits_query
from evaluation.statistics.fund import participants_query
from evaluation.statistics.people import persons_query
from evaluation.statistics.scope import OF_PROGRAMME, Scope, rows
from evaluation.statistics.wellbeing import PAIRS

IN_FORCE = "p.period && daterange(%(first)s, %(last)s, '[]')"
BEGUN = "lower(p.period) BETWEEN %(first)s AND %(last)s"

PLACEMENTS = f"""
SELECT p.id AS key FROM placements_placement p
WHERE p.municipality_id = %(municipality)s AND p.association_id IS NOT NULL AND {OF_PROGRAMME} AND """  # noqa: S608

ASSOCIATIONS = f"""
SELECT DISTINCT p.association_id AS key FROM placements_placement p
WHERE p.municipality_id = %(municipality)s AND p.association_id IS NOT NULL AND {IN_FORCE}
  AND {OF_PROGRAMME}"""  # noqa: S608

MONTHS = f"""
SELECT m.id AS key FROM placements_month m JOIN placements_placement p ON p.id = m.placement_id
WHERE m.municipality_id = %(municipality)s AND m.state IN ('approved', 'locked')
  AND m.first_day BETWEEN date_trunc('month', %(first)s::date) AND %(last)s
  AND EXISTS (SELECT 1 FROM placements_hourentry h WHERE h.month_id = m.id
              AND h.day BETWEEN %(first)s AND %(last)s)
  AND {OF_PROGRAMME}"""  # noqa: S608

SINGLE = """SELECT worker_id, start_on, start_value, end_on, end_value
FROM pairs WHERE start_value IS NOT NULL"""

STEPS = {"found": "found_on", "chosen": "chosen_on", "done": "done_on"}


def persons(scope: Scope, code: str) -> list[int]:
    if code in EXIT_CODES:
        return _keys(exits_query(code), scope)
    if code in AMOUNT_CODES:
        return _keys(amounts_query(code), scope)
    return _keys(persons_query(code).replace("SELECT worker_id FROM people", _as_key("people")), scope)


def fund_participants(scope: Scope, name: str) -> list[int]:
    query = participants_query(name)
    return _keys(query.replace("SELECT worker_id FROM situations", _as_key("situations")), scope)


def _as_key(table: str) -> str:
    return f"SELECT worker_id AS key FROM {table}"  # noqa: S608 - one of our own names


def placements(scope: Scope, *, begun: bool) -> list[int]:
    return _keys(PLACEMENTS + (BEGUN if begun else IN_FORCE), scope)


def associations(scope: Scope, *, with_group: bool) -> list[int]:
    return _keys(ASSOCIATIONS + (" AND p.group_id IS NOT NULL" if with_group else ""), scope)


def months(scope: Scope) -> list[int]:
    return _keys(MONTHS, scope)


def works(scope: Scope, step: str) -> list[int]:
    return _keys(
        "SELECT w.id AS key FROM villages_unfinishedwork w WHERE w.municipality_id = %(municipality)s"  # noqa: S608
        " AND w.merged_into_id IS NULL AND w.split_at IS NULL"
        f" AND w.{STEPS[step]} BETWEEN %(first)s AND %(last)s",
        scope,
    )


def pairs(scope: Scope, instrument: str) -> Mapping[int, tuple[date, Decimal, date, Decimal]]:
    """By person: day and value of the start answer, day and value of the end answer."""
    query = f"{PAIRS} {SINGLE}"
    return {
        row["worker_id"]: (row["start_on"], row["start_value"], row["end_on"], row["end_value"])
        for row in rows(query, scope.parameters() | {"instruments": [instrument]})
    }


def _keys(query: str, scope: Scope) -> list[int]:
    found: list[dict[str, Any]] = rows(query, scope.parameters())
    return [row["key"] for row in found]
