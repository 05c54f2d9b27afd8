"""Indicators by gender, age, village, association or group: one aggregate query for a table.

Who has a protected address has no village here: a village's number must not lead to them.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from evaluation.indicators.breakdown import NOT_KNOWN, Cell, Family, Row, Table
from evaluation.indicators.definition import Dimension
from evaluation.statistics.hours import COUNTED
from evaluation.statistics.people import PERSONS
from evaluation.statistics.scope import OF_PROGRAMME, Scope, rows
from laavu.law.rounding import round_money

DAYS_IN_MONTH = Decimal("30.4")
# Of the worker w and the placement p: the class's key and its name. Ages are those of the period's first day.
_GENDER = """nullif((
    SELECT b.value FROM workers_background b
    WHERE b.worker_id = w.id AND b.fact = 'gender' AND b.from_on <= %(last)s
    ORDER BY b.from_on DESC LIMIT 1), 'no_answer')"""
_YEARS = "date_part('year', age(%(first)s::date, w.birth_date))"
_AGE = f"""CASE WHEN w.birth_date IS NULL THEN NULL WHEN {_YEARS} < 25 THEN '0-24'
    WHEN {_YEARS} < 35 THEN '25-34'
    WHEN {_YEARS} < 45 THEN '35-44' WHEN {_YEARS} < 55 THEN '45-54' ELSE '55-' END"""
_VILLAGE = "CASE WHEN w.address_protected THEN NULL ELSE w.home_village_id::text END"
_VILLAGE_NAME = """CASE WHEN w.address_protected THEN NULL
    ELSE (SELECT v.name FROM villages_village v WHERE v.id = w.home_village_id) END"""
_ASSOCIATION_NAME = "(SELECT a.name FROM villages_association a WHERE a.id = p.association_id)"
_GROUP_NAME = """(SELECT g.name || ', ' || a.name FROM placements_group g
    JOIN villages_association a ON a.id = g.association_id WHERE g.id = p.group_id)"""
KEYS: dict[Dimension, tuple[str, str]] = {
    Dimension.GENDER: (_GENDER, "NULL"),
    Dimension.AGE: (_AGE, "NULL"),
    Dimension.VILLAGE: (_VILLAGE, _VILLAGE_NAME),
    Dimension.ASSOCIATION: ("p.association_id::text", _ASSOCIATION_NAME),
    Dimension.GROUP: ("p.group_id::text", _GROUP_NAME),
}

PEOPLE = (
    PERSONS  # noqa: S608 - joined from our own constants
    + """
, classed AS (
    SELECT people.*, b.by_association, b.worker_id IS NOT NULL AS has_begun, {key} AS key, {label} AS label
    FROM people LEFT JOIN begun b USING (worker_id) JOIN workers_worker w ON w.id = people.worker_id
)
SELECT key, max(label) AS label, count(*) AS participants,
       count(*) FILTER (WHERE is_new) AS new_participants,
       count(*) FILTER (WHERE has_begun) AS employed,
       count(*) FILTER (WHERE by_association) AS employed_by_associations
FROM classed GROUP BY key"""
)

PLACEMENTS = f"""
WITH classed AS (
    SELECT p.*, {{key}} AS key, {{label}} AS label
    FROM placements_placement p JOIN workers_worker w ON w.id = p.worker_id
    WHERE p.municipality_id = %(municipality)s AND p.association_id IS NOT NULL
      AND p.period && daterange(%(first)s, %(last)s, '[]')
      AND {OF_PROGRAMME}
)
SELECT key, max(label) AS label,
       count(*) FILTER (WHERE lower(period) BETWEEN %(first)s AND %(last)s) AS placements_in_associations,
       count(DISTINCT worker_id) FILTER (WHERE lower(period) BETWEEN %(first)s AND %(last)s)
           AS placements_in_associations_n,
       coalesce(sum(least(coalesce(upper(period), %(last)s::date + 1), %(last)s::date + 1)
           - greatest(lower(period), %(first)s)), 0) AS days,
       count(DISTINCT worker_id) AS person_months_n
FROM classed GROUP BY key"""  # noqa: S608 - joined from our own constants; every value is a parameter

HOURS = (
    COUNTED  # noqa: S608 - joined from our own constants
    + """
, classed AS (
    SELECT c.*, {key} AS key, {label} AS label
    FROM counted c JOIN placements_placement p ON p.id = c.placement_id
    JOIN workers_worker w ON w.id = c.worker_id
)
SELECT key, max(label) AS label,
       coalesce(sum(hours) FILTER (WHERE kind = 'work'), 0) AS worked_hours,
       coalesce(sum(hours) FILTER (WHERE is_paid), 0) AS paid_hours,
       count(DISTINCT worker_id) FILTER (WHERE kind = 'work') AS worked_hours_n,
       count(DISTINCT worker_id) FILTER (WHERE is_paid) AS paid_hours_n
FROM classed GROUP BY key"""
)

WORKS = """
SELECT w.village_id::text AS key, max(v.name) AS label,
       count(*) FILTER (WHERE w.found_on BETWEEN %(first)s AND %(last)s) AS unfinished_work_found,
       count(*) FILTER (WHERE w.chosen_on BETWEEN %(first)s AND %(last)s) AS unfinished_work_chosen,
       count(*) FILTER (WHERE w.done_on BETWEEN %(first)s AND %(last)s) AS unfinished_work_done
FROM villages_unfinishedwork w JOIN villages_village v ON v.id = w.village_id
WHERE w.municipality_id = %(municipality)s AND w.merged_into_id IS NULL AND w.split_at IS NULL
GROUP BY w.village_id"""

QUERIES = {"people": PEOPLE, "placements": PLACEMENTS, "hours": HOURS, "works": WORKS}


def table(scope: Scope, family: Family, dimension: Dimension) -> Table:
    """The exact numbers, nothing hidden: classes by name, those of whom nothing is known last."""
    key, label = KEYS[dimension]
    query = QUERIES[family.name].replace("{key}", key).replace("{label}", label)
    found = [_row(family, row) for row in rows(query, scope.parameters())]
    kept = [row for row in found if any(cell.value for cell in row.cells.values())]
    return Table(family, dimension, tuple(sorted(kept, key=lambda row: (row.key == NOT_KNOWN, row.label))))


def _row(family: Family, row: Mapping[str, Any]) -> Row:
    cells = {code: _cell(code, row) for code in family.codes}
    return Row(row["key"] or NOT_KNOWN, row["label"] or row["key"] or "", cells)


def _cell(code: str, row: Mapping[str, Any]) -> Cell:
    if code == "person_months":
        value = round_money(row["days"] / DAYS_IN_MONTH)
    elif code in {"worked_hours", "paid_hours"}:
        value = round_money(row[code])
    else:
        value = Decimal(row[code])
    return Cell(value, row.get(f"{code}_n", int(value)))
